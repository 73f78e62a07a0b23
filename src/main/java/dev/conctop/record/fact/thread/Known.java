package dev.conctop.record.fact.thread;

import dev.conctop.record.item.Damaged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What comes again and again, by a number: 0 stands for one that is new, and is told then. Once
 * there are as many as there is room for, all are forgotten before the next. Writer and reader do
 * the same.
 */
final class Known<T> {
  private static final int MOST = 256;

  private final Map<T, Integer> numbers = new HashMap<>();
  private final List<T> all = new ArrayList<>();

  void forget() {
    numbers.clear();
    all.clear();
  }

  /** The number of one; 0 when it is new, and from now on it is known. */
  int number(T one) {
    Integer known = numbers.get(one);
    if (known != null) {
      return known;
    }
    learn(one);
    numbers.put(one, all.size());
    return 0;
  }

  /** A reader was told of a new one. */
  void learn(T one) {
    if (all.size() == MOST) {
      forget();
    }
    all.add(one);
  }

  /** The one with a number above 0. */
  T of(long number) throws Damaged {
    if (number < 1 || number > all.size()) {
      throw new Damaged(number + " is not known");
    }
    return all.get((int) number - 1);
  }
}
