package dev.conctop.sample.figure;

import java.text.Normalizer;

/**
 * Makes text from outside (names, messages, other programs' output) safe to draw on a grid of
 * cells. Called once, where the text enters.
 *
 * <p>What goes: control characters (C0, DEL, C1) and whole escape sequences; everything invisible
 * or of no width (bidirectional controls, joiners, combining marks that do not compose, fillers);
 * lone surrogates, private-use and unassigned characters. Each is replaced by U+FFFD, so that a
 * person sees that something was there. White space of any kind becomes a plain space.
 */
public final class CleanText {
  private static final char REPLACEMENT = '\uFFFD';
  private static final char ESCAPE = 0x1B;

  /** Longest escape sequence that is taken as one; a longer one is not an honest sequence. */
  private static final int LONGEST_SEQUENCE = 4096;

  private CleanText() {}

  /**
   * Cleans a text.
   *
   * @param maxLength the result's greatest length in UTF-16 units, at least 1; what is cut ends in
   *     an ellipsis
   */
  public static String clean(String text, int maxLength) {
    if (isPlain(text) && text.length() <= maxLength) {
      return text;
    }
    // Bounds the work on hostile input; sequences that are removed may hide some text behind them.
    int budget = Math.min(text.length(), maxLength * 4 + LONGEST_SEQUENCE);
    String input = Normalizer.normalize(text.substring(0, budget), Normalizer.Form.NFC);
    StringBuilder out = new StringBuilder(Math.min(input.length(), maxLength) + 2);
    int at = 0;
    while (at < input.length() && out.length() <= maxLength) {
      int codePoint = input.codePointAt(at);
      int next = at + Character.charCount(codePoint);
      if (codePoint == ESCAPE || codePoint == 0x9B || codePoint == 0x9D || codePoint == 0x90) {
        out.append(REPLACEMENT);
        at = endOfSequence(input, at);
      } else {
        out.appendCodePoint(visible(codePoint));
        at = next;
      }
    }
    boolean cut = at < input.length() || budget < text.length();
    return cut || out.length() > maxLength ? shortened(out, maxLength) : out.toString();
  }

  /** A cleaned name for people; a word in its place where there is nothing to be seen. */
  public static String named(String name) {
    return name.isBlank() ? "(no name)" : name;
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  private static String shortened(StringBuilder out, int maxLength) {
    int end = Math.min(out.length(), maxLength - 1);
    if (end > 0 && Character.isHighSurrogate(out.charAt(end - 1))) {
      end--;
    }
    out.setLength(end);
    return out.append('\u2026').toString();
  }

  /** What is drawn for a code point that begins no escape sequence. */
  private static int visible(int codePoint) {
    if (codePoint == '\t' || codePoint == '\n' || codePoint == '\r') {
      return ' ';
    }
    if (isFiller(codePoint)) {
      return REPLACEMENT;
    }
    return switch (Character.getType(codePoint)) {
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          ' ';
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK ->
          REPLACEMENT;
      default -> codePoint;
    };
  }

  /** Letters by their category that take no cell or draw nothing: Hangul fillers and vowels. */
  private static boolean isFiller(int codePoint) {
    return (codePoint >= 0x115F && codePoint <= 0x11FF)
        || (codePoint >= 0xD7B0 && codePoint <= 0xD7FF)
        || codePoint == 0x3164
        || codePoint == 0xFFA0;
  }

  /** The index after the escape sequence that begins at {@code start}. */
  private static int endOfSequence(String text, int start) {
    char first = text.charAt(start);
    int at = start + 1;
    char kind = first;
    if (first == ESCAPE) {
      if (at >= text.length()) {
        return at;
      }
      kind = text.charAt(at);
      at++;
    }
    return switch (kind) {
      case '[', '\u009B' -> endOfControlSequence(text, at);
      case ']', '\u009D', 'P', '\u0090', '_', '^', 'X' -> endOfString(text, at);
      default -> first == ESCAPE ? endOfShortSequence(text, start + 1) : at;
    };
  }

  private static int endOfControlSequence(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= 0x20 && text.charAt(at) <= 0x3F) {
      at++;
    }
    boolean ended = at < text.length() && text.charAt(at) >= 0x40 && text.charAt(at) <= 0x7E;
    return ended ? at + 1 : at;
  }

  /** A string ends in BEL or ST; one that never ends is not taken as a string. */
  private static int endOfString(String text, int from) {
    int limit = Math.min(text.length(), from + LONGEST_SEQUENCE);
    for (int at = from; at < limit; at++) {
      char c = text.charAt(at);
      if (c == 0x07 || c == 0x9C) {
        return at + 1;
      }
      if (c == ESCAPE && at + 1 < text.length() && text.charAt(at + 1) == '\\') {
        return at + 2;
      }
    }
    return from;
  }

  private static int endOfShortSequence(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= 0x20 && text.charAt(at) <= 0x2F) {
      at++;
    }
    boolean ended = at < text.length() && text.charAt(at) >= 0x30 && text.charAt(at) <= 0x7E;
    return ended ? at + 1 : at;
  }
}
