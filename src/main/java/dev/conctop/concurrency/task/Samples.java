package dev.conctop.concurrency.task;

import dev.conctop.sample.task.TaskSample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A few tasks of each interval, drawn before they run, so that all others pay for it no more than a
 * multiplication and a comparison. One task in 2<sup>n</sup> is drawn, n by how many ended in the
 * interval before.
 */
final class Samples {
  /** About as many of an interval are drawn. */
  private static final int WANTED = 16;

  /** The golden ratio times 2<sup>64</sup>: neighbours are far apart when they are multiplied. */
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private static final int MOST_SHIFT = 40;

  private final ConcurrentLinkedQueue<TaskSample> kept = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private volatile int shift = 6;

  /**
   * Whether this one is to be told of.
   *
   * @param intended when it should start, which is as good as drawn by lot
   */
  @Nullable TaskTrace begin(long intended) {
    int bits = shift;
    return bits == 0 || intended * MIX >>> (Long.SIZE - bits) == 0 ? new TaskTrace() : null;
  }

  /** One that was drawn has ended. */
  void keep(TaskTrace trace) {
    if (!trace.steps().isEmpty() && count.incrementAndGet() <= TaskSample.MOST) {
      kept.add(new TaskSample(trace.steps()));
    }
  }

  /**
   * Those kept since the last call; by one thread.
   *
   * @param ended how many tasks ended meanwhile
   */
  List<TaskSample> take(long ended) {
    List<TaskSample> taken = new ArrayList<>();
    for (TaskSample each = kept.poll(); each != null; each = kept.poll()) {
      taken.add(each);
    }
    count.set(0);
    int bits = Long.SIZE - Long.numberOfLeadingZeros(ended / WANTED);
    shift = Math.min(bits, MOST_SHIFT);
    return taken;
  }
}
