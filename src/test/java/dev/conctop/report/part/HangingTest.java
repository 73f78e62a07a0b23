package dev.conctop.report.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HangingTest {
  @Test
  void aShortTextStandsBesideItsHead() {
    assertEquals("  delay  how long\n", Hanging.of("  delay", 9, "how long"));
  }

  @Test
  void aLongTextGoesOnBelowItself() {
    String text = "one word after the other ".repeat(6).strip();
    String lines = Hanging.of("head", 30, text);
    assertTrue(lines.lines().count() > 2, lines);
    assertTrue(lines.lines().allMatch(line -> line.length() <= 80), lines);
    assertTrue(lines.lines().skip(1).allMatch(line -> line.startsWith(" ".repeat(30))), lines);
    assertTrue(lines.lines().noneMatch(line -> line.endsWith(" ")), lines);
    assertEquals(text, lines.substring(4).strip().replaceAll("\\s+", " "));
  }

  @Test
  void aListOfChoicesIsPartedBehindABar() {
    String text = "own|aiohttp|tornado|uvicorn|sanic|asyncio|cpython-threads|threads|netty; who";
    String lines = Hanging.of("      server           default own        ", 42, text);
    assertTrue(lines.lines().allMatch(line -> line.length() <= 80), lines);
    assertEquals(text.replace(" ", ""), lines.substring(42).replaceAll("\\s", ""));
  }

  @Test
  void aHeadThatIsTooLongHasALineOfItsOwn() {
    assertEquals("a long head\n    text\n", Hanging.of("a long head", 4, "text"));
  }

  @Test
  void aWordThatIsTooLongIsNotCut() {
    String word = "x".repeat(100);
    assertEquals("h   " + word + "\n", Hanging.of("h", 4, word));
  }

  @Test
  void withoutATextThereIsTheHead() {
    assertEquals("head\n", Hanging.of("head", 10, ""));
  }
}
