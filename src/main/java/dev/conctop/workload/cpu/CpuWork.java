package dev.conctop.workload.cpu;

import dev.conctop.workload.task.TaskContext;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Work that takes a stated CPU time. A step is a chain of dependent operations, which no compiler
 * can shorten and whose cost is the core's latency alone; how long a step takes is measured once,
 * in CPU time, so that a loaded machine does not falsify it.
 */
public final class CpuWork {
  /** Steps between two checkpoints: 2 to 4 µs. */
  public static final int CHUNK = 1000;

  private static final long WARM_UP_NANOS = 500_000_000;
  private static final int BATCH = 500;
  private static final int STABLE = 5;
  private static final double NEAR = 1.05;

  private final double nanosPerStep;

  private CpuWork(double nanosPerStep) {
    this.nanosPerStep = nanosPerStep;
  }

  /** Measures how long a step takes, once its code is compiled; up to half a second of CPU time. */
  public static CpuWork calibrate() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    boolean cpuTime = threads.isCurrentThreadCpuTimeSupported();
    long begin = now(threads, cpuTime);
    long state = 1;
    double best = Double.MAX_VALUE;
    int stable = 0;
    long before = begin;
    while (stable < STABLE && before - begin < WARM_UP_NANOS) {
      for (int i = 0; i < BATCH; i++) {
        state = steps(state, CHUNK);
      }
      long after = now(threads, cpuTime);
      double step = (double) (after - before) / (BATCH * CHUNK);
      stable = step > best / NEAR && step < best * NEAR ? stable + 1 : 0;
      best = Math.min(best, step);
      before = after;
    }
    // The state is never 0; asking keeps the work alive.
    return new CpuWork(state == 0 ? 1 : best);
  }

  private static long now(ThreadMXBean threads, boolean cpuTime) {
    return cpuTime ? threads.getCurrentThreadCpuTime() : System.nanoTime();
  }

  /** Steps that take this CPU time. */
  public long stepsFor(long cpuNanos) {
    return Math.round(cpuNanos / nanosPerStep);
  }

  public double nanosPerStep() {
    return nanosPerStep;
  }

  /** Runs steps with checkpoints; the result must be used. */
  public static long run(TaskContext task, long count) {
    long state = 1;
    for (long left = count; left > 0; left -= CHUNK) {
      state = steps(state, (int) Math.min(left, CHUNK));
      task.checkpoint();
    }
    return state;
  }

  /** Marsaglia's xorshift64, period 2^64 - 1, never 0 from a state that is not 0. */
  private static long steps(long state, int count) {
    long x = state;
    for (int i = 0; i < count; i++) {
      x ^= x << 13;
      x ^= x >>> 7;
      x ^= x << 17;
    }
    return x;
  }
}
