package dev.conctop.catalog.parameter;

import java.util.Collection;

/** The nearest right name for a wrong one (edit distance; a common prefix counts as near). */
public final class Nearest {
  /** So many names are shown. */
  private static final int MOST = 16;

  private Nearest() {}

  /** Text to append to an error, such as "; did you mean 'http-get'?", or nothing. */
  public static String hint(String wrong, Collection<String> right) {
    String best = "";
    int bestDistance = Integer.MAX_VALUE;
    for (String name : right) {
      if (name.endsWith("-" + wrong)) {
        return "; did you mean '" + name + "'?"; // uvloop: cpython-uvloop
      }
      int distance = distance(wrong, name);
      // "htp" means "http-get": what was typed may be the beginning of the name, misspelt.
      String beginning = name.substring(0, Math.min(name.length(), wrong.length() + 1));
      if (wrong.length() >= 2) {
        distance = Math.min(distance, distance(wrong, beginning) + 1);
      }
      if (distance < bestDistance) {
        bestDistance = distance;
        best = name;
      }
    }
    return bestDistance <= Math.max(2, wrong.length() / 2)
        ? "; did you mean '" + best + "'?"
        : "; one of: " + some(right);
  }

  /** Whoever guessed wild is not helped by all of a long list. */
  private static String some(Collection<String> right) {
    return right.size() <= MOST
        ? String.join(", ", right)
        : String.join(", ", right.stream().limit(MOST).toList())
            + " and "
            + (right.size() - MOST)
            + " more";
  }

  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[b.length()];
  }
}
