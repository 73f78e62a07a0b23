package dev.conctop.state.ui.table;

import dev.conctop.catalog.parameter.Nearest;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.sample.thread.ProcessVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Which processes are shown: words with blanks between them that must all hold. A word is a part of
 * a name, a command line or a number, or {@code user:NAME}, {@code verdict:WORD}, {@code
 * waits:WORD}.
 *
 * @param terms what must hold
 * @param problem one line on what cannot be understood; empty when all can. Then nothing is shown
 */
public record ProcessFilter(List<Term> terms, String problem) {
  private static final List<String> KEYS = Stream.of(Key.values()).map(Key::word).toList();
  private static final List<String> VERDICTS =
      Stream.of(ProcessVerdict.Word.values()).map(ProcessVerdict.Word::key).toList();

  /** What a term looks at. */
  private enum Key {
    USER,
    VERDICT,
    WAITS;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One condition. */
  public sealed interface Term {
    boolean holds(ProcessRow row);
  }

  private record Text(String part) implements Term {
    @Override
    public boolean holds(ProcessRow row) {
      return within(row.name(), part)
          || within(row.names().brief(), part)
          || within(row.command(), part)
          || Integer.toString(row.pid()).contains(part);
    }
  }

  private record User(String name) implements Term {
    @Override
    public boolean holds(ProcessRow row) {
      return within(row.names().user(), name);
    }
  }

  private record Verdict(String word) implements Term {
    @Override
    public boolean holds(ProcessRow row) {
      return row.verdict().word().key().startsWith(word) || row.verdict().cause().equals(word);
    }
  }

  private record Waits(String word) implements Term {
    @Override
    public boolean holds(ProcessRow row) {
      return within(row.waits(), word) || within(row.detail(), word);
    }
  }

  public ProcessFilter {
    terms = List.copyOf(terms);
  }

  /** Reads what a person has typed, finished or not. */
  public static ProcessFilter parse(String text) {
    List<Term> terms = new ArrayList<>();
    for (String word : text.toLowerCase(Locale.ROOT).split(" +")) {
      int colon = word.indexOf(':');
      String key = colon < 0 ? "" : word.substring(0, colon);
      String value = word.substring(colon + 1);
      if (!key.isEmpty() && !KEYS.contains(key)) {
        return wrong("there is no filter '" + key + ":'" + Nearest.hint(key, KEYS));
      }
      if (key.equals(Key.VERDICT.word()) && !isVerdict(value)) {
        return wrong("there is no verdict '" + value + "'" + Nearest.hint(value, VERDICTS));
      }
      if (!value.isEmpty()) {
        terms.add(term(key, value));
      }
    }
    return new ProcessFilter(terms, "");
  }

  private static ProcessFilter wrong(String problem) {
    return new ProcessFilter(List.of(), problem);
  }

  private static Term term(String key, String value) {
    if (key.isEmpty()) {
      return new Text(value);
    }
    return switch (Key.valueOf(key.toUpperCase(Locale.ROOT))) {
      case USER -> new User(value);
      case VERDICT -> new Verdict(value.equals("?") ? "cannot-tell" : value);
      case WAITS -> new Waits(value);
    };
  }

  /** Its beginning will do, and so does what is waited for. */
  private static boolean isVerdict(String value) {
    return VERDICTS.stream().anyMatch(word -> word.startsWith(value))
        || List.of("?", "disk", "network", "ipc", "futex", "timer").contains(value);
  }

  /** Whether a process is to be shown. */
  public boolean holds(ProcessRow row) {
    if (!problem.isEmpty()) {
      return false;
    }
    for (Term term : terms) {
      if (!term.holds(row)) {
        return false;
      }
    }
    return true;
  }

  /** Whether all are shown. */
  public boolean isEmpty() {
    return terms.isEmpty() && problem.isEmpty();
  }

  /**
   * Without making a text of either.
   *
   * @param part in small letters
   */
  private static boolean within(String text, String part) {
    for (int i = 0; i <= text.length() - part.length(); i++) {
      if (text.regionMatches(true, i, part, 0, part.length())) {
        return true;
      }
    }
    return false;
  }
}
