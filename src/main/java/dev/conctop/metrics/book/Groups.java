package dev.conctop.metrics.book;

import dev.conctop.sample.figure.CleanText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What is known by the name of a group, for so many names at most: those that come later share one
 * more, so that no program can make a series for each of its threads.
 *
 * @param <T> what is known of a group
 */
final class Groups<T> {
  /** What stands for all that have no place of their own. */
  static final String OTHER = "other";

  private static final int LONGEST_NAME = 60;

  private final int most;
  private final Supplier<T> fresh;
  private final Map<String, T> known = new LinkedHashMap<>();

  /**
   * @param most how many names have a place of their own
   * @param fresh makes what is known of a new group
   */
  Groups(int most, Supplier<T> fresh) {
    this.most = most;
    this.fresh = fresh;
  }

  /** Of the name, which gets a place as long as there is one. */
  T of(String name) {
    String label = label(name);
    T there = known.get(label);
    if (there != null) {
      return there;
    }
    long own = known.size() - (known.containsKey(OTHER) ? 1 : 0);
    return known.computeIfAbsent(own < most ? label : OTHER, _ -> fresh.get());
  }

  /** Of the name, if it has a place already; else of all others. */
  T knownOrOther(String name) {
    T there = known.get(label(name));
    return there == null ? known.computeIfAbsent(OTHER, _ -> fresh.get()) : there;
  }

  /** Gives up the places of groups of which nothing is left. */
  void forget(Predicate<T> over) {
    known.values().removeIf(over);
  }

  void each(BiConsumer<String, T> to) {
    known.forEach(to);
  }

  private static String label(String name) {
    return CleanText.clean(CleanText.named(name), LONGEST_NAME);
  }
}
