package dev.conctop.cli;

import dev.conctop.app.Intervals;
import dev.conctop.catalog.BadInput;
import dev.conctop.catalog.Nearest;
import dev.conctop.sample.Pid;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    line.addSubcommand("run", RunArguments.spec());
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
      case "run" -> RunArguments.read(sub, common, cores);
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

  static CommandSpec leaf(String name, String description) {
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
            .paramLabel("[workloads|models|scenarios]")
            .type(String.class)
            .build());
    return spec;
  }

  static void option(CommandSpec spec, String help, String... names) {
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

  static Optional<String> text(ParseResult sub, String option) {
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
      case "scenarios" -> Command.ListCatalog.What.SCENARIOS;
      default ->
          throw new BadInput(
              "cannot list '"
                  + word
                  + "'"
                  + Nearest.hint(word, List.of("workloads", "models", "scenarios")));
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
