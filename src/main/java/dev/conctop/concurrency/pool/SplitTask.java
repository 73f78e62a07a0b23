package dev.conctop.concurrency.pool;

import dev.conctop.concurrency.task.RunOver;
import dev.conctop.concurrency.task.Task;
import dev.conctop.concurrency.thread.ThreadClock;
import dev.conctop.concurrency.thread.Waits;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.task.Splittable;
import dev.conctop.workload.task.TaskContext;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One task in parts, run by the fork-join worker that calls and by those that steal from it. */
final class SplitTask {
  private final Task task;
  private final Splittable workload;
  private final List<Splittable.Portion> portions;
  private final SplitFigures figures;
  private final long[] nanos;
  private final LongAdder sum = new LongAdder();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  SplitTask(Task task, Splittable workload, int parts, SplitFigures figures) {
    this.task = task;
    this.workload = workload;
    this.figures = figures;
    portions = workload.split(parts);
    nanos = new long[portions.size()];
  }

  /** Runs all parts; gives the first failure, or null. */
  @Nullable Throwable run() {
    new Range(0, portions.size()).invoke();
    Throwable first = failure.get();
    if (first == null) {
      figures.joined(nanos, Integer.SIZE - Integer.numberOfLeadingZeros(portions.size() - 1));
      workload.joined(sum.sum());
    }
    return first;
  }

  /** Some of the parts: halved until one is left. */
  private final class Range extends RecursiveAction {
    private static final long serialVersionUID = 1L;
    private final int from;
    private final int to;

    Range(int from, int to) {
      this.from = from;
      this.to = to;
    }

    @Override
    protected void compute() {
      if (to - from == 1) {
        runPart(from);
      } else {
        int middle = (from + to) >>> 1;
        Range right = new Range(middle, to);
        right.fork();
        new Range(from, middle).compute();
        // Helps with other parts while this one is elsewhere; with none left it is idle.
        right.join();
      }
    }
  }

  private void runPart(int index) {
    if (failure.get() != null) {
      return;
    }
    ThreadClock clock = ForkJoin.clock();
    long begin = System.nanoTime();
    clock.exit(begin);
    try {
      sum.add(portions.get(index).run(new PartContext(clock)));
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
    }
    long end = System.nanoTime();
    nanos[index] = end - begin;
    clock.enter(Part.IDLE, end);
  }

  /** A part declares its thread's waits; the task as a whole is running meanwhile. */
  private final class PartContext implements TaskContext {
    private final ThreadClock clock;

    PartContext(ThreadClock clock) {
      this.clock = clock;
    }

    @Override
    public void checkpoint() {
      if (task.abandoned()) {
        throw new RunOver();
      }
    }

    @Override
    public <T> T await(TaskWait cause, Callable<T> call) throws Exception {
      clock.enter(Waits.part(cause), System.nanoTime());
      try {
        return call.call();
      } finally {
        clock.exit(System.nanoTime());
      }
    }

    @Override
    public void record(Series series, long value) {
      task.record(series, value);
    }
  }
}
