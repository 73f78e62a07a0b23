package dev.conctop.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import dev.conctop.pty.Pty;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may be on the line between the program and a terminal. */
public final class Wire {
  private static final Pattern SEQUENCE =
      Pattern.compile("\033(\\[[0-?]*[ -/]*[@-~]|[()][0-9A-Za-z]|[0-9=>A-OQ-WYZ78c])");
  private static final Pattern SGR = Pattern.compile("\033\\[([0-9;]*)m");

  private Wire() {}

  /** The terminal is as the program found it, and nothing runs in it. */
  public static void assertGivenBack(Pty pty) throws IOException {
    pty.awaitNoProcess();
    assertEquals(pty.modesBefore(), pty.modes());
    assertScreenGivenBack(pty);
  }

  private static void assertScreenGivenBack(Pty pty) {
    pty.await(
        s ->
            !s.alternate()
                && s.mode(25)
                && s.mode(7)
                && !s.mode(1000)
                && !s.mode(1006)
                && !s.mode(2004)
                && !s.mode(2026));
    assertEquals(0, pty.shows(s -> s.unknown() == 0) ? 0 : 1, "unknown sequences");
  }

  /**
   * Valid UTF-8 with control sequences, ends of line and drawable characters, nothing else: no OSC
   * or other string, no C1, no bidirectional control, nothing of no width.
   */
  public static void assertClean(String rawBytes) {
    String text = decoded(rawBytes);
    String rest = SEQUENCE.matcher(text).replaceAll("");
    rest.codePoints().forEach(c -> assertDrawable(c, rest));
  }

  private static void assertDrawable(int c, String rest) {
    boolean drawable =
        switch (Character.getType(c)) {
          case Character.CONTROL -> c == '\r' || c == '\n';
          case Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.NON_SPACING_MARK,
              Character.ENCLOSING_MARK,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              false;
          default -> true;
        };
    if (!drawable) {
      int at = rest.indexOf(c);
      String around = rest.substring(Math.max(0, at - 30), Math.min(rest.length(), at + 30));
      fail(
          "U+"
              + Integer.toHexString(c)
              + " on the line after "
              + around.codePoints().boxed().toList());
    }
  }

  private static String decoded(String rawBytes) {
    byte[] bytes = rawBytes.getBytes(StandardCharsets.ISO_8859_1);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new AssertionError("not UTF-8", e);
    }
  }

  public static void assertSevenBit(String rawBytes) {
    assertFalse(rawBytes.chars().anyMatch(b -> b > 0x7e), "bytes above 7 bit");
  }

  /** Whether any colour is asked for. */
  public static boolean colours(String rawBytes) {
    Matcher sgr = SGR.matcher(rawBytes);
    while (sgr.find()) {
      for (String number : sgr.group(1).split(";")) {
        int n = number.isEmpty() ? 0 : Integer.parseInt(number);
        if ((n >= 30 && n <= 38) || (n >= 40 && n <= 48) || (n >= 90 && n <= 107)) {
          return true;
        }
      }
    }
    return false;
  }
}
