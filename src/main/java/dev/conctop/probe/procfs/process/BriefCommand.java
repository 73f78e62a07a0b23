package dev.conctop.probe.procfs.process;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A command line in short: what a person calls the program. A JVM by its main class or jar, an
 * interpreter by its script; anything else by its file's name. A title that a process has written
 * over its command line is kept whole.
 */
final class BriefCommand {
  /** Options of java whose value is the next word. */
  private static final Set<String> JAVA_VALUES =
      Set.of(
          "-cp",
          "-classpath",
          "--class-path",
          "-p",
          "--module-path",
          "--upgrade-module-path",
          "--add-modules",
          "--add-opens",
          "--add-exports",
          "--add-reads",
          "--limit-modules",
          "--patch-module",
          "--enable-native-access",
          "--source");

  private static final Set<String> PYTHON_VALUES = Set.of("-W", "-X", "--check-hash-based-pycs");

  private static final Set<String> NODE_VALUES =
      Set.of(
          "-r", "--require", "--import", "--loader", "--experimental-loader", "-C", "--conditions");

  private static final Set<String> RUBY_VALUES = Set.of("-I", "-r", "-C", "-E");
  private static final Set<String> PERL_VALUES = Set.of("-I");
  private static final Set<String> SHELL_VALUES = Set.of("-o", "+o", "-O", "+O", "--rcfile");
  private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "zsh", "ksh");

  private BriefCommand() {}

  /**
   * The short form, not yet cleaned.
   *
   * @param words the command line's, the program first; may be empty
   * @param name what the kernel calls the process
   */
  static String of(List<String> words, String name) {
    if (words.isEmpty() || words.getFirst().isBlank()) {
      return name;
    }
    String first = words.getFirst();
    if (words.size() == 1 && first.indexOf(' ') > 0) {
      return first;
    }
    String program = base(first);
    String kind = kind(program);
    String what =
        switch (kind) {
          case "java" -> java(words);
          case "python", "pypy" -> script(words, PYTHON_VALUES, "mc");
          case "node", "nodejs" -> script(words, NODE_VALUES, "ep");
          case "ruby" -> script(words, RUBY_VALUES, "e");
          case "perl" -> script(words, PERL_VALUES, "eE");
          default -> SHELLS.contains(kind) ? script(words, SHELL_VALUES, "c") : "";
        };
    return what.isEmpty() ? program : program + ' ' + what;
  }

  /** The program's name without its version: python3.11 is python. */
  private static String kind(String program) {
    int end = program.length();
    while (end > 0 && "0123456789.-".indexOf(program.charAt(end - 1)) >= 0) {
      end--;
    }
    String kind = program.substring(0, end).toLowerCase(Locale.ROOT);
    return kind.startsWith("-") ? kind.substring(1) : kind;
  }

  private static String java(List<String> words) {
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      String next = i + 1 < words.size() ? words.get(i + 1) : "";
      if (word.equals("-jar")) {
        return base(next);
      }
      if (word.equals("-m") || word.equals("--module")) {
        return simple(next.substring(next.indexOf('/') + 1));
      }
      if (JAVA_VALUES.contains(word)) {
        i++;
      } else if (!word.startsWith("-") && !word.startsWith("@")) {
        return word.endsWith(".java") ? base(word) : simple(word);
      }
    }
    return "";
  }

  /** A class without its package. */
  private static String simple(String type) {
    return base(type).substring(base(type).lastIndexOf('.') + 1);
  }

  /**
   * An interpreter's script.
   *
   * @param values options whose value is the next word
   * @param texts letters of options that name or hold the program itself: {@code -m mod}
   */
  private static String script(List<String> words, Set<String> values, String texts) {
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      String next = i + 1 < words.size() ? words.get(i + 1) : "";
      if (word.equals("--")) {
        return base(next);
      }
      if (values.contains(word)) {
        i++;
      } else if (!word.startsWith("-") && !word.startsWith("+")) {
        return base(word);
      } else if (isText(word, texts)) {
        // A module is a name; a text may be long, and is cut where it is shown.
        return word + ' ' + next;
      }
    }
    return "";
  }

  /** {@code -c}, and {@code -uc} as well. */
  private static boolean isText(String word, String texts) {
    return word.length() > 1
        && word.charAt(0) == '-'
        && word.charAt(1) != '-'
        && word.chars().skip(1).allMatch(Character::isLetter)
        && texts.indexOf(word.charAt(word.length() - 1)) >= 0;
  }

  /** Without the folders. */
  private static String base(String path) {
    int end = path.length();
    while (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }
    // A descriptor's number alone would say nothing.
    boolean whole = end <= 1 || path.startsWith("/dev/") || path.startsWith("/proc/");
    return whole ? path : path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }
}
