package dev.conctop.view.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.sample.task.Series;
import java.util.Arrays;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void saysWhatTheHistogramSays() {
    Histogram histogram = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
    Random dice = new Random(3);
    for (int i = 0; i < 5_000; i++) {
      histogram.recordValue((long) Math.exp(10 + 4 * dice.nextGaussian()));
    }
    Spread spread = Spread.of(histogram);
    assertEquals(histogram.getTotalCount(), spread.total());
    assertEquals(histogram.getMean(), spread.mean(), histogram.getMean() * 0.002);
    for (double percent : new double[] {0, 1, 50, 90, 99, 99.9, 99.99, 100}) {
      assertEquals(histogram.getValueAtPercentile(percent), spread.percentile(percent));
    }
    double low = Spread.niceBelow(spread.min());
    double high = Spread.niceAbove(spread.max());
    assertEquals(5_000, Arrays.stream(spread.bins(low, high, 40)).sum());
  }

  @Test
  void anAxisBeginsAndEndsAtOneTwoOrFive() {
    assertEquals(200, Spread.niceBelow(201));
    assertEquals(200, Spread.niceBelow(200));
    assertEquals(500, Spread.niceAbove(200));
    assertEquals(1_000, Spread.niceAbove(999));
    assertEquals(2_000, Spread.niceAbove(1_000));
  }
}
