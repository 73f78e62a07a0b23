package dev.conctop.cli.shell;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.WorkloadSpec;
import dev.conctop.catalog.parameter.ParameterSpec;
import dev.conctop.cli.syntax.Examples;
import dev.conctop.cli.syntax.Syntax;
import dev.conctop.state.keys.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The manual page, in man(7)'s macros. */
final class ManualPage {
  private ManualPage() {}

  static String text() {
    StringBuilder out = new StringBuilder();
    out.append(".TH CONCTOP 1 \"\" conctop \"User Commands\"\n");
    out.append(".SH NAME\nconctop \\- ").append(escaped(Syntax.ROOT.help())).append('\n');
    synopsis(out);
    out.append(".SH DESCRIPTION\n");
    out.append(
        """
        Runs chosen work under a chosen concurrency model, or watches a process or the whole machine,
        and shows in the terminal where thread time goes: on a core, waiting for one, for the disk, the
        network or a lock, asleep or idle. Without a terminal on standard output it prints a report.
        .PP
        In the full screen, ? shows the keys and q quits.
        """);
    out.append(".SH OPTIONS\nOf every command:\n");
    Syntax.COMMON.forEach(option -> option(out, option));
    item(out, "\\fB\\-h\\fR, \\fB\\-\\-help\\fR", "how to use it, or a command");
    item(out, "\\fB\\-V\\fR, \\fB\\-\\-version\\fR", "the version");
    out.append(".PP\nOf the whole machine, without a command:\n");
    own(out, Syntax.ROOT);
    out.append(".SH COMMANDS\n");
    for (Syntax.Verb verb : Syntax.VERBS) {
      command(out, verb);
    }
    keys(out);
    catalogue(out);
    examples(out);
    out.append(".SH EXIT STATUS\n");
    item(out, "0", "done");
    item(out, "1", "failed");
    item(out, "2", "the arguments or the settings are wrong");
    item(out, "3", "what was asserted does not hold");
    item(out, "4", "the process that was watched has ended");
    item(out, "5", "what was given is no recording that can be read");
    out.append(".SH FILES\n");
    item(
        out,
        "\\fI$XDG_CONFIG_HOME/conctop/config.toml\\fR, \\fI~/.config/conctop/config.toml\\fR",
        "the user's settings; the working directory's files are never read");
    out.append(".SH SEE ALSO\n.BR top (1),\n.BR htop (1),\n.BR proc (5)\n");
    return out.toString();
  }

  private static void synopsis(StringBuilder out) {
    out.append(".SH SYNOPSIS\n.B conctop\n[\\fIOPTIONS\\fR]\n");
    for (Syntax.Verb verb : Syntax.VERBS) {
      out.append(".br\n.B conctop ").append(verb.name()).append('\n');
      verb.positional()
          .ifPresent(p -> out.append("\\fI").append(escaped(p.label())).append("\\fR\n"));
      out.append("[\\fIOPTIONS\\fR]\n");
    }
  }

  private static void command(StringBuilder out, Syntax.Verb verb) {
    out.append(".SS ").append(verb.name()).append('\n');
    out.append(line(capital(verb.help()))).append(".\n");
    verb.positional()
        .filter(p -> !p.help().isEmpty())
        .ifPresent(p -> item(out, "\\fI" + escaped(p.label()) + "\\fR", p.help()));
    own(out, verb);
  }

  /** The options that only this command has. */
  private static void own(StringBuilder out, Syntax.Verb verb) {
    for (Syntax.Option option : verb.options()) {
      if (!Syntax.COMMON.contains(option)) {
        option(out, option);
      }
    }
  }

  private static void option(StringBuilder out, Syntax.Option option) {
    StringBuilder head = new StringBuilder();
    for (String name : option.names()) {
      head.append(head.isEmpty() ? "" : ", ").append("\\fB").append(escaped(name)).append("\\fR");
    }
    if (option.kind() != Syntax.Kind.FLAG) {
      String label = option.names().getLast().replaceFirst("^-+", "").toUpperCase(Locale.ROOT);
      head.append(" \\fI").append(escaped(label)).append("\\fR");
    }
    item(out, head.toString(), option.help());
  }

  /** What the keys of the full screen do, unless the settings give them other keys. */
  private static void keys(StringBuilder out) {
    out.append(".SH KEYS\nIn the full screen, unless the settings say otherwise:\n");
    for (Command command : Command.values()) {
      item(
          out, "\\fB" + escaped(String.join(", ", command.defaultKeys())) + "\\fR", command.help());
    }
  }

  private static void examples(StringBuilder out) {
    out.append(".SH EXAMPLES\n");
    List<Examples.Example> all = new ArrayList<>(Syntax.ROOT.examples());
    Syntax.VERBS.forEach(verb -> all.addAll(verb.examples()));
    for (Examples.Example example : all.stream().distinct().toList()) {
      item(out, "\\fB" + escaped(example.line()) + "\\fR", capital(example.why()));
    }
  }

  private static void catalogue(StringBuilder out) {
    out.append(".SH WORKLOADS\n");
    for (WorkloadSpec each : Catalog.workloads()) {
      item(out, "\\fB" + escaped(each.id()) + "\\fR", each.help() + parameters(each.parameters()));
    }
    out.append(".SH MODELS\n");
    for (ModelSpec each : Catalog.models()) {
      String emulated = each.emulated() ? " (emulated)" : "";
      item(
          out,
          "\\fB" + escaped(each.id()) + "\\fR",
          each.help() + emulated + parameters(each.parameters()));
    }
  }

  private static String parameters(List<ParameterSpec> specs) {
    StringBuilder words = new StringBuilder();
    for (ParameterSpec spec : specs) {
      words.append(words.isEmpty() ? "; parameters: " : ", ").append(spec.name());
      if (!spec.defaultValue().isEmpty()) {
        words.append('=').append(spec.defaultValue());
      }
    }
    return words.toString();
  }

  private static void item(StringBuilder out, String head, String text) {
    out.append(".TP\n").append(head).append('\n').append(line(text)).append('\n');
  }

  /** A line of text: one that begins with a dot or a quote would be a command. */
  private static String line(String text) {
    String escaped = escaped(text);
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }

  private static String capital(String text) {
    return text.isEmpty() ? "" : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-");
  }
}
