package dev.conctop.term;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** The sequences that take the screen over and give it back. */
public final class Screen {
  private static final String MOUSE_ON = "\033[?1000h\033[?1006h";

  /** Undone whether or not it was done: harmless, and right after a half-done entry. */
  private static final String MOUSE_OFF = "\033[?1006l\033[?1000l";

  /**
   * Ends synchronized output, colours, mouse and paste reports; autowrap on, cursor shown, normal
   * screen.
   */
  static final String LEAVE =
      "\033[?2026l\033[m" + MOUSE_OFF + "\033[?2004l\033[?7h\033[?25h\033[?1049l";

  private Screen() {}

  /** Alternate screen, cursor hidden, no autowrap, bracketed paste, mouse if wanted. */
  public static String enter(boolean mouse) {
    return "\033[?1049h\033[?25l\033[?7l\033[?2004h" + (mouse ? MOUSE_ON : "");
  }

  /** Takes the mouse, or leaves it to the terminal. */
  static String mouse(boolean taken) {
    return taken ? MOUSE_ON : MOUSE_OFF;
  }

  static MemorySegment bytes(String sequence) {
    byte[] ascii = sequence.getBytes(StandardCharsets.US_ASCII);
    MemorySegment segment = Arena.global().allocate(ascii.length);
    return segment.copyFrom(MemorySegment.ofArray(ascii));
  }
}
