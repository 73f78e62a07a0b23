package dev.conctop.term;

import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Palette;

/** A palette with every kind of colour. */
public enum TestPalette implements Palette {
  COLORFUL,
  ON_BLUE;

  @Override
  public int foreground(Ink ink) {
    return switch (ink.ordinal() % 3) {
      case 0 -> DEFAULT;
      case 1 -> ink.ordinal() % 16;
      default -> TRUE_COLOUR | ink.ordinal() * 0x0a0b0c;
    };
  }

  @Override
  public int background(Ink ink) {
    return this == ON_BLUE ? 4 : ink == Ink.SELECTED ? 7 : DEFAULT;
  }

  @Override
  public boolean bold(Ink ink) {
    return ink == Ink.TITLE;
  }
}
