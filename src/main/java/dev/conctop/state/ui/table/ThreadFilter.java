package dev.conctop.state.ui.table;

import dev.conctop.catalog.parameter.Nearest;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ThreadRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which threads are shown. Words beside each other must all hold:
 *
 * <pre>
 *   state:lock    what it does now: a state's word, or how that begins
 *   waits:socket  what it waits for holds this, in the state's or in the kernel's words
 *   pool-1        all else: its name or its role holds this
 * </pre>
 *
 * @param text in small letters; empty when anything will do
 * @param states of which one is to be; empty for any
 * @param waits in small letters; each is to be in what it waits for
 * @param problem one line when a word is not known; then nothing is shown
 */
public record ThreadFilter(String text, List<Part> states, List<String> waits, String problem) {
  private static final String STATE = "state:";
  private static final String WAITS = "waits:";
  private static final List<String> KEYS = List.of(STATE, WAITS);
  private static final List<String> OF_PROCESSES = List.of("user:", "verdict:");

  public ThreadFilter {
    states = List.copyOf(states);
    waits = List.copyOf(waits);
  }

  /** Reads what was typed. */
  public static ThreadFilter of(String typed) {
    List<String> text = new ArrayList<>();
    List<Part> states = new ArrayList<>();
    List<String> waits = new ArrayList<>();
    String problem = "";
    for (String word : typed.toLowerCase(Locale.ROOT).split("(?<=\\S) +(?=\\S)")) {
      if (word.startsWith(STATE)) {
        String name = word.substring(STATE.length());
        List<Part> found = states(name);
        states.addAll(found);
        problem = found.isEmpty() ? unknown(name) : problem;
      } else if (word.startsWith(WAITS)) {
        waits.add(word.substring(WAITS.length()));
      } else if (OF_PROCESSES.stream().anyMatch(word::startsWith)) {
        problem = "'" + word + "' is a filter of processes; threads have state: and waits:";
      } else if (misspelt(word)) {
        String key = word.substring(0, word.indexOf(':') + 1);
        problem = "there is no filter '" + key + "'" + Nearest.hint(key, KEYS);
      } else {
        text.add(word);
      }
    }
    return new ThreadFilter(String.join(" ", text), states, waits, problem);
  }

  /** The states whose word begins so; an empty beginning is that of all. */
  private static List<Part> states(String beginning) {
    String wanted = beginning.replace('_', '-');
    List<Part> found = new ArrayList<>();
    for (int i = 0; i < Part.count(); i++) {
      if (word(Part.at(i)).startsWith(wanted)) {
        found.add(Part.at(i));
      }
    }
    return found;
  }

  private static String word(Part part) {
    return part.key().replace('_', '-');
  }

  private static String unknown(String name) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < Part.count(); i++) {
      words.add(word(Part.at(i)));
    }
    return "there is no state '" + name + "'" + Nearest.hint(name, words);
  }

  /** Names hold colons, too: only what is nearly one of the keys is not taken for a name. */
  private static boolean misspelt(String word) {
    int colon = word.indexOf(':');
    return colon >= 4
        && word.substring(0, colon).chars().allMatch(Character::isLetter)
        && Nearest.hint(word.substring(0, colon + 1), KEYS).startsWith("; did you mean");
  }

  /** Whether nothing was typed. */
  public boolean isEmpty() {
    return text.isEmpty() && states.isEmpty() && waits.isEmpty() && problem.isEmpty();
  }

  /** Whether a thread is to be shown. */
  public boolean holds(ThreadRow row) {
    return problem.isEmpty()
        && (states.isEmpty() || states.contains(row.now()))
        && waits.stream().allMatch(wait -> waitsFor(row, wait))
        && (text.isEmpty()
            || row.name().toLowerCase(Locale.ROOT).contains(text)
            || row.role().key().contains(text));
  }

  private static boolean waitsFor(ThreadRow row, String wanted) {
    boolean waits = row.now() != Part.ON_CPU && row.now() != Part.RUN_QUEUE;
    return waits
        && (word(row.now()).contains(wanted)
            || row.detail().toLowerCase(Locale.ROOT).contains(wanted));
  }
}
