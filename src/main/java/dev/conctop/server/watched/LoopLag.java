package dev.conctop.server.watched;

import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.ValueCounts;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * How late the timers of event loops fire, up to a millisecond of which is the server's own
 * rounding. Recorded by the loops, taken by one thread.
 */
final class LoopLag {
  private static final long PROBE_NANOS = 10_000_000;

  private final Recorder recorder = new Recorder(1, Series.HIGHEST_NANOS, Series.DIGITS);

  /** How often it was told to begin or to end: a probe of a time before ends. */
  private final AtomicInteger turn = new AtomicInteger();

  void go(List<EventExecutor> loops) {
    int now = turn.incrementAndGet();
    loops.forEach(loop -> loop.execute(() -> probe(loop, now)));
  }

  void rest() {
    turn.incrementAndGet();
  }

  private void probe(EventExecutor loop, int mine) {
    long due = System.nanoTime() + PROBE_NANOS;
    loop.schedule(
        () -> {
          if (turn.get() == mine) {
            long late = System.nanoTime() - due;
            recorder.recordValue(Math.clamp(late, 0, Series.HIGHEST_NANOS));
            probe(loop, mine);
          }
        },
        PROBE_NANOS,
        TimeUnit.NANOSECONDS);
  }

  List<LatencyInterval> intervals() {
    Histogram histogram = recorder.getIntervalHistogram();
    return List.of(new LatencyInterval(Series.LOOP_LAG, ValueCounts.of(histogram), 0));
  }
}
