package dev.conctop.experiment.advice;

import static dev.conctop.experiment.advice.Rule.goOn;
import static dev.conctop.experiment.advice.Rule.no;
import static dev.conctop.experiment.advice.Rule.use;
import static dev.conctop.experiment.advice.Rule.yes;

import dev.conctop.catalog.ModelSpec.Runtime;
import dev.conctop.experiment.advice.Advice.Missing;
import dev.conctop.experiment.advice.Advice.Used;
import dev.conctop.experiment.advice.Rule.Holds;
import dev.conctop.experiment.advice.Rule.Outcome;
import dev.conctop.experiment.advice.Rule.Question;
import dev.conctop.experiment.advice.WorkShape.Kind;
import dev.conctop.experiment.advice.WorkShape.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of the notes, in their order: the first that holds and names a model has decided. What
 * is more special stands before what is more general.
 */
final class Rules {
  private Rules() {}

  /** What was decided: GoOn when something is missing. */
  record Decision(List<Used> used, Outcome outcome, List<Missing> missing) {}

  private static final List<Rule> FIRST =
      List.of(
          use(
              "need",
              "003",
              "decide whether a concurrency module is needed",
              Asks::sequentialMeetsIt,
              shape -> of(shape, "sequential"),
              "one task at a time meets the demand: no concurrency is needed"),
          new Rule(
              "lock",
              "002",
              "while a thread has the lock, other threads cannot access it",
              Asks::lockIsTheLimit,
              _ -> new Outcome.NoModel("no model helps: hold the lock for a shorter time")),
          goOn(
              "cpu-bound",
              "001",
              "CPU-bound: the resource that limits the speed is the CPU",
              ask -> Asks.cpuShare(ask) > Asks.CPU_BOUND ? yes(Asks.share(ask)) : no()),
          goOn(
              "io-bound",
              "001",
              "I/O-bound: it frequently must wait for some external resource",
              ask -> Asks.cpuShare(ask) < Asks.IO_BOUND ? yes(Asks.share(ask)) : no()));

  private static final List<Rule> OF_CPYTHON =
      List.of(
          use(
              "cpython-outside-lock",
              "001",
              "some libraries, such as Numpy, work without any interaction with the interpreter lock",
              Asks::mostlyReleased,
              Rules::threads,
              "threads: most of the CPU time is outside the interpreter lock"),
          use(
              "cpython-free-threaded",
              "002",
              "nogil: without the lock threads use several CPUs",
              Asks::freeThreaded,
              _ -> "cpython-free-threaded",
              "threads of the free-threaded build"),
          use(
              "cpython-processes",
              "004",
              "CPU bound: multiprocessing",
              Asks::smallMessages,
              Rules::processes,
              "processes, each with an interpreter lock of its own"),
          use(
              "cpython-batches",
              "002",
              "processes share data by sending bytes from one to the other",
              Asks::largeMessages,
              Rules::processes,
              "send larger batches of tasks first, then processes"),
          use(
              "cpython-blocking-library",
              "003",
              "threading when required: critical libraries that have no asynchronous form",
              ask ->
                  Asks.ioBound(ask, Runtime.CPYTHON) && ask.shape().library() == Library.BLOCKING
                      ? yes("the library blocks; " + Asks.share(ask))
                      : no(),
              Rules::threads,
              "threads, which may block"),
          use(
              "cpython-few",
              "004",
              "I/O bound, fast I/O, limited number of connections: threading",
              ask -> Asks.ioBound(ask, Runtime.CPYTHON) ? Asks.few(ask) : no(),
              Rules::threads,
              "threads: mature, and easy to use"),
          use(
              "cpython-many",
              "004",
              "I/O bound, slow I/O, many connections: asyncio",
              Asks::manyAndAsync,
              _ -> "cpython-asyncio",
              "asyncio: one loop, a coroutine a task"),
          use(
              "cpython-loop-blocked",
              "003",
              "a task that does not give up control to the event loop blocks all others",
              ask -> Asks.someBlock(ask, Runtime.CPYTHON),
              _ -> "cpython-asyncio",
              "asyncio, with every call that blocks sent to a thread (asyncio.to_thread)"));

  private static final List<Rule> OF_THE_JVM =
      List.of(
          use(
              "jvm-one-complex",
              "000",
              "one complex task: split it, rather than many ad hoc tasks",
              ask ->
                  Asks.cpuBound(ask, Runtime.JVM) && ask.shape().kind() == Kind.ONE_COMPLEX
                      ? yes(Asks.share(ask))
                      : no(),
              _ -> "fork-join",
              "split the task, and let idle workers steal parts"),
          use(
              "jvm-cpu-pool",
              "002",
              "parallelism: multiple computations at the same time, one a core",
              ask -> Asks.cpuBound(ask, Runtime.JVM) ? yes(Asks.share(ask)) : no(),
              _ -> "thread-pool",
              "a pool of as many threads as usable cores, and more only for the share that waits"),
          use(
              "jvm-loop-blocked",
              "002",
              "blocking code in a coroutine blocks the event loop and all other coroutines",
              ask -> Asks.someBlock(ask, Runtime.JVM),
              _ -> "event-loop-offload",
              "the loop, with every call that blocks sent to a pool"),
          use(
              "jvm-event-loop",
              "002",
              "cooperative multitasking has less overhead than threads",
              Asks::tinyAndTight,
              _ -> "event-loop",
              "one loop: no thread has to be woken for a task"),
          use(
              "jvm-many",
              "002",
              "green threads, managed by the runtime, are more efficient than threads of the OS",
              Asks::manyMoreThanCores,
              _ -> "virtual-threads",
              "a virtual thread a task; limit the resource they wait for by a semaphore, not the"
                  + " threads"),
          use(
              "jvm-few",
              "004",
              "I/O bound, fast I/O, limited number of connections: threading",
              ask -> Asks.ioBound(ask, Runtime.JVM) ? fewOnTheJvm(ask) : no(),
              _ -> "thread-pool",
              "a pool of threads"));

  /** Between I/O and CPU. */
  private static final List<Rule> BETWEEN =
      List.of(
          new Rule(
              "between-predicted",
              "000",
              "it is a heuristic: at the end of the day, try, and take what works best",
              Between::predicted,
              Between::byPrediction),
          new Rule(
              "between-computed",
              "000",
              "it is a heuristic: at the end of the day, try, and take what works best",
              Between::computed,
              Between::byFormula));

  /** What is said of a model that was named. */
  private static final List<Rule> ABOUT =
      List.of(
          goOn(
              "ad-hoc-pool",
              "000",
              "many ad hoc tasks may benefit from a pool of reusable workers",
              ask -> ask.shape().kind() == Kind.AD_HOC ? yes("many ad hoc tasks") : no()),
          goOn(
              "one-complex-class",
              "000",
              "one complex task: a class of its own rather than a pool",
              ask -> ask.shape().kind() == Kind.ONE_COMPLEX ? yes("one complex task") : no()),
          goOn(
              "pre-emptive",
              "003",
              "pre-emptive: the operating system decides when to switch, so what is shared needs"
                  + " locks",
              _ -> yes("threads of the operating system")),
          goOn(
              "cooperative",
              "003",
              "cooperative: tasks decide when to give up control, so none may block",
              _ -> yes("tasks that share threads")),
          goOn(
              "processes-share-nothing",
              "000",
              "processes do not have shared memory: data is sent between them",
              _ -> yes("processes")));

  /** All of them. */
  static List<Rule> all() {
    List<Rule> all = new ArrayList<>(FIRST);
    all.addAll(OF_CPYTHON);
    all.addAll(OF_THE_JVM);
    all.addAll(BETWEEN);
    all.addAll(ABOUT);
    return List.copyOf(all);
  }

  static Decision decide(Question question) {
    List<Used> used = new ArrayList<>();
    List<Missing> missing = new ArrayList<>();
    Optional<Missing> first = Asks.unmeasured(question.shape());
    if (first.isPresent()) {
      return new Decision(used, new Outcome.GoOn(), List.of(first.get()));
    }
    for (Rule rule : DECIDING) {
      switch (rule.asks().apply(question)) {
        case Holds.No(List<Missing> caveats) -> missing.addAll(caveats);
        case Holds.Stop(Missing stop) -> {
          missing.addFirst(stop);
          return new Decision(used, new Outcome.GoOn(), missing);
        }
        case Holds.Yes(String figures, List<Missing> caveats) -> {
          missing.addAll(caveats);
          used.add(new Used(rule.id(), rule.note(), rule.words(), figures));
          Outcome outcome = rule.then().apply(question);
          if (!(outcome instanceof Outcome.GoOn)) {
            return new Decision(used, outcome, missing);
          }
        }
      }
    }
    throw new IllegalStateException("no rule for " + question);
  }

  private static final List<Rule> DECIDING =
      all().stream().filter(rule -> !ABOUT.contains(rule)).toList();

  /** What is to be said of a model. */
  static List<Used> about(Question question, String model) {
    List<Used> used = new ArrayList<>();
    for (Rule rule : ABOUT) {
      if (concerns(rule.id(), model)
          && rule.asks().apply(question) instanceof Holds.Yes(String figures, List<Missing> _)) {
        used.add(new Used(rule.id(), rule.note(), rule.words(), figures));
      }
    }
    return used;
  }

  private static boolean concerns(String rule, String model) {
    boolean loop = model.contains("event-loop") || model.contains("asyncio");
    boolean sequential = model.endsWith("sequential");
    boolean processes = model.contains("process");
    return switch (rule) {
      case "ad-hoc-pool" -> model.endsWith("pool") || model.equals("event-loop-offload");
      case "one-complex-class" -> !sequential && !model.equals("fork-join");
      case "cooperative" -> loop;
      case "processes-share-nothing" -> processes;
      case "pre-emptive" -> !loop && !sequential && !processes && !model.equals("virtual-threads");
      default -> false;
    };
  }

  private static Holds fewOnTheJvm(Question question) {
    WorkShape shape = question.shape();
    return shape.inFlight().isPresent()
        ? yes(Say.number(Math.ceil(shape.inFlight().getAsDouble())) + " in flight")
        : Asks.few(question);
  }

  static String threads(WorkShape shape) {
    if (shape.runtime() == Runtime.JVM) {
      return "thread-pool";
    }
    return shape.kind() == Kind.AD_HOC ? "cpython-thread-pool" : "cpython-threading";
  }

  static String processes(WorkShape shape) {
    return shape.runtime() == Runtime.JVM ? "processes" : "cpython-process-pool";
  }

  private static String of(WorkShape shape, String model) {
    return shape.runtime() == Runtime.JVM ? model : "cpython-" + model;
  }
}
