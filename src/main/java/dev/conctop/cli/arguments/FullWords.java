package dev.conctop.cli.arguments;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Nearest;
import dev.conctop.cli.arguments.common.RecordingArguments;
import dev.conctop.cli.arguments.common.TargetArguments;
import dev.conctop.cli.arguments.common.Words;
import dev.conctop.cli.syntax.Examples;
import dev.conctop.cli.syntax.Syntax;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/** Takes any arguments apart, with picocli; explains mistakes and prints the help. */
final class FullWords {
  /** What was found. */
  sealed interface Found {}

  /** A command with its options. */
  record Asked(Words words) implements Found {}

  /** Help, as text. */
  record Help(String text) implements Found {}

  /** The version was asked for. */
  record Version() implements Found {}

  /** What a terminal has that nobody has widened. */
  private static final int WIDTH = 80;

  /** Where the remark of an example begins, if its command leaves room. */
  private static final int REMARK = 56;

  private FullWords() {}

  /**
   * Takes arguments apart.
   *
   * @throws BadInput one line that names what is wrong and the nearest right thing
   */
  static Found of(String... args) {
    CommandLine line = line();
    ParseResult result;
    try {
      result = line.parseArgs(spaced(args));
    } catch (CommandLine.ParameterException e) {
      throw new BadInput(explain(e));
    }
    ParseResult sub = result.hasSubcommand() ? result.subcommand() : result;
    String name = sub == result ? "" : sub.commandSpec().name();
    if (name.equals("help")) {
      known(line, sub.originalArgs());
    }
    if (sub.isUsageHelpRequested() || name.equals("help")) {
      CommandLine asked =
          name.isEmpty() || name.equals("help") ? line : sub.commandSpec().commandLine();
      return new Help(usage(helpTarget(line, sub, asked)));
    }
    if (result.isVersionHelpRequested() || sub.isVersionHelpRequested()) {
      return new Version();
    }
    return new Asked(words(Syntax.verb(name).orElse(Syntax.ROOT), sub));
  }

  /**
   * An arm may begin with an option of its own, as in {@code --arm '-p server=netty'}: with a space
   * before it, it is no option of ours. One word that looks like an option stays a forgotten value.
   */
  private static String[] spaced(String... args) {
    String[] spaced = args.clone();
    for (int i = 1; i < spaced.length; i++) {
      if (spaced[i - 1].equals("--arm") && spaced[i].startsWith("-") && spaced[i].contains(" ")) {
        spaced[i] = " " + spaced[i];
      }
    }
    return spaced;
  }

  private static Words words(Syntax.Verb verb, ParseResult sub) {
    Map<String, List<String>> options = new HashMap<>();
    for (Syntax.Option option : verb.options()) {
      if (sub.hasMatchedOption(option.key())) {
        switch (option.kind()) {
          case FLAG -> options.put(option.key(), List.of());
          case VALUE ->
              options.put(option.key(), List.of(sub.matchedOptionValue(option.key(), "")));
          case REPEATED ->
              options.put(option.key(), sub.matchedOptionValue(option.key(), List.of()));
        }
      }
    }
    List<String> positionals =
        !sub.hasMatchedPositional(0)
            ? List.of()
            : takesMore(verb)
                ? sub.matchedPositionalValue(0, List.of())
                : List.of(sub.matchedPositionalValue(0, ""));
    return new Words(verb.name(), positionals, options);
  }

  private static boolean takesMore(Syntax.Verb verb) {
    return verb.positional().map(Syntax.Positional::most).orElse(0) > 1;
  }

  private static void known(CommandLine line, List<String> words) {
    String last = words.getLast();
    if (!last.startsWith("-") && !line.getSubcommands().containsKey(last)) {
      throw new BadInput(
          "there is no command '"
              + last
              + "'"
              + Nearest.hint(last, line.getSubcommands().keySet()));
    }
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

  // ---- the table as picocli's model

  private static CommandLine line() {
    CommandSpec root = spec("conctop", Syntax.ROOT);
    CommandLine line = new CommandLine(root);
    for (Syntax.Verb verb : Syntax.VERBS) {
      line.addSubcommand(verb.name(), spec(verb.name(), verb));
    }
    line.addSubcommand("help", CommandSpec.forAnnotatedObject(new CommandLine.HelpCommand()));
    return line;
  }

  /** As it is: a help's text is a format to picocli. */
  private static String plain(String help) {
    return help.replace("%", "%%");
  }

  private static CommandSpec spec(String name, Syntax.Verb verb) {
    CommandSpec spec = CommandSpec.create().name(name).mixinStandardHelpOptions(true);
    spec.usageMessage()
        .description(plain(verb.help()))
        .width(WIDTH)
        .abbreviateSynopsis(true)
        .commandListHeading("%nCommands:%n")
        .footer(examples(verb).toArray(String[]::new));
    spec.usageMessage()
        .sectionMap()
        .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> options(help, verb));
    verb.positional().ifPresent(positional -> spec.addPositional(positional(positional)));
    verb.options().forEach(option -> spec.addOption(option(option)));
    return spec;
  }

  private static List<String> examples(Syntax.Verb verb) {
    List<String> lines = new ArrayList<>();
    for (Examples.Example example : verb.examples()) {
      if (lines.isEmpty()) {
        lines.add("");
        lines.add("Examples:");
      }
      String line = "  " + example.line();
      int column = Math.max(line.length() + 2, Math.min(REMARK, WIDTH - example.why().length()));
      if (column + example.why().length() <= WIDTH) {
        lines.add(plain(line + " ".repeat(column - line.length()) + example.why()));
      } else {
        lines.add(plain(line));
        lines.add(plain("      " + example.why()));
      }
    }
    return lines;
  }

  /** Its own options first: those that every command has nobody looks for. */
  private static String options(CommandLine.Help help, Syntax.Verb verb) {
    List<OptionSpec> own = new ArrayList<>();
    List<OptionSpec> common = new ArrayList<>();
    for (OptionSpec option : help.commandSpec().options()) {
      boolean everywhere =
          option.usageHelp()
              || option.versionHelp()
              || Syntax.COMMON.stream().anyMatch(each -> each.key().equals(option.names()[0]));
      (everywhere ? common : own).add(option);
    }
    String heads = verb.name().isEmpty() ? "%nOptions:%n" : "%nOptions of " + verb.name() + ":%n";
    return (own.isEmpty() ? "" : String.format(heads) + list(help, own))
        + String.format("%nOf every command:%n")
        + list(help, common);
  }

  private static String list(CommandLine.Help help, List<OptionSpec> options) {
    List<OptionSpec> sorted = new ArrayList<>(options);
    sorted.sort(
        Comparator.comparing(
            option -> option.shortestName().replaceFirst("^-+", "").toLowerCase(Locale.ROOT)));
    CommandLine.Help.Layout layout = help.createDefaultLayout();
    sorted.forEach(option -> layout.addOption(option, help.parameterLabelRenderer()));
    return layout.toString();
  }

  private static PositionalParamSpec positional(Syntax.Positional positional) {
    PositionalParamSpec.Builder builder =
        PositionalParamSpec.builder()
            .index(positional.most() > 1 ? "0.." + (positional.most() - 1) : "0")
            .arity(positional.required() ? "1" : "0..1")
            .paramLabel(positional.label())
            .hideParamSyntax(true);
    if (positional.most() > 1) {
      builder.type(List.class).auxiliaryTypes(String.class);
    } else {
      builder.type(String.class);
    }
    return positional.help().isEmpty()
        ? builder.build()
        : builder.description(plain(positional.help())).build();
  }

  private static OptionSpec option(Syntax.Option option) {
    OptionSpec.Builder builder =
        OptionSpec.builder(option.names().toArray(new String[0])).description(plain(option.help()));
    return switch (option.kind()) {
      case FLAG -> builder.arity("0").type(boolean.class).build();
      case VALUE -> builder.arity("1").type(String.class).paramLabel(label(option)).build();
      case REPEATED ->
          builder
              .arity("1")
              .type(List.class)
              .auxiliaryTypes(String.class)
              .paramLabel(option.value() == Syntax.Value.PARAMETER ? "KEY=VALUE" : label(option))
              .build();
    };
  }

  private static String label(Syntax.Option option) {
    return option.names().getLast().replaceFirst("^-+", "").toUpperCase(Locale.ROOT);
  }

  // ---- mistakes

  private static String missingPositional(String command) {
    return switch (command) {
      case "run" -> "run needs a workload, such as http-get ('conctop list workloads' shows them)";
      case "diff" -> "diff needs two recordings, such as FILE of --record FILE";
      case "report", "cast", "replay" -> RecordingArguments.missing(command);
      default -> TargetArguments.missing(command);
    };
  }

  private static String explain(CommandLine.ParameterException e) {
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
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

  /** Commands with this option. */
  private static List<String> thatHave(String option) {
    return Syntax.VERBS.stream()
        .filter(verb -> verb.options().stream().anyMatch(one -> one.names().contains(option)))
        .map(Syntax.Verb::name)
        .toList();
  }

  private static String unmatched(CommandLine.UnmatchedArgumentException e) {
    String wrong = e.getUnmatched().isEmpty() ? "" : e.getUnmatched().getFirst();
    CommandLine line = e.getCommandLine();
    String command = line.getCommandName();
    if (wrong.matches("--host(=.*)?")) {
      return command
          + " is done on this machine: try 'ssh HOST conctop "
          + command
          + " …'; --host is for run, attach, diagnose, and conctop without a command";
    }
    if (wrong.startsWith("-")) {
      List<String> others = thatHave(wrong.replaceFirst("=.*", ""));
      if (!others.isEmpty()) {
        return command + " has no " + wrong + ": it is for " + String.join(", ", others);
      }
      return "unknown option '"
          + wrong
          + "'"
          + Nearest.hint(wrong, line.getCommandSpec().optionsMap().keySet());
    }
    return line.getSubcommands().isEmpty()
        ? "'" + wrong + "' is one argument too many"
        : "unknown command '" + wrong + "'" + Nearest.hint(wrong, line.getSubcommands().keySet());
  }
}
