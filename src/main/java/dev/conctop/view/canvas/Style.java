package dev.conctop.view.canvas;

/** Inks with attributes. */
public final class Style {
  private Style() {}

  public static int bold(Ink ink) {
    return Canvas.BOLD | ink.ordinal();
  }

  public static int reverse(Ink ink) {
    return Canvas.REVERSE | Canvas.BOLD | ink.ordinal();
  }
}
