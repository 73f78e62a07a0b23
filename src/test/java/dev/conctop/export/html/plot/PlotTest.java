package dev.conctop.export.html.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlotTest {
  private static final long SECOND = 1_000_000_000L;

  private static List<String> labels(List<Tick> ticks) {
    return ticks.stream().map(Tick::label).toList();
  }

  @Test
  void rectanglesBesideEachOtherAreOne() {
    Rects rects = new Rects();
    rects.add("a", 0, 0, 10, 5);
    rects.add("a", 10, 0, 10, 5);
    rects.add("b", 20, 0, 10, 5);
    rects.add("a", 30, 0, 10, 5);
    rects.add("a", 40, 1, 10, 5);
    rects.add("a", 50, 1, 0, 5);
    assertEquals(List.of("a", "b"), rects.kinds());
    assertEquals(3, rects.count("a"));
    assertEquals("M20 0h10v5h-10z", rects.path("b"));
    assertTrue(rects.path("a").startsWith("M0 0h20v5h-20z"));
  }

  @Test
  void aLineIsBrokenWhereItIsLifted() {
    Line line = new Line();
    line.to(0, 10);
    line.to(5, 10);
    line.to(5, 20);
    line.lift();
    line.to(9, 9);
    line.to(10, 8);
    assertEquals("M0 10h5v10M9 9l1 -1", line.path());
  }

  @Test
  void heightsOfSharesLeaveNoGapsAndSumToTheWhole() {
    double third = 1.0 / 3;
    assertArrayEquals(
        new int[] {0, 33, 67, 100}, Stack.edges(new double[] {third, third, third}, 100));
    assertArrayEquals(
        new int[] {0, 0, 60, 100}, Stack.edges(new double[] {Double.NaN, 0.6, 0.7}, 100));
    assertArrayEquals(new double[] {0.25, 0.75}, Stack.shares(1, 3));
    assertArrayEquals(new double[] {0, 0}, Stack.shares(0, 0));
  }

  @Test
  void shortTimesAreCountedFromTheirBeginning() {
    List<Tick> ticks = TimeAxis.of(1_700_000_000L * SECOND, 10 * SECOND, ZoneOffset.UTC);
    assertEquals(
        List.of("0 s", "1 s", "2 s", "3 s", "4 s", "5 s", "6 s", "7 s", "8 s", "9 s", "10 s"),
        labels(ticks));
    assertEquals(0.5, ticks.get(5).at(), 1e-12);
  }

  @Test
  void longTimesHaveWholeMinutesOfTheDay() {
    // 22:13:20 UTC, 03:58:20 in Kathmandu.
    long begin = 1_700_000_000L * SECOND;
    List<Tick> ticks = TimeAxis.of(begin, 3600 * SECOND, ZoneId.of("Asia/Kathmandu"));
    assertEquals(List.of("04:00", "04:10", "04:20", "04:30", "04:40", "04:50"), labels(ticks));
    assertEquals(100.0 / 3600, ticks.getFirst().at(), 1e-12);
    assertTrue(labels(TimeAxis.of(begin, 150 * SECOND, ZoneOffset.UTC)).contains("22:13:30"));
  }

  @Test
  void logarithmicPlacesAreWhereTheyBelong() {
    LogScale scale = new LogScale(100, 10_000);
    assertEquals(0.5, scale.at(1000), 1e-12);
    assertEquals(0, scale.at(0));
    assertEquals(1, scale.at(1e9));
    assertEquals(List.of("100", "1000", "10000"), labels(scale.ticks(v -> "" + Math.round(v))));
    assertEquals(
        List.of("20", "50", "100"), labels(new LogScale(15, 150).ticks(v -> "" + Math.round(v))));
    LogScale one = LogScale.around(500, 500);
    assertTrue(one.low() < 500 && one.high() > 500);
  }

  @Test
  void everyNineTakesTheSameRoom() {
    PercentAxis axis = PercentAxis.of(10_000);
    assertEquals(4, axis.nines(), 1e-9);
    assertEquals(0.25, axis.at(90), 1e-12);
    assertEquals(0.5, axis.at(99), 1e-12);
    assertEquals(99.9, axis.percentile(0.75), 1e-9);
    assertEquals(0, axis.percentile(0), 1e-12);
    assertEquals(List.of("0", "p50", "p90", "p99", "p99.9", "p99.99"), labels(axis.ticks()));
    assertEquals(List.of("0", "p50", "p90"), labels(PercentAxis.of(3).ticks()));
  }

  @Test
  void scalesEndAtRoundNumbers() {
    assertEquals(1, Ceiling.above(0));
    assertEquals(1, Ceiling.above(Double.NaN));
    assertEquals(400, Ceiling.above(311));
    assertEquals(0.25, Ceiling.above(0.21), 1e-12);
    assertEquals(1000, Ceiling.above(1000));
  }
}
