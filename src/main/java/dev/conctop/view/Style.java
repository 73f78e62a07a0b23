package dev.conctop.view;

/** Inks with attributes. */
final class Style {
  private Style() {}

  static int bold(Ink ink) {
    return Canvas.BOLD | ink.ordinal();
  }

  static int reverse(Ink ink) {
    return Canvas.REVERSE | Canvas.BOLD | ink.ordinal();
  }
}
