package dev.conctop.cli.syntax;

import dev.conctop.cli.syntax.Syntax.Kind;
import dev.conctop.cli.syntax.Syntax.Option;
import dev.conctop.cli.syntax.Syntax.Positional;
import dev.conctop.cli.syntax.Syntax.Value;
import dev.conctop.cli.syntax.Syntax.Verb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What several commands have alike. */
final class Shared {
  /** The options of every command. */
  static final List<Option> COMMON =
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
  static final Option[] RECORD = {
    value(
        Value.FILE, "record what is seen, for 'conctop replay'; - is standard output", "--record"),
    flag("with --record: hash names, command lines and users", "--redact"),
    flag("with --record: write over a file that exists", "--force")
  };

  /** Where metrics of what is seen are to be had. */
  static final Option[] METRICS = {
    value(
        Value.FREE,
        "serve metrics for Prometheus at an address, such as 9464 or 127.0.0.1:9464; on the"
            + " loopback unless another host is given",
        "--metrics"),
    value(
        Value.FREE, "push metrics to a collector: http://localhost:4318 (OTLP over HTTP)", "--otlp")
  };

  /** Which part of a recording is meant. */
  static final Option[] PART = {
    value(
        Value.FREE,
        "of a recording: from this time: 14:03:20, +30s, or -30s before its end",
        "--from"),
    value(Value.FREE, "of a recording: up to this time", "--to"),
    flag("of a recording: exit 5 when something in it is damaged", "--strict")
  };

  /** Where data go. */
  static final Option[] OUTPUT = {
    value(Value.FILE, "where it goes; - is standard output (default)", "-o", "--output"),
    flag("with -o: write over a file that exists", "--force")
  };

  static final Option DEEP =
      value(
          Value.DEPTH,
          "auto: ask a JVM for its threads' names and its flight recorder (default);"
              + " off: ask it nothing",
          "--deep");

  static final Option HOST =
      value(
          Value.FREE,
          "other machines, over ssh: web1,ann@web2:2222, or @GROUP of the settings, or @FILE",
          "--host");

  static final Option COPY =
      value(
          Value.FILE,
          "with --host: bring this archive of 'make dist' along where conctop is missing,"
              + " and remove it",
          "--copy");

  static final Positional RECORDING =
      new Positional("FILE", true, Value.FILE, "what --record has written");

  static final Positional TARGET =
      new Positional(
          "PID|NAME", true, Value.PID, "the process's number, or its name when only one has it");

  static final Option MODEL =
      value(Value.MODEL, "how tasks are run; 'conctop list models' shows them", "-m", "--model");

  static final Option SEED = value(Value.FREE, "the order's seed (default 1)", "--seed");

  static final Positional WORKLOAD =
      new Positional(
          "WORKLOAD",
          false,
          Value.WORKLOAD,
          "what a task does; 'conctop list workloads' shows them");

  /** What a run's load and parameters are given by. */
  static final Option[] LOAD = {
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
  static final Option[] LOAD_ALONE = Arrays.copyOfRange(LOAD, 1, LOAD.length);

  private Shared() {}

  static Verb verb(String name, String help, Positional positional, Option... own) {
    List<Option> options = new ArrayList<>(COMMON);
    options.addAll(List.of(own));
    return new Verb(name, help, Optional.of(positional), options);
  }

  static Option[] with(Option[] some, Option... more) {
    return Stream.concat(Stream.of(more), Stream.of(some)).toArray(Option[]::new);
  }

  static Option value(Value value, String help, String... names) {
    return new Option(Kind.VALUE, value, help, List.of(names));
  }

  static Option flag(String help, String name) {
    return new Option(Kind.FLAG, Value.NONE, help, List.of(name));
  }
}
