package dev.conctop.term;

import dev.conctop.state.keys.Key;
import java.util.function.Predicate;

/**
 * What the command line and the settings say of the terminal.
 *
 * @param mouse whether the mouse is asked for
 * @param ascii whether only ASCII is drawn, whatever the locale
 * @param bound whether a key has a meaning: the same bytes may be another key or two
 */
public record TerminalOptions(boolean mouse, boolean ascii, Predicate<Key> bound) {
  /** No key has a meaning of its own. */
  public TerminalOptions(boolean mouse, boolean ascii) {
    this(mouse, ascii, key -> false);
  }
}
