package dev.conctop.probe.jvm.attach;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The options that a JVM was started with, as far as they tell whether it may be asked. Of the same
 * option the last one counts.
 *
 * @param disablesAttach -XX:+DisableAttachMechanism
 * @param reducesSignals -Xrs
 */
record StartOptions(boolean disablesAttach, boolean reducesSignals) {
  static final StartOptions NONE = new StartOptions(false, false);

  private static final List<String> VARIABLES =
      List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

  /** Options of the launcher whose value is the next word. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-cp",
          "-classpath",
          "--class-path",
          "-p",
          "--module-path",
          "--upgrade-module-path",
          "--add-modules",
          "--limit-modules",
          "--add-exports",
          "--add-opens",
          "--add-reads",
          "--patch-module",
          "--enable-native-access",
          "--source");

  /** Options behind which the program begins. */
  private static final Set<String> LAST = Set.of("-jar", "-m", "--module", "-d");

  private static final int DEEPEST_FILE = 2;

  /**
   * Reads the options.
   *
   * @param command the command line's words, the program first
   * @param environment the process's variables
   * @param counters what the JVM's shared counters say; empty when there are none
   * @param file the text of a file of arguments; empty when it cannot be read
   */
  static StartOptions of(
      List<String> command,
      Map<String, String> environment,
      String counters,
      Function<String, String> file) {
    List<String> words = new ArrayList<>();
    launcher(command.subList(Math.min(1, command.size()), command.size()), words, file, 0);
    for (String variable : VARIABLES) {
      words.addAll(words(environment.getOrDefault(variable, "")));
    }
    words.addAll(words(counters));
    return of(words);
  }

  private static StartOptions of(List<String> words) {
    boolean attach = false;
    boolean signals = false;
    for (String word : words) {
      switch (word) {
        case "-XX:+DisableAttachMechanism", "+DisableAttachMechanism" -> attach = true;
        case "-XX:-DisableAttachMechanism" -> attach = false;
        case "-Xrs", "-XX:+ReduceSignalUsage", "+ReduceSignalUsage" -> signals = true;
        case "-XX:-ReduceSignalUsage" -> signals = false;
        default -> {}
      }
    }
    return new StartOptions(attach, signals);
  }

  /** The words up to the program's name; those behind it are the program's own. */
  private static boolean launcher(
      List<String> from, List<String> into, Function<String, String> file, int depth) {
    for (int i = 0; i < from.size(); i++) {
      String word = from.get(i);
      if (word.startsWith("@") && depth < DEEPEST_FILE) {
        if (!launcher(words(file.apply(word.substring(1))), into, file, depth + 1)) {
          return false;
        }
      } else if (!word.startsWith("-") || LAST.contains(word)) {
        return false;
      } else if (WITH_VALUE.contains(word)) {
        i++;
      } else {
        into.add(word);
        optionsFile(word, into, file);
      }
    }
    return true;
  }

  private static void optionsFile(String word, List<String> into, Function<String, String> file) {
    for (String option : List.of("-XX:VMOptionsFile=", "-XX:Flags=")) {
      if (word.startsWith(option)) {
        into.addAll(words(file.apply(word.substring(option.length()))));
      }
    }
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (!line.strip().startsWith("#")) {
        for (String word : line.replace("\"", "").replace("'", "").strip().split("\\s+", -1)) {
          if (!word.isEmpty()) {
            words.add(word);
          }
        }
      }
    }
    return words;
  }
}
