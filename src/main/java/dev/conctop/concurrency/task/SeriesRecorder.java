package dev.conctop.concurrency.task;

import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.ValueCounts;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/** One latency series: recorded by any threads without waiting, taken by one in intervals. */
final class SeriesRecorder {
  private final Series series;
  private final Recorder recorder = new Recorder(1, Series.HIGHEST_NANOS, Series.DIGITS);
  private final LongAdder clipped = new LongAdder();
  private @Nullable Histogram spare;
  private long recorded;

  /** Taken from the recorder and not yet given in an interval. */
  private @Nullable Histogram held;

  SeriesRecorder(Series series) {
    this.series = series;
  }

  void record(long nanos) {
    if (nanos > Series.HIGHEST_NANOS) {
      clipped.increment();
      recorder.recordValue(Series.HIGHEST_NANOS);
    } else {
      recorder.recordValue(Math.max(0, nanos));
    }
  }

  /** What was recorded since the last call. */
  LatencyInterval interval() {
    Histogram histogram = recorder.getIntervalHistogram(spare);
    recorded += histogram.getTotalCount();
    if (held != null) {
      histogram.add(held);
      held = null;
    }
    spare = histogram;
    return new LatencyInterval(series, ValueCounts.of(histogram), clipped.sumThenReset());
  }

  /** All values so far. Called by the thread that takes the intervals. */
  long recorded() {
    if (held == null) {
      held = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
    }
    Histogram more = recorder.getIntervalHistogram();
    recorded += more.getTotalCount();
    held.add(more);
    return recorded;
  }
}
