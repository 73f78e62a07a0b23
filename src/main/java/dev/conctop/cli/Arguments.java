package dev.conctop.cli;

import dev.conctop.app.Intervals;
import dev.conctop.catalog.BadInput;
import dev.conctop.catalog.Nearest;
import dev.conctop.catalog.Quantity;
import dev.conctop.catalog.RunRequest;
import dev.conctop.sample.Pid;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Arguments to a {@link Command}. */
public final class Arguments {
  private final int cores;
  private final String version;

  /**
   * @param cores cores that may be used: the default number of workers
   * @param version what {@code --version} prints
   */
  public Arguments(int cores, String version) {
    this.cores = cores;
    this.version = version;
  }

  /**
   * Reads and checks the arguments.
   *
   * @throws BadInput one line that names what is wrong and the nearest right thing
   */
  public Command parse(String... args) {
    CommandLine line = new CommandLine(root());
    line.addSubcommand("run", run());
    line.addSubcommand("attach", attach());
    line.addSubcommand("list", list());
    line.addSubcommand("doctor", leaf("doctor", "what this machine can and cannot measure"));
    line.addSubcommand("help", CommandSpec.forAnnotatedObject(new CommandLine.HelpCommand()));
    ParseResult result;
    try {
      result = line.parseArgs(args);
    } catch (CommandLine.ParameterException e) {
      throw new BadInput(explain(e));
    }
    return command(line, result);
  }

  private Command command(CommandLine line, ParseResult result) {
    ParseResult sub = result.hasSubcommand() ? result.subcommand() : result;
    String name = sub == result ? "" : sub.commandSpec().name();
    if (sub.isUsageHelpRequested() || name.equals("help")) {
      CommandLine asked =
          name.isEmpty() || name.equals("help") ? line : sub.commandSpec().commandLine();
      return new Command.Print(usage(helpTarget(line, sub, asked)));
    }
    if (result.isVersionHelpRequested() || sub.isVersionHelpRequested()) {
      return new Command.Print("conctop " + version + "\n");
    }
    CommonOptions common = common(sub);
    return switch (name) {
      case "run" -> runCommand(sub, common);
      case "attach" -> new Command.Attach(pid(sub), common);
      case "list" -> new Command.ListCatalog(what(sub), common);
      case "doctor" -> new Command.Doctor(common);
      default -> new Command.Machine(common);
    };
  }

  private static CommandLine helpTarget(CommandLine line, ParseResult sub, CommandLine asked) {
    for (String word : sub.originalArgs()) {
      CommandLine named = line.getSubcommands().get(word);
      if (named != null && !word.equals("help")) {
        return named;
      }
    }
    return asked;
  }

  private static String usage(CommandLine line) {
    StringWriter text = new StringWriter();
    line.usage(new PrintWriter(text), CommandLine.Help.Ansi.OFF);
    return text.toString();
  }

  // ---- the commands' options

  private static CommandSpec root() {
    CommandSpec spec = leaf("conctop", "top for concurrency: where thread time goes, live");
    spec.usageMessage()
        .footer(
            "",
            "Examples:",
            "  conctop                                  the whole machine, live",
            "  conctop run http-get -m thread-pool -j 16 -c 64 -p delay=50ms",
            "  conctop run sum-of-squares -m gil-threads -j 2 -d 5s --format json",
            "  conctop list                             workloads, models and their parameters");
    return spec;
  }

  private static CommandSpec leaf(String name, String description) {
    CommandSpec spec = CommandSpec.create().name(name).mixinStandardHelpOptions(true);
    spec.usageMessage().description(description).width(100);
    option(spec, "tui, text, json or csv (default: tui on a terminal, else text)", "--format");
    option(spec, "how often to look, such as 100ms", "--interval");
    option(spec, "the colours: a theme's name", "--theme");
    option(spec, "settings to read instead of the user's", "--config");
    flag(spec, "7-bit characters only", "--ascii");
    flag(spec, "leave the mouse to the terminal", "--no-mouse");
    return spec;
  }

  private static CommandSpec run() {
    CommandSpec spec = leaf("run", "run a workload under a concurrency model and watch it");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .paramLabel("WORKLOAD")
            .type(String.class)
            .description("what a task does; 'conctop list workloads' shows them")
            .build());
    option(spec, "how tasks are run; 'conctop list models' shows them", "-m", "--model");
    option(spec, "workers: threads, processes or carriers", "-j", "--workers");
    option(spec, "tasks in flight (closed loop)", "-c", "--in-flight");
    option(spec, "arrivals a second (open loop)", "--rate");
    option(spec, "how many tasks in all", "-n", "--tasks");
    option(spec, "how long to measure, such as 10s", "-d", "--duration");
    option(spec, "how long to warm the JIT first (default 1s)", "--warm-up");
    option(spec, "a server of your own (same as -p url=)", "--url");
    option(spec, "the interpreter of cpython models (same as -p python=)", "--python");
    spec.addOption(
        OptionSpec.builder("-p", "--param")
            .paramLabel("KEY=VALUE")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .description("a parameter of the workload or the model; may be repeated")
            .build());
    return spec;
  }

  private static CommandSpec attach() {
    CommandSpec spec = leaf("attach", "watch all threads of a process and of its children");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .paramLabel("PID")
            .type(String.class)
            .description("the process's number")
            .build());
    return spec;
  }

  private static CommandSpec list() {
    CommandSpec spec = leaf("list", "what can be run, with parameters, defaults and ranges");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .paramLabel("[workloads|models]")
            .type(String.class)
            .build());
    return spec;
  }

  private static void option(CommandSpec spec, String help, String... names) {
    spec.addOption(
        OptionSpec.builder(names)
            .type(String.class)
            .arity("1")
            .paramLabel(names[names.length - 1].replaceFirst("^-+", "").toUpperCase(Locale.ROOT))
            .description(help)
            .build());
  }

  private static void flag(CommandSpec spec, String help, String name) {
    spec.addOption(
        OptionSpec.builder(name).arity("0").type(boolean.class).description(help).build());
  }

  // ---- from options to values

  private static CommonOptions common(ParseResult sub) {
    OptionalLong interval = OptionalLong.empty();
    Optional<String> written = text(sub, "--interval");
    if (written.isPresent()) {
      interval = OptionalLong.of(Intervals.check("--interval", written.get()));
    }
    return new CommonOptions(
        text(sub, "--format").map(Arguments::format),
        interval,
        sub.hasMatchedOption("--ascii"),
        sub.hasMatchedOption("--no-mouse"),
        text(sub, "--theme"),
        text(sub, "--config").map(Path::of));
  }

  private static CommonOptions.Format format(String word) {
    List<String> known = new ArrayList<>();
    for (CommonOptions.Format format : CommonOptions.Format.values()) {
      String name = format.name().toLowerCase(Locale.ROOT);
      known.add(name);
      if (name.equals(word)) {
        return format;
      }
    }
    throw new BadInput("unknown format '" + word + "'" + Nearest.hint(word, known));
  }

  private Command runCommand(ParseResult sub, CommonOptions common) {
    String workload = sub.matchedPositionalValue(0, "");
    if (workload.isEmpty()) {
      throw new BadInput("run needs a workload, such as http-get ('conctop list' shows them)");
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    List<String> given = sub.matchedOptionValue("-p", List.of());
    for (String pair : given) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new BadInput("-p " + pair + " is not key=value");
      }
      parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    text(sub, "--url").ifPresent(url -> parameters.put("url", url));
    text(sub, "--python").ifPresent(path -> parameters.put("python", path));
    RunRequest request =
        new RunRequest(
            workload,
            text(sub, "-m").orElse("thread-pool"),
            parameters,
            whole(sub, "-j", "--workers"),
            whole(sub, "-c", "--in-flight"),
            rate(sub),
            count(sub, "-n"),
            duration(sub, "-d"),
            duration(sub, "--warm-up"));
    return new Command.Run(request, request.check(cores), common);
  }

  private static OptionalInt whole(ParseResult sub, String option, String name) {
    Optional<String> text = text(sub, option);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(text.get()));
    } catch (NumberFormatException e) {
      throw new BadInput(option + " (" + name + ") '" + text.get() + "' is not a whole number");
    }
  }

  private static OptionalLong count(ParseResult sub, String option) {
    Optional<String> text = text(sub, option);
    try {
      return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text.get()));
    } catch (NumberFormatException e) {
      throw new BadInput(option + " '" + text.orElse("") + "' is not a whole number");
    }
  }

  private static OptionalDouble rate(ParseResult sub) {
    Optional<String> text = text(sub, "--rate");
    try {
      return text.isEmpty()
          ? OptionalDouble.empty()
          : OptionalDouble.of(Double.parseDouble(text.get()));
    } catch (NumberFormatException e) {
      throw new BadInput("--rate '" + text.orElse("") + "' is not a number of arrivals a second");
    }
  }

  private static OptionalLong duration(ParseResult sub, String option) {
    Optional<String> text = text(sub, option);
    return text.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(named(option, () -> Quantity.duration(text.get())));
  }

  private static long named(String option, java.util.function.LongSupplier read) {
    try {
      return read.getAsLong();
    } catch (BadInput e) {
      throw new BadInput(option + ": " + e.getMessage());
    }
  }

  private static Optional<String> text(ParseResult sub, String option) {
    if (!sub.commandSpec().optionsMap().containsKey(option) || !sub.hasMatchedOption(option)) {
      return Optional.empty();
    }
    String value = sub.matchedOptionValue(option, "");
    return Optional.of(value);
  }

  private static Pid pid(ParseResult sub) {
    String written = sub.matchedPositionalValue(0, "");
    try {
      return new Pid(Integer.parseInt(written));
    } catch (IllegalArgumentException e) {
      throw new BadInput("'" + written + "' is not the number of a process");
    }
  }

  private static Command.ListCatalog.What what(ParseResult sub) {
    String word = sub.matchedPositionalValue(0, "");
    return switch (word) {
      case "" -> Command.ListCatalog.What.ALL;
      case "workloads" -> Command.ListCatalog.What.WORKLOADS;
      case "models" -> Command.ListCatalog.What.MODELS;
      default ->
          throw new BadInput(
              "cannot list '" + word + "'" + Nearest.hint(word, List.of("workloads", "models")));
    };
  }

  private static String missingPositional(String command) {
    return command.equals("attach")
        ? "attach needs the number of a process, such as 1234"
        : "run needs a workload, such as http-get ('conctop list workloads' shows them)";
  }

  private static String explain(CommandLine.ParameterException e) {
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      String wrong = unmatched.getUnmatched().isEmpty() ? "" : unmatched.getUnmatched().getFirst();
      CommandLine line = e.getCommandLine();
      if (wrong.startsWith("-")) {
        return "unknown option '"
            + wrong
            + "'"
            + Nearest.hint(wrong, line.getCommandSpec().optionsMap().keySet());
      }
      return line.getSubcommands().isEmpty()
          ? "'" + wrong + "' is one argument too many"
          : "unknown command '" + wrong + "'" + Nearest.hint(wrong, line.getSubcommands().keySet());
    }
    if (e instanceof CommandLine.MissingParameterException missing
        && !missing.getMissing().isEmpty()) {
      ArgSpec what = missing.getMissing().getFirst();
      return what.isPositional()
          ? missingPositional(e.getCommandLine().getCommandName())
          : ((OptionSpec) what).longestName() + " needs a value";
    }
    String message = e.getMessage() == null ? "bad arguments" : e.getMessage();
    return message.lines().findFirst().orElse("bad arguments");
  }
}
