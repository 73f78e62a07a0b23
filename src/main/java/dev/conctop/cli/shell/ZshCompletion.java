package dev.conctop.cli.shell;

import dev.conctop.cli.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;

/** The completion for zsh. */
final class ZshCompletion {
  private ZshCompletion() {}

  static String text() {
    StringBuilder out = new StringBuilder();
    out.append("#compdef conctop\n# made by 'conctop completion zsh'\n\n");
    out.append("_conctop() {\n  local context state line\n  typeset -A opt_args\n");
    out.append("  if (( CURRENT > 2 )); then\n    case $words[2] in\n");
    for (Syntax.Verb verb : Syntax.VERBS) {
      out.append("      ").append(verb.name()).append(")\n        shift words; (( CURRENT-- ))\n");
      arguments(out, "        ", verb);
      out.append("        return ;;\n");
    }
    out.append("    esac\n  fi\n");
    out.append("  if [[ $words[CURRENT] != -* && CURRENT -eq 2 ]]; then\n");
    out.append("    local -a verbs=(\n");
    for (Syntax.Verb verb : Syntax.VERBS) {
      out.append("      ").append(quoted(verb.name() + ":" + verb.help())).append('\n');
    }
    out.append("      'help:how to use a command'\n    )\n");
    out.append("    _describe command verbs\n    return\n  fi\n");
    arguments(out, "  ", Syntax.ROOT);
    out.append("}\n\n_conctop \"$@\"\n");
    return out.toString();
  }

  private static void arguments(StringBuilder out, String indent, Syntax.Verb verb) {
    List<String> specs = new ArrayList<>();
    for (Syntax.Option option : verb.options()) {
      specs.addAll(option(option));
    }
    specs.add("'(-h --help)'{-h,--help}'[show the help]'");
    verb.positional()
        .ifPresent(
            p ->
                specs.add(
                    quoted(
                        "1:"
                            + p.label().replaceAll("[\\[\\]|]", " ").strip()
                            + ":"
                            + action(p.value()))));
    out.append(indent).append("_arguments -S");
    specs.forEach(spec -> out.append(" \\\n").append(indent).append("  ").append(spec));
    out.append('\n');
  }

  private static List<String> option(Syntax.Option option) {
    List<String> specs = new ArrayList<>();
    boolean again = option.kind() == Syntax.Kind.REPEATED;
    for (String name : option.names()) {
      String others = again ? "*" : "(" + String.join(" ", option.names()) + ")";
      String value =
          option.kind() == Syntax.Kind.FLAG
              ? ""
              : ":"
                  + option.names().getLast().replaceFirst("^-+", "")
                  + ":"
                  + action(option.value());
      specs.add(quoted(others + name + "[" + escaped(option.help()) + "]" + value));
    }
    return specs;
  }

  private static String action(Syntax.Value value) {
    return switch (value) {
      case FILE -> "_files";
      case PID -> "_pids";
      case NONE, FREE -> " ";
      case PARAMETER -> "compadd -S \"\" " + String.join(" ", ShellFiles.words(value));
      case FORMAT,
          REPORT_FORMAT,
          TABLE,
          THEME,
          WORKLOAD,
          MODEL,
          PART,
          SCENARIO,
          LESSON,
          DEPTH,
          SHELL ->
          "(" + String.join(" ", ShellFiles.words(value)) + ")";
    };
  }

  private static String escaped(String help) {
    return help.replace("[", "\\[").replace("]", "\\]").replace(":", "\\:");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
