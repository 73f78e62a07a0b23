package dev.conctop.workload.cpu;

import dev.conctop.workload.task.Sink;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.util.concurrent.atomic.AtomicLong;

/** Pi from random points in the unit square: each task has a seed of its own. */
public final class MonteCarloPi implements Workload {
  /** Points between two checkpoints: about 3 µs. */
  private static final int CHUNK = 512;

  private static final double SCALE = 4294967296.0;
  private static final long SPREAD = 2654435761L;

  private final AtomicLong tasks = new AtomicLong();
  private final Sink sink = new Sink();
  private long points;

  @Override
  public void open(Surroundings surroundings) {
    points = surroundings.parameters().number("points");
  }

  @Override
  public void run(TaskContext task) {
    sink.accept(hits(task, tasks.getAndIncrement(), points));
  }

  /** How many of so many points lie in the quarter circle. */
  public static long hits(TaskContext task, long seed, long points) {
    long state = (seed * SPREAD + 1) & 0xFFFF_FFFFL;
    long hits = 0;
    for (long left = points; left > 0; left -= CHUNK) {
      int some = (int) Math.min(left, CHUNK);
      for (int i = 0; i < some; i++) {
        state = Documents.next(state);
        double x = state / SCALE;
        state = Documents.next(state);
        double y = state / SCALE;
        hits += 1 - beyond(x * x + y * y);
      }
      task.checkpoint();
    }
    return hits;
  }

  /**
   * 1 for more than 1, else 0, without a branch: every fifth point lies beyond, and at just that
   * share the compiler cannot be sure whether a branch is better than a conditional move. By a
   * profile that two threads had written into at once it chose the branch in one process of ten,
   * whose tasks took twice the time: that is no difference between two models.
   */
  private static long beyond(double squares) {
    return Double.doubleToRawLongBits(1 - squares) >>> 63;
  }

  /** What the last task found. */
  public double result() {
    return 4.0 * sink.last() / points;
  }

  @Override
  public void close() {}
}
