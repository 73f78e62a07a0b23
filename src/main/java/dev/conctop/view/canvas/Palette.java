package dev.conctop.view.canvas;

/**
 * How each ink looks. A colour is {@link #DEFAULT} (the terminal's own), 0 to 15 (ANSI), or {@link
 * #TRUE_COLOUR} with 24 bits of red, green and blue below it.
 */
public interface Palette {
  /** The terminal's own colour. */
  int DEFAULT = -1;

  /** The bit that says that the low 24 bits are red, green and blue. */
  int TRUE_COLOUR = 0x1000000;

  /** The colour of the character. */
  int foreground(Ink ink);

  /** The colour behind it. */
  int background(Ink ink);

  /** Whether it is drawn bold; a cell's own attribute can add to this. */
  boolean bold(Ink ink);
}
