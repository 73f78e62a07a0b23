package dev.conctop.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How old a look is, by two clocks that have nothing in common, over a line that takes its time.
 */
class LagTest {
  private static final long MS = 1_000_000L;
  private static final long SECOND = 1000 * MS;

  /** The clock there, when ours is 0: it has run for a year, or was set to before ours began. */
  private long there = 365L * 24 * 3600 * SECOND;

  private Lag lag;

  @BeforeEach
  void begin() {
    lag = new Lag();
  }

  /** A look that is made at a moment here, and comes so much later. */
  private void look(long madeNanos, long wayNanos) {
    lag.heard(madeNanos + wayNanos, there + madeNanos);
  }

  /** A question that is sent at a moment here. */
  private void ask(long sentNanos, long thereNanos, long backNanos) {
    lag.echoed(sentNanos, there + sentNanos + thereNanos, sentNanos + thereNanos + backNanos);
  }

  private void isLate(long nanos, long atMostOffNanos) {
    long off = Math.abs(lag.lateNanos() - nanos);
    assertTrue(off <= atMostOffNanos, () -> "late by " + lag.lateNanos() + " ns, not " + nanos);
  }

  @Test
  void aWayThatAlwaysTakesAsLongIsPartOfTheAge() {
    look(SECOND, 100 * MS);
    ask(SECOND + 100 * MS, 100 * MS, 100 * MS);
    look(2 * SECOND, 100 * MS);
    isLate(100 * MS, MS);
    assertEquals(there + 3 * SECOND, lag.thereNanos(3 * SECOND), MS);
  }

  @Test
  void aClockThatIsBehindOursMakesNoDifference() {
    there = -5 * SECOND;
    look(SECOND, 100 * MS);
    ask(SECOND + 100 * MS, 100 * MS, 100 * MS);
    look(2 * SECOND, 100 * MS);
    isLate(100 * MS, MS);
  }

  @Test
  void aLookThatWasLostOnTheWayAndSentAgainIsAsLateAsItIs() {
    look(SECOND, 100 * MS);
    ask(SECOND + 100 * MS, 100 * MS, 100 * MS);
    look(2 * SECOND, 740 * MS);
    isLate(740 * MS, MS);
  }

  @Test
  void aQuestionThatWasSlowSpoilsNothing() {
    look(SECOND, 100 * MS);
    ask(SECOND + 100 * MS, 100 * MS, 100 * MS);
    ask(2 * SECOND, 900 * MS, 1300 * MS);
    look(5 * SECOND, 100 * MS);
    isLate(100 * MS, MS);
  }

  @Test
  void whereOneWayIsSlowerItIsOffByHalfOfTheDifferenceAtMost() {
    look(SECOND, 100 * MS);
    ask(SECOND + 100 * MS, 0, 100 * MS);
    look(2 * SECOND, 100 * MS);
    isLate(100 * MS, 50 * MS + MS);
  }

  @Test
  void whoDoesNotAnswerIsTakenToBeNear() {
    look(SECOND, 100 * MS);
    look(2 * SECOND, 350 * MS);
    isLate(250 * MS, MS);
  }

  @Test
  void clocksThatDriftAreFollowed() {
    for (int second = 1; second <= 3600; second++) {
      there += 20_000;
      look(second * SECOND, 100 * MS);
      if (second % 10 == 0) {
        ask(second * SECOND + 100 * MS, 100 * MS, 100 * MS);
      }
    }
    isLate(100 * MS, 2 * MS);
  }

  @Test
  void aMachineThatWasSuspendedIsFoundAgain() {
    look(SECOND, 100 * MS);
    ask(SECOND + 100 * MS, 100 * MS, 100 * MS);
    there -= 600 * SECOND;
    look(700 * SECOND, 100 * MS);
    ask(700 * SECOND + 100 * MS, 100 * MS, 100 * MS);
    look(701 * SECOND, 100 * MS);
    isLate(100 * MS, MS);
    there += 1200 * SECOND;
    look(800 * SECOND, 100 * MS);
    ask(800 * SECOND + 100 * MS, 100 * MS, 100 * MS);
    look(801 * SECOND, 100 * MS);
    isLate(100 * MS, MS);
  }

  @Test
  void anAnswerToAQuestionOfTheFutureIsNone() {
    look(SECOND, 100 * MS);
    lag.echoed(900 * SECOND, there, 2 * SECOND);
    look(2 * SECOND, 150 * MS);
    isLate(50 * MS, MS);
  }
}
