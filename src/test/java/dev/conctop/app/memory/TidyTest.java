package dev.conctop.app.memory;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** When the heap is collected. */
class TidyTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MIB = 1 << 20;

  @Test
  void onceTheStartIsOverItIsDoneInAnyCase() {
    Tidy tidy = new Tidy(8 * SECOND);
    assertFalse(tidy.due(200 * MIB, 7 * SECOND));
    assertTrue(tidy.due(1, 8 * SECOND));
  }

  @Test
  void afterThatWhenAFifthMoreIsUsed() {
    Tidy tidy = new Tidy(0);
    tidy.done(20 * MIB, 0, SECOND);
    assertFalse(tidy.due(24 * MIB + Tidy.SLACK, 2 * SECOND));
    assertTrue(tidy.due(24 * MIB + Tidy.SLACK + 1, 2 * SECOND));
  }

  @Test
  void itTakesAHundredthOfTheTimeAtMost() {
    Tidy tidy = new Tidy(0);
    tidy.done(20 * MIB, SECOND / 20, 10 * SECOND);
    assertFalse(tidy.due(200 * MIB, 15 * SECOND - 1));
    assertTrue(tidy.due(200 * MIB, 15 * SECOND));
  }
}
