package dev.conctop.experiment.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rule of the knee on points made by hand, and the intervals of the points. */
class KneeTest {
  /** A point of so many blocks that spread evenly by so much about the middle. */
  private static Point point(double value, double middle, double spread, int blocks) {
    List<Block> all = new ArrayList<>();
    for (int i = 0; i < blocks; i++) {
      double off = blocks == 1 ? 0 : 2.0 * i / (blocks - 1) - 1;
      all.add(Curves.block(value, middle * (1 + spread * off)));
    }
    return new Point(value, all);
  }

  @Test
  void theFirstWhoseLowerEndHasTheShare() {
    List<Point> points =
        List.of(
            point(1, 50, 0.01, 9),
            point(2, 94, 0.005, 9),
            point(4, 97, 0.005, 9),
            point(8, 100, 0.005, 9));
    assertEquals(4, Knee.of(points, true, 1).value());
    // By the median 4 does, by the lower end it does not: 97 less 4.5 %.
    List<Point> wide =
        List.of(
            point(1, 50, 0.01, 9),
            point(2, 94, 0.005, 9),
            point(4, 97, 0.06, 9),
            point(8, 100, 0.005, 9));
    Knee knee = Knee.of(wide, true, 1);
    assertEquals(8, knee.value());
    assertEquals(8, knee.best());
    assertEquals(3, knee.low(), "4 may do, 3 was not measured, 2 does not");
    assertEquals(8, knee.high());
  }

  @Test
  void theIntervalReachesDownToWhatIsKnownNotToDo() {
    List<Point> points = List.of(point(16, 50, 0.005, 3), point(32, 100, 0.005, 3));
    Knee workers = Knee.of(points, true, 1);
    assertEquals(17, workers.low());
    assertEquals(32, workers.high());
    assertEquals(16, Knee.of(points, false, 1).low());
    List<Point> flat = List.of(point(16, 99, 0.005, 3), point(32, 100, 0.005, 3));
    assertEquals(16, Knee.of(flat, true, 1).low(), "nothing was measured below");
  }

  @Test
  void aLuckyPointOfFewBlocksDoesNotRaiseTheBar() {
    List<Point> points =
        List.of(
            point(8, 50, 0.01, 3),
            point(16, 97, 0.01, 9),
            point(32, 100, 0.01, 9),
            point(64, 108, 0.01, 3));
    Knee knee = Knee.of(points, true, 1);
    assertEquals(16, knee.value());
    assertEquals(32, knee.best());
  }

  @Test
  void withFewBlocksThereIsNoInterval() {
    Knee knee = Knee.of(List.of(point(1, 50, 0.01, 2), point(2, 100, 0.01, 3)), true, 1);
    assertEquals(2, knee.value());
    assertFalse(knee.hasInterval());
    assertTrue(Double.isNaN(knee.low()) && Double.isNaN(knee.high()));
  }

  @Test
  void whatCannotBeToldHasAReason() {
    Knee one = Knee.of(List.of(point(1, 50, 0.01, 9)), true, 1);
    assertTrue(Double.isNaN(one.value()));
    assertEquals("fewer than two sizes were measured", one.reason());
    Knee none = Knee.of(List.of(point(1, 0, 0, 9), point(2, 0, 0, 9)), true, 1);
    assertTrue(Double.isNaN(none.value()));
    assertEquals("no task succeeded at any size", none.reason());
  }

  /** Of the binomial distribution: the rank from either end, and so the least coverage of 95 %. */
  @Test
  void aPointsIntervalIsOfExactOrderStatistics() {
    int[] ranks = {0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3};
    for (int blocks = 1; blocks <= 12; blocks++) {
      assertEquals(ranks[blocks - 1], Estimate.rank(blocks), blocks + " blocks");
    }
    Estimate nine = Estimate.of(new double[] {9, 1, 8, 2, 7, 3, 6, 4, 5});
    assertEquals(new Estimate(5, 2, 8), nine);
    assertFalse(Estimate.of(new double[] {1, 2, 3, 4, 5}).hasInterval());
    assertEquals(2.5, Estimate.of(new double[] {1, 4, 3, 2}).median());
    assertEquals(2, Estimate.of(new double[] {Double.NaN, 2}).median());
    assertTrue(Double.isNaN(Estimate.of(new double[] {Double.NaN}).median()));
  }
}
