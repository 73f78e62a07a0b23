package dev.conctop.view.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AreaTest {
  private final Canvas canvas = new Canvas(10, 3);
  private final Area all = Area.of(canvas, Glyphs.UNICODE);

  private String row(int row) {
    StringBuilder out = new StringBuilder();
    for (int column = 0; column < canvas.width(); column++) {
      int codePoint = canvas.codePoint(column, row);
      out.appendCodePoint(codePoint == 0 ? '_' : codePoint);
    }
    return out.toString();
  }

  @Test
  void aTextIsClippedToItsAreaWithAnEllipsis() {
    all.part(2, 1, 5, 1).text(0, 0, "abcdefgh", Ink.TEXT);
    all.part(8, 2, 5, 5).text(0, 0, "abc", Ink.TEXT);
    assertEquals("  abcd…   ", row(1));
    assertEquals("        a…", row(2));
  }

  @Test
  void anAreaNeverReachesOutOfTheOneItIsAPartOf() {
    all.part(2, 0, 3, 1).part(-5, -5, 100, 100).fill('x', Ink.TEXT);
    assertEquals("  xxx     ", row(0));
    assertEquals("          ", row(1));
  }

  @Test
  void wideCharactersTakeTwoCellsAndZeroWidthOnesNone() {
    all.text(0, 0, "計a\u0301\u200bb", Ink.TEXT);
    assertEquals("計_ab      ", row(0));
  }

  @Test
  void aWideCharacterThatDoesNotFitIsLeftOut() {
    all.part(0, 0, 4, 1).text(0, 0, "計算計", Ink.TEXT);
    assertEquals("計_…       ".substring(0, 10), row(0));
  }

  @Test
  void halfAWideCharacterIsNeverLeftBehind() {
    all.text(0, 0, "計算", Ink.TEXT);
    all.put(1, 0, 'x', Ink.TEXT);
    all.put(2, 0, 'y', Ink.TEXT);
    assertEquals(" xy       ", row(0));
  }

  @Test
  void controlCharactersBecomeQuestionMarks() {
    all.text(0, 0, "a\u001b[2J\u009b\u007f\ud800", Ink.TEXT);
    assertEquals("a?[2J???  ", row(0));
  }

  @Test
  void aNameKeepsItsEnd() {
    all.name(0, 0, 9, "pool-1-thread-12", Ink.TEXT.ordinal());
    assertEquals("pool…d-12 ", row(0));
  }

  @Test
  void rightAlignedTextEndsWhereItShould() {
    all.right(9, 0, 5, "12 %", Ink.TEXT);
    assertEquals("     12 % ", row(0));
  }

  @Test
  void aBarIsAsLongAsItsShare() {
    all.bar(0, 0, 10, 0.55, Ink.TEXT);
    all.bar(0, 1, 10, 0.001, Ink.TEXT);
    all.bar(0, 2, 10, Double.NaN, Ink.TEXT);
    assertEquals("█████▌    ", row(0));
    assertEquals("▏         ", row(1));
    assertEquals("          ", row(2));
  }

  @Test
  void aFrameHasItsTitleAndAnInside() {
    Area inside = all.box("T");
    inside.fill('x', Ink.TEXT);
    assertEquals("┌─ T ────┐", row(0));
    assertEquals("│xxxxxxxx│", row(1));
    assertEquals("└────────┘", row(2));
  }

  @Test
  void asciiReplacesWhatItCannotDraw() {
    Area plain = Area.of(canvas, Glyphs.ASCII);
    plain.text(0, 0, "2×µs…é計", Ink.TEXT);
    assertEquals("2xus.??   ", row(0));
  }
}
