package dev.conctop.sample.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CleanTextTest {
  @Test
  void plainTextIsLeftAlone() {
    String name = "http-nio-8080-exec-1 (a) ~";
    assertSame(name, CleanText.clean(name, 64));
    assertEquals("größer 日本 😀", CleanText.clean("größer 日本 😀", 64));
  }

  @Test
  void escapeSequencesGoAsAWhole() {
    assertEquals("a\uFFFDb", CleanText.clean("a\u001B[31;1mb", 64));
    assertEquals("a\uFFFDb", CleanText.clean("a\u001B]52;c;ZXZpbA==\u0007b", 64));
    assertEquals("a\uFFFDb", CleanText.clean("a\u001B]0;title\u001B\\b", 64));
    assertEquals("a\uFFFDb", CleanText.clean("a\u009B2Jb", 64));
    assertEquals("a\uFFFDb", CleanText.clean("a\u009D0;t\u009Cb", 64));
    assertEquals("a\uFFFDb", CleanText.clean("a\u001B(0b", 64));
    assertEquals("a\uFFFD", CleanText.clean("a\u001B", 64));
    assertEquals("a\uFFFDnever ends", CleanText.clean("a\u001B]never ends", 64));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00, 0x07, 0x08, 0x0B, 0x1F, 0x7F, 0x80, 0x85, 0x9F, 0x200B, 0x200D, 0x200E, 0x200F,
        0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0xFEFF, 0xFE0F, 0x0301, 0x20DD, 0xE000, 0x10FFFF,
        0x0378, 0x3164, 0x1160, 0xE0041, 0xAD
      })
  void whatCannotBeSeenIsReplaced(int codePoint) {
    assertEquals("a\uFFFD.", CleanText.clean("a" + replaceComposing(codePoint) + ".", 64));
  }

  /** The acute accent composes with "a": put something between that it cannot compose with. */
  private static String replaceComposing(int codePoint) {
    return codePoint == 0x0301 ? "\u0489" : Character.toString(codePoint);
  }

  @Test
  void accentsAreComposed() {
    assertEquals("\u00E4", CleanText.clean("a\u0308", 64));
  }

  @Test
  void loneSurrogatesAreReplaced() {
    assertEquals("a\uFFFDb", CleanText.clean("a\uD83Db", 64));
    assertEquals("a\uFFFDb", CleanText.clean("a\uDE00b", 64));
  }

  @ParameterizedTest
  @CsvSource({"'a\tb','a b'", "'a\nb','a b'", "'a\u00A0b','a b'", "'a\u2028b','a b'"})
  void whiteSpaceIsASpace(String dirty, String clean) {
    assertEquals(clean, CleanText.clean(dirty, 64));
  }

  @Test
  void longTextIsCutBetweenCharacters() {
    assertEquals("abc\u2026", CleanText.clean("abcdefgh", 4));
    assertEquals("ab\u2026", CleanText.clean("ab\uD83D\uDE00\uD83D\uDE00", 4));
    assertEquals(4096, CleanText.clean("x".repeat(1 << 20), 4096).length());
  }

  @Test
  void whateverComesInIsSafe() {
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder dirty = new StringBuilder();
      for (int i = random.nextInt(24); i > 0; i--) {
        dirty.append(
            random.nextInt(3) == 0
                ? "\u001B[]\u009B\u009D\u0007m0;".charAt(random.nextInt(9))
                : (char) random.nextInt(0x10000));
      }
      String clean = CleanText.clean(dirty.toString(), 16);
      assertTrue(clean.length() <= 16, () -> "too long: " + clean);
      assertEquals(clean, CleanText.clean(clean, 16), "cleaning twice changes nothing");
      clean.codePoints().forEach(CleanTextTest::assertSafe);
    }
  }

  private static void assertSafe(int codePoint) {
    int type = Character.getType(codePoint);
    assertTrue(
        type != Character.CONTROL
            && type != Character.FORMAT
            && type != Character.SURROGATE
            && type != Character.UNASSIGNED,
        () -> "U+" + Integer.toHexString(codePoint));
  }
}
