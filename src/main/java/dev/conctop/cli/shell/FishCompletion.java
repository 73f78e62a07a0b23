package dev.conctop.cli.shell;

import dev.conctop.cli.syntax.Syntax;
import java.util.List;
import java.util.stream.Collectors;

/** The completion for fish. */
final class FishCompletion {
  private FishCompletion() {}

  static String text() {
    StringBuilder out = new StringBuilder();
    out.append("# fish completion for conctop; made by 'conctop completion fish'\n");
    out.append("complete -c conctop -f\n");
    String names =
        Syntax.VERBS.stream().map(Syntax.Verb::name).collect(Collectors.joining(" ")) + " help";
    String none = "not __fish_seen_subcommand_from " + names;
    for (Syntax.Verb verb : Syntax.VERBS) {
      line(out, none, "-a " + quoted(verb.name()) + " -d " + quoted(verb.help()));
    }
    line(out, none, "-a help -d 'how to use a command'");
    line(out, none, "-s V -l version -d 'the version'");
    line(out, "", "-s h -l help -d 'how to use it, or a command'");
    line(out, "__fish_seen_subcommand_from help", "-a " + quoted(names));
    Syntax.ROOT.options().forEach(option -> option(out, none, option));
    for (Syntax.Verb verb : Syntax.VERBS) {
      String here = "__fish_seen_subcommand_from " + verb.name();
      verb.options().forEach(option -> option(out, here, option));
      verb.positional()
          .map(positional -> value(positional.value()))
          .filter(words -> !words.isEmpty())
          .ifPresent(words -> line(out, here, words));
    }
    return out.toString();
  }

  private static void option(StringBuilder out, String when, Syntax.Option option) {
    StringBuilder words = new StringBuilder();
    for (String name : option.names()) {
      String bare = name.replaceFirst("^-+", "");
      words.append(name.startsWith("--") ? "-l " : "-s ").append(bare).append(' ');
    }
    if (option.kind() != Syntax.Kind.FLAG) {
      words.append("-r ").append(value(option.value())).append(' ');
    }
    line(out, when, words.toString().replaceAll(" +", " ") + "-d " + quoted(option.help()));
  }

  /** What stands there; empty for anything. */
  private static String value(Syntax.Value value) {
    return switch (value) {
      case NONE, FREE -> "";
      case FILE -> "-F";
      case PID -> "-a '(__fish_complete_pids)'";
      case FORMAT,
          REPORT_FORMAT,
          TABLE,
          THEME,
          WORKLOAD,
          MODEL,
          PARAMETER,
          PART,
          SCENARIO,
          LESSON,
          DEPTH,
          SHELL ->
          "-a " + quoted(joined(ShellFiles.words(value)));
    };
  }

  private static String joined(List<String> words) {
    return String.join(" ", words);
  }

  private static void line(StringBuilder out, String when, String words) {
    out.append("complete -c conctop");
    if (!when.isEmpty()) {
      out.append(" -n ").append(quoted(when));
    }
    out.append(' ').append(words).append('\n');
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
