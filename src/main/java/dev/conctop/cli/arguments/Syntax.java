package dev.conctop.cli.arguments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The commands and their options: one table, from which both readers of arguments, the help and the
 * shells' completions are made, so that they cannot differ.
 */
public final class Syntax {
  /** What follows an option. */
  public enum Kind {
    /** Nothing. */
    FLAG,
    /** One value; may be given once. */
    VALUE,
    /** One value; may be given again. */
    REPEATED
  }

  /** What a value is, for those who complete it. */
  public enum Value {
    NONE,
    FREE,
    FILE,
    FORMAT,
    REPORT_FORMAT,
    TABLE,
    THEME,
    WORKLOAD,
    MODEL,
    PARAMETER,
    PID,
    PART,
    DEPTH,
    SHELL
  }

  /**
   * An option.
   *
   * @param names the first is its key, the last its longest
   */
  public record Option(Kind kind, Value value, String help, List<String> names) {
    public Option {
      names = List.copyOf(names);
    }

    /** What it is known by. */
    public String key() {
      return names.getFirst();
    }
  }

  /**
   * The word that a command takes besides its options.
   *
   * @param most how many words of that kind it takes, 1 or more
   */
  public record Positional(String label, boolean required, Value value, String help, int most) {
    /** One of them. */
    Positional(String label, boolean required, Value value, String help) {
      this(label, required, value, help, 1);
    }
  }

  /**
   * A command.
   *
   * @param name empty for the program itself
   */
  public record Verb(
      String name, String help, Optional<Positional> positional, List<Option> options) {
    public Verb {
      options = List.copyOf(options);
    }
  }

  /** The shells that there is a completion for. */
  public static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  /** The options of every command. */
  public static final List<Option> COMMON =
      List.of(
          value(
              Value.FORMAT,
              "tui, text, json or csv (default: tui on a terminal, else text)",
              "--format"),
          value(Value.FREE, "how often to look, such as 100ms", "--interval"),
          value(
              Value.FREE,
              "how often a second to look for the causes of waits (default 20)",
              "--causes"),
          value(Value.FREE, "what that may cost of a core (default 2 percent)", "--cost-budget"),
          value(Value.THEME, "the colours: a theme's name", "--theme"),
          value(Value.FILE, "settings to read instead of the user's", "--config"),
          flag("7-bit characters only", "--ascii"),
          flag("leave the mouse to the terminal", "--no-mouse"));

  /** Where what is seen can be recorded. */
  private static final Option[] RECORD = {
    value(
        Value.FILE, "record what is seen, for 'conctop replay'; - is standard output", "--record"),
    flag("with --record: hash names, command lines and users", "--redact"),
    flag("with --record: write over a file that exists", "--force")
  };

  /** Where metrics of what is seen are to be had. */
  private static final Option[] METRICS = {
    value(
        Value.FREE,
        "serve metrics for Prometheus at an address, such as 9464 or 127.0.0.1:9464; on the"
            + " loopback unless another host is given",
        "--metrics"),
    value(
        Value.FREE, "push metrics to a collector: http://localhost:4318 (OTLP over HTTP)", "--otlp")
  };

  /** Which part of a recording is meant. */
  private static final Option[] PART = {
    value(
        Value.FREE,
        "of a recording: from this time: 14:03:20, +30s, or -30s before its end",
        "--from"),
    value(Value.FREE, "of a recording: up to this time", "--to"),
    flag("of a recording: exit 5 when something in it is damaged", "--strict")
  };

  /** Where data go. */
  private static final Option[] OUTPUT = {
    value(Value.FILE, "where it goes; - is standard output (default)", "-o", "--output"),
    flag("with -o: write over a file that exists", "--force")
  };

  private static final Option DEEP =
      value(
          Value.DEPTH,
          "auto: ask a JVM for its threads' names and its flight recorder (default);"
              + " off: ask it nothing",
          "--deep");

  private static final Option HOST =
      value(
          Value.FREE,
          "other machines, over ssh: web1,ann@web2:2222, or @GROUP of the settings, or @FILE",
          "--host");

  private static final Option COPY =
      value(
          Value.FILE,
          "with --host: bring this archive of 'make dist' along where conctop is missing,"
              + " and remove it",
          "--copy");

  private static final Positional RECORDING =
      new Positional("FILE", true, Value.FILE, "what --record has written");

  private static final Positional TARGET =
      new Positional(
          "PID|NAME", true, Value.PID, "the process's number, or its name when only one has it");

  /** The program itself, without a command. */
  public static final Verb ROOT =
      new Verb(
          "",
          "top for concurrency: where thread time goes, live",
          Optional.empty(),
          Stream.concat(
                  COMMON.stream(),
                  Stream.of(
                      with(
                          with(RECORD, METRICS),
                          HOST,
                          COPY,
                          value(
                              Value.FREE,
                              "how long to look at the machine without a screen (default 1s)",
                              "-d",
                              "--duration"))))
              .toList());

  private static final Positional WORKLOAD =
      new Positional(
          "WORKLOAD",
          false,
          Value.WORKLOAD,
          "what a task does; 'conctop list workloads' shows them");

  /** What a run's load and parameters are given by. */
  private static final Option[] LOAD = {
    value(Value.FREE, "workers: threads, processes or carriers", "-j", "--workers"),
    value(Value.FREE, "tasks in flight (closed loop)", "-c", "--in-flight"),
    value(Value.FREE, "arrivals a second (open loop)", "--rate"),
    value(Value.FREE, "a server of your own (same as -p url=)", "--url"),
    value(Value.FREE, "the interpreter of cpython models (same as -p python=)", "--python"),
    value(Value.FILE, "a jython-standalone jar of your own (same as -p jython=)", "--jython"),
    value(Value.FREE, "a database of your own (same as -p jdbc-url=)", "--jdbc-url"),
    value(Value.FREE, "jars of your own (same as -p class-path=)", "--class-path"),
    value(Value.FREE, "a Callable of your own (same as -p class=)", "--class"),
    new Option(
        Kind.REPEATED,
        Value.PARAMETER,
        "a parameter of the workload or the model; may be repeated",
        List.of("-p", "--param"))
  };

  /** The same where the number of workers is the question. */
  private static final Option[] LOAD_ALONE = Arrays.copyOfRange(LOAD, 1, LOAD.length);

  /** The commands, in the order of the help. */
  public static final List<Verb> VERBS =
      List.of(
          verb(
              "run",
              "run a workload under a concurrency model and watch it",
              WORKLOAD,
              with(
                  LOAD,
                  value(
                      Value.MODEL,
                      "how tasks are run; 'conctop list models' shows them",
                      "-m",
                      "--model"),
                  value(Value.FREE, "how many tasks in all", "-n", "--tasks"),
                  value(Value.FREE, "how long to measure, such as 10s", "-d", "--duration"),
                  value(Value.FREE, "how long to warm the JIT first (default 1s)", "--warm-up"),
                  value(
                      Value.FREE,
                      "a prepared run; 'conctop list scenarios' shows them",
                      "--scenario"),
                  RECORD[0],
                  RECORD[1],
                  RECORD[2],
                  METRICS[0],
                  METRICS[1],
                  HOST,
                  COPY)),
          verb(
              "compare",
              "the same work under several models in turns, with intervals",
              WORKLOAD,
              with(
                  LOAD,
                  value(
                      Value.MODEL,
                      "the models, the reference first: thread-pool,virtual-threads",
                      "-m",
                      "--models"),
                  new Option(
                      Kind.REPEATED,
                      Value.FREE,
                      "an arm: a model with its own options, such as 'thread-pool -j 64 -c 64';"
                          + " may be repeated",
                      List.of("--arm")),
                  value(Value.FREE, "what the others are held against", "--reference"),
                  value(Value.FREE, "how many rounds (default 12)", "--rounds"),
                  value(Value.FREE, "how long it may take in all", "-d", "--duration"),
                  value(
                      Value.FREE,
                      "stop when every interval's half is no wider, such as 2%",
                      "--until"),
                  value(Value.FREE, "what counts as the same (default 3%)", "--within"),
                  value(
                      Value.FREE,
                      "how long each arm is warmed; a new process twice as long (default 1s)",
                      "--warm-up"),
                  flag(
                      "processes live on for all rounds; else every four rounds have new ones",
                      "--keep-processes"),
                  value(Value.FREE, "the order's seed (default 1)", "--seed"),
                  flag(
                      "the reference runs twice a round: the noise (default: if time)",
                      "--placebo"),
                  flag("no second run of the reference beside it", "--no-placebo"),
                  new Option(
                      Kind.REPEATED,
                      Value.FREE,
                      "what must hold, such as 'virtual-threads>1.1*thread-pool'; may be repeated;"
                          + " exit 3 when its whole interval does not",
                      List.of("--assert")),
                  RECORD[0],
                  RECORD[1],
                  RECORD[2])),
          verb(
              "sweep",
              "the same work at many sizes: the curve, its knee and which size to take",
              WORKLOAD,
              with(
                  LOAD,
                  value(
                      Value.MODEL,
                      "how tasks are run; 'conctop list models' shows them",
                      "-m",
                      "--model"),
                  value(
                      Value.FREE,
                      "what is gone over: workers=1..64 (doubling, then around the knee) or"
                          + " workers=1,2,5; also in-flight, rate or a parameter",
                      "--over"),
                  value(
                      Value.FREE,
                      "also find the smallest size that holds this, such as 'p99<100ms'; of rate and"
                          + " in-flight the largest",
                      "--slo"),
                  value(Value.FREE, "how long it may take in all", "-d", "--duration"),
                  value(Value.FREE, "the order's seed (default 1)", "--seed"),
                  RECORD[0],
                  RECORD[1],
                  RECORD[2])),
          verb(
              "whatif",
              "one run, then what every other model and size would do, before it is run",
              new Positional(
                  "WORKLOAD|FILE",
                  false,
                  Value.WORKLOAD,
                  "a workload's id, or a recording of a run: then nothing is started"),
              with(
                  with(LOAD, PART),
                  value(
                      Value.MODEL,
                      "what is measured; 'conctop list models' shows them",
                      "-m",
                      "--model"),
                  value(Value.FREE, "how long it is measured (default 20s)", "-d", "--duration"),
                  flag("run the best and the worst, and say how far each was off", "--verify"),
                  flag("measure anew what this machine charges", "--recalibrate"))),
          verb(
              "tour",
              "lessons to be shown live: explain, guess, run, compare",
              new Positional(
                  "LESSON", false, Value.FREE, "where to begin: a lesson's name or number"),
              value(Value.FILE, "lessons of your own: a folder of TOML files", "--tour"),
              flag("run each once without a screen; exit 3 when one does not hold", "--all"),
              flag("only read the lessons and say what is wrong with them", "--check")),
          verb(
              "advise",
              "which model and how many workers fit a workload, or a process, and why",
              new Positional(
                  "WORKLOAD|PID|NAME",
                  false,
                  Value.WORKLOAD,
                  "a workload's id; anything else is the number or the name of a process"),
              with(
                  LOAD_ALONE,
                  value(
                      Value.MODEL,
                      "the model it has now: it says which runtime, and is tested, too"
                          + " (default: those of the JVM)",
                      "-m",
                      "--model"),
                  value(
                      Value.FREE,
                      "how long it may take in all (default 60s); of a process how long to watch"
                          + " (default 5s)",
                      "-d",
                      "--duration"),
                  flag(
                      "run what is advised against others, however long that takes (default: where"
                          + " the time is enough, which 60s are for tasks of up to half a second)",
                      "--verify"),
                  flag("advise by the rules alone, without a run", "--no-verify"),
                  value(Value.FREE, "what responses are to hold, such as 'p99<100ms'", "--slo"),
                  value(Value.FREE, "the order's seed (default 1)", "--seed"),
                  value(Value.PID, "a process, even where a workload has the same name", "--pid"),
                  flag("of a process its descendants, too", "--tree"),
                  DEEP)),
          verb(
              "attach",
              "watch all threads of a process, live",
              TARGET,
              with(
                  with(RECORD, METRICS),
                  HOST,
                  COPY,
                  flag("its descendants, too", "--tree"),
                  DEEP,
                  value(
                      Value.FREE,
                      "how long to watch without a screen (default 10s)",
                      "-d",
                      "--duration"))),
          verb(
              "diagnose",
              "watch a process for a while and say what its time goes to; or of a recording",
              new Positional(
                  "PID|NAME|FILE",
                  true,
                  Value.PID,
                  "the process's number, or its name when only one has it, or a recording"),
              with(
                  with(with(RECORD, PART), METRICS),
                  HOST,
                  COPY,
                  flag("its descendants, too", "--tree"),
                  DEEP,
                  value(Value.FREE, "how long to watch (default 5s)", "-d", "--duration"),
                  new Option(
                      Kind.REPEATED,
                      Value.FREE,
                      "what must hold, such as run_queue<0.05 or verdict==io-waiting; may be"
                          + " repeated; exit 3 when it does not",
                      List.of("--assert")))),
          new Verb(
              "report",
              "what a recording has, as it was reported live, or for another tool",
              Optional.of(RECORDING),
              reported()),
          verb(
              "cast",
              "a recording as a film of the screen (asciicast v2)",
              RECORDING,
              with(
                  with(PART, OUTPUT),
                  value(Value.FREE, "columns x rows (default 120x40)", "--size"),
                  value(Value.FREE, "how fast it is played (default 1)", "--speed"),
                  value(
                      Value.FREE,
                      "nothing stands still for longer, such as 2s (default: as it was)",
                      "--idle-limit"))),
          verb(
              "diff",
              "two recordings, or two parts of one, beside each other, with intervals",
              new Positional(
                  "A [B]", true, Value.FILE, "what --record has written; B: A again, for parts", 2),
              value(Value.FREE, "of A: from this time: 14:03:20, +30s, or -30s", "--from-a"),
              value(Value.FREE, "of A: up to this time", "--to-a"),
              value(Value.FREE, "of B: from this time", "--from-b"),
              value(Value.FREE, "of B: up to this time", "--to-b"),
              flag("exit 5 when something in one of them is damaged", "--strict")),
          verb(
              "cut",
              "a part of a recording as a recording of its own",
              RECORDING,
              with(
                  PART,
                  value(Value.FILE, "where to; - is standard output", "-o", "--output"),
                  flag("write over a file that exists", "--force"))),
          verb(
              "replay",
              "play a recording: the same screen, at any moment of it",
              RECORDING,
              value(Value.FREE, "where to begin: 14:03:20, +30s, or -30s before its end", "--at")),
          verb(
              "export",
              "metrics of the machine, or of a process, for dashboards; without a screen",
              new Positional(
                  "PID|NAME",
                  false,
                  Value.PID,
                  "the process's number, or its name when only one has it; else the machine"),
              with(
                  METRICS,
                  flag("of a process its descendants, too", "--tree"),
                  DEEP,
                  value(
                      Value.FREE,
                      "for how long (default: until it is ended)",
                      "-d",
                      "--duration"))),
          verb(
              "list",
              "what can be run, with parameters, defaults and ranges",
              new Positional("[workloads|models|scenarios]", false, Value.PART, "")),
          new Verb(
              "feed",
              "tell a conctop elsewhere what is seen here; --host starts it there",
              Optional.empty(),
              Stream.concat(
                      COMMON.stream(),
                      Stream.of(
                          DEEP,
                          flag(
                              "run workloads, too, when that is asked for; else it only looks",
                              "--run")))
                  .toList()),
          new Verb(
              "fetch-engine",
              "bring an engine that the archive has not: hazelcast, jython",
              Optional.of(
                  new Positional(
                      "ENGINE", false, Value.FREE, "hazelcast (21 MB) or jython (50 MB)")),
              List.of(flag("do not ask", "--yes"))),
          new Verb("doctor", "what this machine can and cannot measure", Optional.empty(), COMMON),
          new Verb(
              "completion",
              "print what has a shell complete commands and options",
              Optional.of(new Positional("SHELL", false, Value.SHELL, String.join(", ", SHELLS))),
              List.of()),
          new Verb("man", "print the manual page", Optional.empty(), List.of()));

  private Syntax() {}

  static Optional<Verb> verb(String name) {
    for (Verb verb : VERBS) {
      if (verb.name().equals(name)) {
        return Optional.of(verb);
      }
    }
    return Optional.empty();
  }

  private static Verb verb(String name, String help, Positional positional, Option... own) {
    List<Option> options = new ArrayList<>(COMMON);
    options.addAll(List.of(own));
    return new Verb(name, help, Optional.of(positional), options);
  }

  /** Its formats are others than those of what is seen live. */
  private static List<Option> reported() {
    List<Option> options = new ArrayList<>();
    options.add(
        value(
            Value.REPORT_FORMAT,
            "text (default), json or csv; or for another tool: hlog, csv with --table, ndjson,"
                + " perfetto, folded; html: a page to be looked at",
            "--format"));
    COMMON.stream().filter(option -> !option.key().equals("--format")).forEach(options::add);
    options.addAll(
        List.of(
            with(
                with(PART, OUTPUT),
                value(Value.TABLE, "with --format csv: which facts, such as thread", "--table"))));
    return options;
  }

  private static Option[] with(Option[] some, Option... more) {
    return Stream.concat(Stream.of(more), Stream.of(some)).toArray(Option[]::new);
  }

  private static Option value(Value value, String help, String... names) {
    return new Option(Kind.VALUE, value, help, List.of(names));
  }

  private static Option flag(String help, String name) {
    return new Option(Kind.FLAG, Value.NONE, help, List.of(name));
  }
}
