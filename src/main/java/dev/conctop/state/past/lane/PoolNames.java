package dev.conctop.state.past.lane;

import java.util.HashMap;
import java.util.Map;

/** Which threads belong together, by their names. Remembers names, so that asking is cheap. */
public final class PoolNames {
  private static final String SEPARATORS = "-# _:/.";
  private static final int MOST_REMEMBERED = 20_000;

  private final Map<String, String> pools = new HashMap<>();

  /** The pool of a thread's name, as {@link #pool}, remembered. */
  public String of(String name) {
    if (pools.size() > MOST_REMEMBERED) {
      pools.clear();
    }
    return pools.computeIfAbsent(name, PoolNames::pool);
  }

  /**
   * A thread's name without the number that makes it one of many: {@code pool} for {@code pool-7},
   * {@code pool-1-thread} for {@code pool-1-thread-12}. A runtime's helpers are one group.
   */
  public static String pool(String name) {
    String helpers = HelperThreads.group(name);
    if (!helpers.isEmpty()) {
      return helpers;
    }
    int end = name.length();
    while (end > 0
        && (Character.isDigit(name.charAt(end - 1))
            || SEPARATORS.indexOf(name.charAt(end - 1)) >= 0)) {
      end--;
    }
    return end == 0 ? name : name.substring(0, end);
  }
}
