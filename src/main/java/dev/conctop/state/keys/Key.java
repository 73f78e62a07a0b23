package dev.conctop.state.keys;

/**
 * One key press.
 *
 * @param kind which key
 * @param codePoint the character of a CHARACTER, else 0
 * @param ctrl whether Ctrl was held (CHARACTER holds the lower-case letter then)
 * @param alt whether Alt was held
 * @param shift whether Shift was held, where the terminal tells
 */
public record Key(Kind kind, int codePoint, boolean ctrl, boolean alt, boolean shift) {
  /** Which key. */
  public enum Kind {
    CHARACTER,
    ENTER,
    ESCAPE,
    TAB,
    BACK_TAB,
    BACKSPACE,
    DELETE,
    INSERT,
    UP,
    DOWN,
    LEFT,
    RIGHT,
    HOME,
    END,
    PAGE_UP,
    PAGE_DOWN,
    F1,
    F2,
    F3,
    F4,
    F5,
    F6,
    F7,
    F8,
    F9,
    F10,
    F11,
    F12
  }

  public static Key of(Kind kind) {
    return new Key(kind, 0, false, false, false);
  }

  public static Key of(char character) {
    return new Key(Kind.CHARACTER, character, false, false, false);
  }

  public static Key ctrl(char letter) {
    return new Key(Kind.CHARACTER, letter, true, false, false);
  }
}
