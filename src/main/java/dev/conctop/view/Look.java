package dev.conctop.view;

import dev.conctop.state.KeyBindings;

/**
 * What stays the same from frame to frame.
 *
 * @param glyphs the characters that may be drawn
 * @param keys for the help page and the hints
 */
public record Look(Glyphs glyphs, KeyBindings keys) {
  public static Look unicode() {
    return new Look(Glyphs.UNICODE, KeyBindings.defaults());
  }

  public static Look ascii() {
    return new Look(Glyphs.ASCII, KeyBindings.defaults());
  }
}
