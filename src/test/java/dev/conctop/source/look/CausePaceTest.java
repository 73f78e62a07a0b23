package dev.conctop.source.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.figure.CauseRate;
import org.junit.jupiter.api.Test;

class CausePaceTest {
  private static final long MS = 1_000_000;

  private long now = 1;
  private final CausePace pace = new CausePace(new CauseSettings(20, 0.02), now);

  /** Looks at an interval for so many seconds; each time of asking takes so long. */
  private CauseRate pass(int seconds, long interval, int inQuestion, long took) {
    for (long end = now + seconds * 1_000 * MS; now < end; now += interval) {
      int asks = pace.looked(now, interval, inQuestion);
      for (int i = 0; i < asks; i++) {
        pace.asked(took, inQuestion);
      }
    }
    return pace.rate(now);
  }

  @Test
  void askingFillsTheGapsBetweenLooks() {
    assertEquals(20, pass(5, 100 * MS, 10, MS / 10).recentHz(), 0.5);
    assertEquals(20, pass(5, 1_000 * MS, 10, MS / 10).recentHz(), 0.5);
    assertEquals(20, pass(5, 70 * MS, 10, MS / 10).recentHz(), 0.5);
  }

  @Test
  void looksAloneAreEnoughWhereTheyComeOftenEnough() {
    assertEquals(0, pace.looked(now, 50 * MS, 10));
    assertEquals(0, pace.looked(now, 20 * MS, 10));
  }

  @Test
  void theRateFallsToWhatItMayCostAndRisesAgain() {
    CauseRate dear = pass(20, 100 * MS, 5_000, 8 * MS);
    assertTrue(dear.held());
    assertEquals(0.02, dear.recentCost(), 0.004);
    assertEquals(12.5, dear.recentHz(), 0.8);
    CauseRate cheap = pass(20, 100 * MS, 50, MS / 10);
    assertFalse(cheap.held());
    assertEquals(20, cheap.recentHz(), 0.5);
  }

  @Test
  void whatIsSettledMeanwhileHoldsFromTheNextLookOn() {
    pass(5, 100 * MS, 10, MS / 10);
    pace.settle(new CauseSettings(50, 0.04));
    CauseRate often = pass(5, 100 * MS, 10, MS / 100);
    assertEquals(50, often.recentHz(), 1);
    assertEquals(50, often.wantedHz());
    CauseRate dear = pass(20, 100 * MS, 5_000, 8 * MS);
    assertTrue(dear.held());
    assertEquals(0.04, dear.recentCost(), 0.008);
  }

  @Test
  void aRateThatFellToNothingFindsOutThatItIsCheapAgain() {
    CauseRate dear = pass(60, 100 * MS, 20_000, 400 * MS);
    assertEquals(10.1, dear.recentHz(), 1);
    assertEquals(20, pass(120, 100 * MS, 50, MS / 10).recentHz(), 0.5);
  }

  @Test
  void aLostCoreIsNoCost() {
    pass(5, 100 * MS, 10, MS / 10);
    pace.asked(500 * MS, 10);
    assertFalse(pass(5, 100 * MS, 10, MS / 10).held());
  }

  @Test
  void nobodyInQuestionIsNotAskedAndCountsAsAsked() {
    CauseRate quiet = pass(5, 100 * MS, 0, MS);
    assertEquals(20, quiet.recentHz(), 0.5);
    assertEquals(0, quiet.recentCost());
    assertEquals(0, quiet.seen());
  }

  @Test
  void meansAreSinceTheMark() {
    pass(5, 100 * MS, 5_000, 8 * MS);
    pace.mark(now);
    CauseRate since = pass(10, 100 * MS, 10, MS / 10);
    assertEquals(20, since.meanHz(), 2.5);
    assertTrue(since.meanCost() < 0.01);
  }
}
