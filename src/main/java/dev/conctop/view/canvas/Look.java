package dev.conctop.view.canvas;

import dev.conctop.state.keys.Command;
import dev.conctop.state.keys.KeyBindings;
import java.util.List;

/**
 * What stays the same from frame to frame.
 *
 * @param glyphs the characters that may be drawn
 * @param keys for the help page and the hints
 */
public record Look(Glyphs glyphs, KeyBindings keys) {
  /** The first key of a command, as people write it; empty when it has none. */
  public String key(Command command) {
    List<String> names = keys.keys(command);
    return names.isEmpty() ? "" : names.getFirst();
  }

  public static Look unicode() {
    return new Look(Glyphs.UNICODE, KeyBindings.defaults());
  }

  public static Look ascii() {
    return new Look(Glyphs.ASCII, KeyBindings.defaults());
  }
}
