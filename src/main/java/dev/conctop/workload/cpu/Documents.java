package dev.conctop.workload.cpu;

/**
 * Documents to be parsed, the same ones each time and the same ones in every language's subject:
 * words drawn by a linear congruential generator (Numerical Recipes) from a fixed list.
 */
public final class Documents {
  private static final String[] WORDS = {
    "time", "thread", "task", "wait", "lock", "core", "queue", "loop", "page", "disk", "network",
    "reader", "writer", "system", "of", "and", "the", "a", "in", "to", "with", "under", "over",
    "between"
  };

  private Documents() {}

  /** The next state of the generator, 0 to 2^32 - 1. */
  static long next(long state) {
    return (1664525 * state + 1013904223) & 0xFFFF_FFFFL;
  }

  /** So many words with a space between them. */
  static String words(long count, long seed) {
    StringBuilder text = new StringBuilder();
    long state = seed;
    for (long i = 0; i < count; i++) {
      state = next(state);
      text.append(i == 0 ? "" : " ").append(WORDS[(int) ((state >> 16) % WORDS.length)]);
    }
    return text.toString();
  }

  /** Text of exactly this many characters. */
  public static String text(int size) {
    return words(size / 5 + 1, 1).concat(" ".repeat(size)).substring(0, size);
  }

  /** A JSON array of objects of about this many characters, at least one object. */
  static String json(int size) {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i == 0 || text.length() + 3 < size; i++) {
      text.append(i == 0 ? "" : ", ");
      text.append("{\"id\": ").append(i);
      text.append(", \"name\": \"").append(words(4, i + 1)).append('"');
      text.append(", \"value\": ").append(i * 1.5);
      text.append(", \"flags\": [true, null], \"nested\": {\"a\": ").append(i % 7);
      text.append(", \"b\": \"").append("x".repeat(i % 13)).append("\"}}");
    }
    return text.append(']').toString();
  }

  /** An HTML page of about this many characters, with a link in each of its rows. */
  static String html(int size) {
    StringBuilder text = new StringBuilder("<!doctype html><html><body>\n");
    for (int i = 0; i == 0 || text.length() + 32 < size; i++) {
      text.append("<div class=\"row\" id=\"r").append(i);
      text.append("\"><a href=\"/page/").append(i).append("\">").append(words(1, i + 1));
      text.append("</a><p>").append(words(12, i + 1)).append("</p></div>\n");
    }
    return text.append("</body></html>").toString();
  }
}
