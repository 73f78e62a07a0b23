package dev.conctop.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.remote.Link.Action;
import dev.conctop.remote.Link.Event;
import dev.conctop.remote.Link.Phase;
import org.junit.jupiter.api.Test;

/** Courses of a connection: what happens, and what is said and done. */
class LinkTest {
  private static final long SECOND = 1_000_000_000L;

  private static final Link.Pace PACE = new Link.Pace(SECOND, Link.CONNECT_NANOS);

  private Link link = Link.begin(0);
  private long now;
  private double lot = 1;

  private Action at(double second, Event event) {
    now = Math.round(second * SECOND);
    Link.Step step = link.on(event, now, PACE, true, lot);
    link = step.link();
    return step.action();
  }

  private void live() {
    assertEquals(Action.OPEN, at(0, new Event.Tick()));
    assertEquals(Phase.CONNECTING, link.phase());
    assertEquals(Action.NOTHING, at(0.4, new Event.Look()));
    assertEquals(Phase.LIVE, link.phase());
  }

  @Test
  void isLiveWhileLooksComeAndStaleAfterTwoAndAHalf() {
    live();
    for (int second = 1; second <= 20; second++) {
      at(second, new Event.Look());
      assertEquals(Action.NOTHING, at(second + 0.9, new Event.Tick()));
      assertEquals(Phase.LIVE, link.phase());
    }
    at(22.5, new Event.Tick());
    assertEquals(Phase.LIVE, link.phase());
    at(22.6, new Event.Tick());
    assertEquals(Phase.STALE, link.phase());
    at(23, new Event.Look());
    assertEquals(Phase.LIVE, link.phase());
    assertEquals("", link.trouble().reason());
  }

  @Test
  void whoIsSilentIsGivenUpAndTriedAnew() {
    live();
    at(5, new Event.Tick());
    assertEquals(Action.NOTHING, at(18, new Event.Tick()));
    assertEquals(Action.CLOSE, at(18.5, new Event.Tick()));
    assertFalse(link.open());
    assertEquals(Phase.STALE, link.phase());
    assertEquals(Action.NOTHING, at(19.4, new Event.Tick()));
    assertEquals(Action.OPEN, at(19.5, new Event.Tick()));
    assertEquals(Phase.STALE, link.phase());
    at(20, new Event.Look());
    assertEquals(Phase.LIVE, link.phase());
  }

  @Test
  void anEndIsStaleAtOnceAndComesBackByItself() {
    live();
    at(12, new Event.Look());
    at(12.3, new Event.Ended(255, "Connection to web1 closed by remote host.\r\n"));
    assertEquals(Phase.STALE, link.phase());
    assertEquals("Connection to web1 closed by remote host.", link.trouble().reason());
    assertEquals(Action.OPEN, at(13.4, new Event.Tick()));
    at(14, new Event.Look());
    assertEquals(Phase.LIVE, link.phase());
  }

  @Test
  void waitsDoubleUpToAMinuteAndAreDrawn() {
    double second = 0;
    double[] expected = {1, 2, 4, 8, 16, 32, 60, 60};
    for (double wait : expected) {
      assertEquals(Action.OPEN, at(second, new Event.Tick()));
      at(second, new Event.Ended(255, "ssh: connect to host web1 port 22: Connection refused"));
      assertEquals(Phase.FAILED, link.phase());
      assertEquals(Math.round(wait * SECOND), link.retryNanos() - now);
      second += wait;
    }
    assertEquals(SECOND / 2, Backoff.nanos(1, 0));
  }

  @Test
  void onlyWhoWasLiveForAWhileBeginsAnew() {
    live();
    at(1, new Event.Ended(255, ""));
    assertEquals(1, link.failures());
    at(2, new Event.Tick());
    at(2.5, new Event.Look());
    at(3, new Event.Ended(255, ""));
    assertEquals(2, link.failures());
    at(5, new Event.Tick());
    at(5.5, new Event.Look());
    at(16, new Event.Look());
    assertEquals(0, link.failures());
  }

  @Test
  void whatWillNotMendByItselfIsTriedSeldom() {
    at(0, new Event.Tick());
    at(1, new Event.Ended(127, "sh: 1: conctop: not found"));
    assertEquals(Phase.FAILED, link.phase());
    assertEquals("no conctop there: sh: 1: conctop: not found", link.trouble().reason());
    assertTrue(link.trouble().remedy().contains("install"));
    assertEquals(60 * SECOND, link.retryNanos() - now);
  }

  @Test
  void garbageClosesTheConnection() {
    live();
    assertEquals(
        Action.CLOSE,
        at(2, new Event.Bad(Trouble.notAFeed("what it sends is damaged", new byte[0]))));
    assertEquals(Phase.FAILED, link.phase());
    assertFalse(link.open());
  }

  @Test
  void nothingForTwentySecondsIsAFailure() {
    at(0, new Event.Tick());
    assertEquals(Action.NOTHING, at(20.9, new Event.Tick()));
    assertEquals(Action.CLOSE, at(21.1, new Event.Tick()));
    assertEquals(Phase.FAILED, link.phase());
  }

  @Test
  void waitsForItsTurnToConnect() {
    Link.Step step = link.on(new Event.Tick(), 0, PACE, false, 0);
    assertEquals(Action.NOTHING, step.action());
    assertEquals(Phase.CONNECTING, step.link().phase());
  }

  @Test
  void aReasonIsOneCleanShortLine() {
    String hostile = "\033]0;owned\007\033[31mred" + "x".repeat(9000);
    Trouble trouble = Trouble.ended(255, hostile);
    assertTrue(trouble.reason().length() <= 160);
    assertTrue(trouble.reason().chars().noneMatch(c -> c < ' '));
  }

  @Test
  void anAgeDoesNotCountTheClocksAgainstEachOther() {
    Lag lag = new Lag();
    long there = 900 * SECOND;
    lag.heard(5 * SECOND, there);
    assertEquals(0, lag.lateNanos());
    lag.heard(6 * SECOND + 300_000_000, there + SECOND);
    assertEquals(300_000_000, lag.lateNanos(), 200_000);
    assertEquals(there + 2 * SECOND, lag.thereNanos(7 * SECOND), 400_000);
    lag.heard(7 * SECOND - 100_000_000, there + 2 * SECOND);
    assertEquals(0, lag.lateNanos());
  }
}
