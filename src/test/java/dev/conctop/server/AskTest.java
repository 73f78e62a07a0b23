package dev.conctop.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskTest {
  @Test
  void readsAQuery() throws Exception {
    assertEquals(
        new Ask(50_000_000, Distribution.LOG_NORMAL, 1024),
        Ask.ofUriQuery("delay_ns=50000000&distribution=log-normal&body=1024"));
    assertEquals(new Ask(0, Distribution.FIXED, 0), Ask.ofUriQuery(""));
  }

  @Test
  void readsALine() throws Exception {
    assertEquals(new Ask(7, Distribution.EXPONENTIAL, 32), Ask.ofQueryLine("Q 7 exponential 32"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delay_ns=60000000001",
        "delay_ns=-1",
        "delay_ns=",
        "delay_ns=1e3",
        "body=67108865",
        "body=-1",
        "distribution=uniform",
        "size=3",
        "&",
        "delay_ns"
      })
  void refusesABadQuery(String query) {
    assertThrows(Ask.Refused.class, () -> Ask.ofUriQuery(query));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Q",
        "Q 1 fixed",
        "Q 1 fixed 0",
        "Q 1 fixed 1 1",
        "R 1 fixed 1",
        "Q x fixed 1",
        "q 1 fixed 1"
      })
  void refusesABadLine(String line) {
    assertThrows(Ask.Refused.class, () -> Ask.ofQueryLine(line));
  }

  @Test
  void takesTheLimitsThemselves() throws Exception {
    Ask ask = Ask.ofUriQuery("delay_ns=60000000000&body=67108864");
    assertEquals(Ask.MAX_DELAY_NANOS, ask.delayNanos());
    assertEquals(Ask.MAX_BODY, ask.body());
  }

  @Test
  void saysWhyInPrintableWords() {
    Ask.Refused refused =
        assertThrows(Ask.Refused.class, () -> Ask.ofUriQuery("\u001b[31m\u009b\n=1"));
    assertTrue(refused.why().chars().allMatch(c -> c >= ' ' && c < 0x7f), refused.why());
  }
}
