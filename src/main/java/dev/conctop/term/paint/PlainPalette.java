package dev.conctop.term.paint;

import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Palette;

/** The terminal's own colours for everything; stands in until the first frame brings a palette. */
enum PlainPalette implements Palette {
  INSTANCE;

  @Override
  public int foreground(Ink ink) {
    return DEFAULT;
  }

  @Override
  public int background(Ink ink) {
    return DEFAULT;
  }

  @Override
  public boolean bold(Ink ink) {
    return false;
  }
}
