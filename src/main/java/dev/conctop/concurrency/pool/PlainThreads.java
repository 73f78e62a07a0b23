package dev.conctop.concurrency.pool;

import dev.conctop.concurrency.context.BusyThreads;
import dev.conctop.concurrency.context.Model;
import dev.conctop.concurrency.context.ModelContext;
import dev.conctop.concurrency.context.OpenWorkload;
import dev.conctop.concurrency.task.Seat;
import dev.conctop.concurrency.task.Task;
import dev.conctop.concurrency.thread.QueueWorkers;
import dev.conctop.concurrency.thread.ThreadSeat;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import java.util.function.ObjDoubleConsumer;

/**
 * Platform threads that take tasks from one queue. One of them is the sequential model: one task at
 * a time, the baseline of every comparison.
 */
public final class PlainThreads implements Model {
  private static final String SEQUENTIAL = "sequential";

  private final QueueWorkers workers;
  private final OpenWorkload opened;
  private final boolean fixed;

  private PlainThreads(ModelContext context, OpenWorkload opened, String name, int number) {
    this.opened = opened;
    fixed = name.equals(SEQUENTIAL);
    workers =
        new QueueWorkers(
            context.threads,
            name,
            Role.WORKER,
            Part.IDLE,
            clock -> {
              Seat seat = new ThreadSeat(clock);
              return task -> seat.run(task, opened.workload());
            });
    workers.resize(number);
  }

  public static Model sequential(ModelContext context) throws Exception {
    OpenWorkload opened = OpenWorkload.open(context, 1, BusyThreads.unlocked(context));
    return new PlainThreads(context, opened, SEQUENTIAL, 1);
  }

  /** A pool beside an event loop. */
  public static Model pool(ModelContext context) throws Exception {
    OpenWorkload opened =
        OpenWorkload.open(context, context.mostWorkers(), BusyThreads.unlocked(context));
    return new PlainThreads(context, opened, "offload", context.spec.workers());
  }

  @Override
  public void submit(Task task) {
    workers.submit(task);
  }

  @Override
  public void setWorkers(int number) {
    if (!fixed) {
      workers.resize(number);
    }
  }

  @Override
  public void gauges(ObjDoubleConsumer<String> gauge, long now) {
    workers.futures(gauge);
  }

  @Override
  public void interruptTasks() {
    workers.interrupt();
  }

  @Override
  public void close() {
    workers.close();
    opened.close();
  }
}
