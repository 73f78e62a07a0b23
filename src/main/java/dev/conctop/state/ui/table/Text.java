package dev.conctop.state.ui.table;

/** Typed text. */
public final class Text {
  private Text() {}

  /** Without its last character, a surrogate pair being one. */
  public static String withoutLast(String text) {
    return text.isEmpty() ? text : text.substring(0, text.offsetByCodePoints(text.length(), -1));
  }
}
