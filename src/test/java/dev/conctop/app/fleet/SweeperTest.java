package dev.conctop.app.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Collecting when it is worth its while, and not more often. */
class SweeperTest {
  private static final long MIB = 1 << 20;
  private static final long SECOND = 1_000_000_000L;

  private long live = 10 * MIB;
  private long used = live;
  private int collections;
  private final Sweeper sweeper =
      new Sweeper(
          () -> used,
          () -> {
            collections++;
            used = live;
          });

  /** So many seconds, in each of which so much is left lying. */
  private void pass(int seconds, long bytesASecond) {
    for (int i = 0; i < seconds; i++) {
      used += bytesASecond;
      sweeper.turn((1 + clock++) * SECOND);
    }
  }

  private long clock;

  @Test
  void aFewHostsAreLeftAlone() {
    pass(30, MIB);
    assertEquals(0, collections);
  }

  @Test
  void whatLiesAboutIsAtMostAsMuchAsLivesAndSomeMore() {
    live = 100 * MIB;
    used = live;
    pass(3, MIB);
    assertEquals(1, collections);
    pass(120, MIB);
    assertEquals(1, collections);
    pass(8, MIB);
    assertEquals(2, collections);
  }

  @Test
  void aHeapThatIsFullOfWhatLivesIsNotCollectedAgainAndAgain() {
    live = 390 * MIB;
    used = live;
    pass(600, 0);
    assertEquals(1, collections);
  }
}
