package dev.conctop.catalog;

import dev.conctop.catalog.ModelSpec.Runtime;
import dev.conctop.catalog.ModelSpec.Workers;
import dev.conctop.catalog.parameter.NodeMoment;
import dev.conctop.catalog.parameter.ParameterSpec;
import java.util.ArrayList;
import java.util.List;

/** The models, those of the JVM first. */
final class ModelList {
  private ModelList() {}

  private static final ParameterSpec SWITCH_INTERVAL =
      ParameterSpec.duration(
          "switch-interval", "5ms", "50us", "10s", "how long a holder may be asked");

  private static final ParameterSpec CANCEL_AFTER =
      ParameterSpec.duration(
          "cancel-after", "0ms", "0ms", "1h", "a future not done by then is cancelled; 0: none");

  private static final ParameterSpec BATCH =
      ParameterSpec.count("batch", 1, 1, 10_000, "tasks sent in one message, if so many wait");

  /** CPython cannot cancel what has begun. */
  private static final ParameterSpec CANCEL_PENDING_AFTER =
      ParameterSpec.duration(
          "cancel-after", "0ms", "0ms", "1h", "a future not begun by then is cancelled; 0: none");

  private static final ParameterSpec PYTHON =
      ParameterSpec.text("python", "python3", "the interpreter: a command or a path");

  private static final ParameterSpec BLOCKING =
      ParameterSpec.flag("blocking", false, "let tasks block the loop, on purpose");

  private static final ParameterSpec LOOP =
      ParameterSpec.choice("loop", "whose loop it is", "asyncio", "uvloop");

  static final List<ModelSpec> ALL = all();

  private static List<ModelSpec> all() {
    List<ModelSpec> all = new ArrayList<>(ofTheJvm());
    all.addAll(ofCpython());
    all.addAll(ofEngines());
    all.addAll(ofJars());
    all.addAll(ofRust());
    return List.copyOf(all);
  }

  private static List<ModelSpec> ofTheJvm() {
    return List.of(
        jvm("sequential", "one task at a time on one thread", Workers.ONE),
        jvm("thread-per-task", "a new platform thread for each task", Workers.PER_TASK),
        jvm(
            "thread-pool",
            "a fixed pool of platform threads behind one queue",
            Workers.CHOSEN,
            CANCEL_AFTER),
        jvm("virtual-threads", "one virtual thread a task on few carriers", Workers.CARRIERS),
        jvm(
            "event-loop",
            "one thread, cooperative tasks, non-blocking sockets",
            Workers.ONE,
            BLOCKING,
            ParameterSpec.choice(
                "transport",
                "what it asks the kernel by: the JDK's selector, or Netty's own in C (Linux)",
                "nio",
                "epoll",
                "io_uring")),
        jvm(
            "event-loop-offload",
            "the same loop; CPU and blocking work goes to a pool of workers",
            Workers.CHOSEN,
            ParameterSpec.choice(
                "offload",
                "where to: threads, threads under the loop's interpreter lock (emulated), processes",
                "threads",
                "gil-threads",
                "processes"),
            SWITCH_INTERVAL),
        jvm(
            "fork-join",
            "tasks split into parts that idle workers steal",
            Workers.CHOSEN,
            ParameterSpec.count("split", 8, 1, 4096, "parts of a task, where it can be split")),
        emulated("gil-threads", "platform threads under one interpreter lock", SWITCH_INTERVAL),
        emulated(
            "subinterpreters",
            "isolated interpreters in one process, each with a lock of its own",
            SWITCH_INTERVAL),
        jvm(
            "processes",
            "a pool of child processes, tasks and results sent over pipes",
            Workers.CHOSEN,
            BATCH));
  }

  private static List<ModelSpec> ofCpython() {
    return List.of(
        cpython("sequential", "one task at a time on one thread", Workers.ONE),
        cpython("threading", "a new threading.Thread a task, so many at once", Workers.CHOSEN),
        cpython(
            "thread-pool",
            "concurrent.futures.ThreadPoolExecutor",
            Workers.CHOSEN,
            CANCEL_PENDING_AFTER),
        cpython("asyncio", "one asyncio event loop", Workers.ONE, BLOCKING, LOOP),
        cpython("multiprocessing", "multiprocessing.Pool: worker processes", Workers.CHOSEN, BATCH),
        cpython(
            "process-pool",
            "concurrent.futures.ProcessPoolExecutor",
            Workers.CHOSEN,
            BATCH,
            CANCEL_PENDING_AFTER),
        cpython(
            "subinterpreters", "sub-interpreters with a lock each (3.12 or newer)", Workers.CHOSEN),
        cpython(
            "free-threaded",
            "threads without an interpreter lock (free-threaded build)",
            Workers.CHOSEN));
  }

  /** Found on the machine when they are asked for: see {@link Engines}. */
  private static List<ModelSpec> ofEngines() {
    return List.of(
        cpython("uvloop", "asyncio's own work on uvloop's loop", Workers.ONE, BLOCKING),
        cpython(
            "aiohttp", "aiohttp's client on one event loop", Workers.ONE, connections("100"), LOOP),
        cpython(
            "tornado",
            "Tornado's loop, its AsyncHTTPClient and its streams",
            Workers.ONE,
            connections("10"),
            ParameterSpec.choice(
                "client", "its own in Python, or the one around libcurl", "simple", "curl")),
        cpython("gevent", "gevent's greenlets on one hub, its sockets and sleeps", Workers.ONE),
        cpython("trio", "Trio's loop: children of a nursery, its streams", Workers.ONE),
        zmq(
            "push-pull",
            "0mq: tasks pushed to worker processes in turns; nobody knows who has which",
            ParameterSpec.count(
                "hwm", 1000, 1, 1_000_000, "messages that may wait for one of them on each side")),
        zmq("req-rep", "0mq: each worker process asks for its next task; what dies is done again"),
        nodes("dask", "Dask: a scheduler and worker processes", NodeMoment.SPECS),
        nodes(
            "cpython-ray",
            "Ray: a cluster of this machine alone (written, but not yet run under a real Ray)",
            NodeMoment.SPECS),
        nodes(
            "celery",
            "Celery: a broker, a worker and its pool",
            List.of(
                ParameterSpec.choice(
                    "pool", "of the worker", "prefork", "threads", "gevent", "solo"),
                ParameterSpec.choice(
                    "acks",
                    "when a task is acknowledged: before it begins, or after its end",
                    "early",
                    "late"),
                ParameterSpec.count(
                    "prefetch", 4, 0, 10_000, "tasks fetched ahead, for each in the pool; 0: all"),
                ParameterSpec.choice(
                    "broker",
                    "private to the run: files, or a redis-server",
                    "file-system",
                    "redis"),
                NodeMoment.SPECS.getFirst())));
  }

  /** Of the JVM, by what is fetched when the user says so. */
  private static List<ModelSpec> ofJars() {
    List<ParameterSpec> ofHazelcast = new ArrayList<>();
    ofHazelcast.add(
        ParameterSpec.choice(
            "executor",
            "to whom a task goes: a partition's owner, one member and no other, or two that keep it",
            "submit",
            "member",
            "durable"));
    ofHazelcast.add(
        ParameterSpec.count("threads", 1, 1, 64, "of a member, that run tasks side by side"));
    ofHazelcast.addAll(NodeMoment.SPECS);
    return List.of(
        new ModelSpec(
            "hazelcast",
            "Hazelcast: a cluster of member processes and its executor",
            false,
            Runtime.JVM,
            Workers.CHOSEN,
            ofHazelcast),
        jvm(
            "jython-threading",
            "Jython: a new threading.Thread a task, so many at once; no interpreter lock",
            Workers.CHOSEN,
            ParameterSpec.text(
                "jython",
                "",
                "a jython-standalone jar of your own; empty: the one that was fetched")));
  }

  /** Built on the machine when they are asked for. */
  private static List<ModelSpec> ofRust() {
    return List.of(
        new ModelSpec(
            "rust-threads",
            "Rust: a pool of std's threads behind one queue",
            false,
            Runtime.RUST,
            Workers.CHOSEN,
            List.of()),
        new ModelSpec(
            "rust-rayon",
            "Rust: rayon's workers, which steal tasks and the parts of tasks from each other",
            false,
            Runtime.RUST,
            Workers.CHOSEN,
            List.of()));
  }

  private static ModelSpec zmq(String id, String help, ParameterSpec... own) {
    List<ParameterSpec> parameters = new ArrayList<>(List.of(own));
    parameters.addAll(NodeMoment.SPECS);
    return nodes("zmq-" + id, help, parameters);
  }

  /** Tasks run in other processes, which are numbered. */
  private static ModelSpec nodes(String id, String help, List<ParameterSpec> own) {
    List<ParameterSpec> parameters = new ArrayList<>(own);
    parameters.add(PYTHON);
    return new ModelSpec(id, help, false, Runtime.CPYTHON, Workers.CHOSEN, parameters);
  }

  private static ParameterSpec connections(String usual) {
    return ParameterSpec.count(
        "connections",
        0,
        0,
        RunSpec.MAX_IN_FLIGHT,
        "at most at a time (the library's own limit is " + usual + "); 0: none too few");
  }

  private static ModelSpec jvm(String id, String help, Workers workers, ParameterSpec... own) {
    return new ModelSpec(id, help, false, Runtime.JVM, workers, List.of(own));
  }

  private static ModelSpec emulated(String id, String help, ParameterSpec... own) {
    return new ModelSpec(id, help, true, Runtime.JVM, Workers.CHOSEN, List.of(own));
  }

  private static ModelSpec cpython(String id, String help, Workers workers, ParameterSpec... own) {
    List<ParameterSpec> parameters = new ArrayList<>(List.of(own));
    if (!id.equals("free-threaded")) {
      parameters.add(SWITCH_INTERVAL);
    }
    parameters.add(PYTHON);
    return new ModelSpec(
        "cpython-" + id, "CPython: " + help, false, Runtime.CPYTHON, workers, parameters);
  }
}
