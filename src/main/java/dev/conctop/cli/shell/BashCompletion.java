package dev.conctop.cli.shell;

import dev.conctop.cli.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The completion for bash; needs nothing but bash itself. */
final class BashCompletion {
  private BashCompletion() {}

  static String text() {
    StringBuilder out = new StringBuilder();
    out.append("# bash completion for conctop; made by 'conctop completion bash'\n");
    out.append("_conctop() {\n");
    out.append("  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} verb= i\n");
    out.append("  COMPREPLY=()\n");
    out.append("  for ((i = 1; i < COMP_CWORD; i++)); do\n");
    out.append("    case ${COMP_WORDS[i]} in\n      ");
    out.append(Syntax.VERBS.stream().map(Syntax.Verb::name).collect(Collectors.joining("|")));
    out.append("|help) verb=${COMP_WORDS[i]}; break ;;\n    esac\n  done\n");
    values(out);
    out.append("  case $verb in\n");
    for (Syntax.Verb verb : Syntax.VERBS) {
      out.append("    ").append(verb.name()).append(")\n");
      offer(out, "      ", offered(verb), verb.positional());
    }
    out.append("    help)\n");
    offer(out, "      ", verbs(), Optional.empty());
    out.append("    *)\n");
    List<String> first = verbs();
    first.add("help");
    first.addAll(names(Syntax.ROOT));
    first.add("--version");
    offer(out, "      ", first, Optional.empty());
    out.append("  esac\n}\n");
    out.append("complete -F _conctop conctop\n");
    return out.toString();
  }

  /** After an option that takes a value, that value. */
  private static void values(StringBuilder out) {
    out.append("  case $prev in\n");
    List<String> seen = new ArrayList<>();
    for (Syntax.Verb verb : Syntax.VERBS) {
      for (Syntax.Option option : verb.options()) {
        if (option.kind() == Syntax.Kind.FLAG || seen.contains(option.key())) {
          continue;
        }
        seen.add(option.key());
        out.append("    ").append(String.join("|", option.names())).append(")\n");
        if (option.value() == Syntax.Value.FILE) {
          out.append("      COMPREPLY=($(compgen -f -- \"$cur\"))\n");
        } else if (option.value() == Syntax.Value.PARAMETER) {
          out.append("      compopt -o nospace 2>/dev/null\n");
          reply(out, "      ", ShellFiles.words(option.value()));
        } else {
          reply(out, "      ", words(option.key()));
        }
        out.append("      return ;;\n");
      }
    }
    out.append("  esac\n");
  }

  /** An option of several commands may mean more in one of them. */
  private static List<String> words(String key) {
    TreeSet<String> words = new TreeSet<>();
    for (Syntax.Verb verb : Syntax.VERBS) {
      verb.options().stream()
          .filter(option -> option.key().equals(key))
          .forEach(option -> words.addAll(ShellFiles.words(option.value())));
    }
    return List.copyOf(words);
  }

  private static void offer(
      StringBuilder out, String indent, List<String> words, Optional<Syntax.Positional> more) {
    reply(out, indent, words);
    String rest =
        more.map(Syntax.Positional::value)
            .map(
                value ->
                    switch (value) {
                      case PID ->
                          "$(cd /proc && compgen -G \"$cur[0-9]*\"; "
                              + "[[ -d /proc/$cur && -n $cur ]] && echo \"$cur\")";
                      case FILE -> "$(compgen -f -- \"$cur\")";
                      case NONE,
                          FREE,
                          FORMAT,
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
                          "";
                    })
            .orElse("");
    if (!rest.isEmpty()) {
      out.append(indent).append("[[ $cur == -* ]] || COMPREPLY+=(").append(rest).append(")\n");
    }
    out.append(indent).append(";;\n");
  }

  private static void reply(StringBuilder out, String indent, List<String> words) {
    if (!words.isEmpty()) {
      out.append(indent)
          .append("COMPREPLY=($(compgen -W '")
          .append(String.join(" ", words))
          .append("' -- \"$cur\"))\n");
    }
  }

  private static List<String> offered(Syntax.Verb verb) {
    List<String> words = new ArrayList<>();
    verb.positional().ifPresent(p -> words.addAll(ShellFiles.words(p.value())));
    words.addAll(names(verb));
    return words;
  }

  private static List<String> verbs() {
    return new ArrayList<>(Syntax.VERBS.stream().map(Syntax.Verb::name).toList());
  }

  private static List<String> names(Syntax.Verb verb) {
    List<String> names = new ArrayList<>();
    verb.options().forEach(option -> names.addAll(option.names()));
    names.add("--help");
    return names;
  }
}
