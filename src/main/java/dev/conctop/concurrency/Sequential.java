package dev.conctop.concurrency;

import dev.conctop.sample.Part;
import dev.conctop.sample.Role;
import java.util.function.ObjDoubleConsumer;

/** One task at a time on one thread: the baseline of every comparison. */
final class Sequential implements Model {
  private final QueueWorkers worker;
  private final OpenWorkload opened;

  private Sequential(ModelContext context, OpenWorkload opened) {
    this.opened = opened;
    worker =
        new QueueWorkers(
            context.threads,
            "sequential",
            Role.WORKER,
            Part.IDLE,
            clock -> {
              Seat seat = new ThreadSeat(clock);
              return task -> seat.run(task, opened.workload());
            });
    worker.resize(1);
  }

  static Model start(ModelContext context) throws Exception {
    return new Sequential(context, OpenWorkload.open(context, 1, BusyThreads.unlocked(context)));
  }

  @Override
  public void submit(Task task) {
    worker.submit(task);
  }

  @Override
  public void gauges(ObjDoubleConsumer<String> gauge, long now) {
    gauge.accept("queue_depth", worker.depth());
  }

  @Override
  public void interruptTasks() {
    worker.interrupt();
  }

  @Override
  public void close() {
    worker.close();
    opened.close();
  }
}
