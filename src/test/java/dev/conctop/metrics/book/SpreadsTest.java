package dev.conctop.metrics.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.metrics.Buckets;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.ValueCounts;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class SpreadsTest {
  @Test
  void aBucketHoldsWhatIsNotAboveItsBound() {
    for (long nanos : new long[] {1, 999, 1_000_000, 1_000_001, 52_345_678, Series.HIGHEST_NANOS}) {
      int index = Spreads.fineIndex(nanos);
      double seconds = nanos / 1e9;
      assertTrue(seconds <= Math.pow(2, index / 64.0) * (1 + 1e-12), nanos + " ns");
      assertTrue(seconds > Math.pow(2, (index - 1) / 64.0) * (1 - 1e-12), nanos + " ns");
    }
  }

  @Test
  void percentilesAreWithinTheWidthOfABucket() {
    Random random = new Random(1);
    Histogram own = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
    for (int i = 0; i < 20_000; i++) {
      own.recordValue((long) (1e6 * Math.exp(random.nextGaussian())));
    }
    Spreads spreads = new Spreads();
    spreads.add(ValueCounts.of(own));
    Buckets buckets = spreads.buckets();
    assertEquals(20_000, buckets.count());
    assertEquals(20_000, buckets.counts().stream().mapToLong(Long::longValue).sum());
    for (double percent : new double[] {1, 50, 90, 99, 99.9}) {
      double bound = upper(buckets, percent);
      double expected = own.getValueAtPercentile(percent) / 1e9;
      assertEquals(expected, bound, 0.0115 * expected, "p" + percent);
    }
  }

  @Test
  void manyBucketsAreMadeWiderAndKeepEveryValue() {
    Histogram own = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
    for (double nanos = 1000; nanos < 3e12; nanos *= 1.01) {
      own.recordValue((long) nanos);
    }
    Spreads spreads = new Spreads();
    spreads.add(ValueCounts.of(own));
    Buckets buckets = spreads.buckets();
    assertTrue(buckets.indexes().size() <= 640, "buckets: " + buckets.indexes().size());
    assertEquals(4, buckets.schema());
    assertEquals(own.getTotalCount(), buckets.count());
    double median = own.getValueAtPercentile(50) / 1e9;
    assertEquals(median, upper(buckets, 50), 0.05 * median);
  }

  @Test
  void nothingTakesNoTime() {
    Histogram own = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
    own.recordValue(0);
    Spreads spreads = new Spreads();
    spreads.add(ValueCounts.of(own));
    assertEquals(1, spreads.buckets().zeros());
    assertEquals(1, spreads.buckets().count());
  }

  /** The upper bound of the bucket in which a percentile is reached. */
  private static double upper(Buckets buckets, double percent) {
    long wanted = (long) Math.ceil(percent * buckets.count() / 100);
    long seen = buckets.zeros();
    for (int i = 0; i < buckets.indexes().size(); i++) {
      seen += buckets.counts().get(i);
      if (seen >= wanted) {
        return Math.pow(2, buckets.indexes().get(i) / Math.pow(2, buckets.schema()));
      }
    }
    throw new AssertionError("there are fewer values than are counted");
  }
}
