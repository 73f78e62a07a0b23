package dev.conctop.concurrency;

import dev.conctop.sample.Part;
import dev.conctop.sample.Role;
import dev.conctop.sample.TaskWait;
import dev.conctop.workload.Workload;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ObjDoubleConsumer;

/** Platform threads under one interpreter lock, which is released around every blocking call. */
final class GilThreads implements Model {
  private final InterpreterLock lock;
  private final BusyThreads busy;
  private final OpenWorkload opened;
  private final QueueWorkers workers;

  private GilThreads(
      ModelContext context, InterpreterLock lock, BusyThreads busy, OpenWorkload opened) {
    this.lock = lock;
    this.busy = busy;
    this.opened = opened;
    workers =
        new QueueWorkers(
            context.threads,
            "gil-worker",
            Role.WORKER,
            Part.IDLE,
            clock -> {
              GilThread gil = new GilThread(lock, clock, context::ledger);
              return new GilWorker(gil, clock, opened.workload());
            });
    workers.resize(context.spec.workers());
  }

  static Model start(ModelContext context) throws Exception {
    InterpreterLock lock = new InterpreterLock(context.spec.parameters().number("switch-interval"));
    BusyThreads busy = new BusyThreads(context, Optional.of(lock));
    OpenWorkload opened = OpenWorkload.open(context, Models.mostWorkers(context.spec), busy);
    return new GilThreads(context, lock, busy, opened);
  }

  @Override
  public void submit(Task task) {
    workers.submit(task);
  }

  @Override
  public void setWorkers(int number) {
    workers.resize(number);
  }

  @Override
  public void setSwitchInterval(long nanos) {
    lock.setSwitchInterval(nanos);
    busy.setSwitchInterval(nanos);
  }

  @Override
  public void gauges(ObjDoubleConsumer<String> gauge, long now) {
    gauge.accept("queue_depth", workers.depth());
    gauge.accept("gil_holder", lock.holder());
    gauge.accept("gil_waiters", lock.waiters());
    gauge.accept("gil_switches", lock.switches());
    gauge.accept("switch_interval", lock.switchInterval());
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

  /**
   * A worker. As in CPython it keeps the lock from one task to the next while the queue has more,
   * and lets it go where it would block.
   */
  private static final class GilWorker implements QueueWorkers.Job, Seat {
    private final GilThread gil;
    private final ThreadClock clock;
    private final Workload workload;
    private boolean holds;

    GilWorker(GilThread gil, ThreadClock clock, Workload workload) {
      this.gil = gil;
      this.clock = clock;
      this.workload = workload;
    }

    @Override
    public void beforeWait() {
      close();
    }

    @Override
    public void close() {
      if (holds) {
        holds = false;
        gil.drop();
      }
    }

    @Override
    public void run(Task task) {
      if (!holds) {
        // Until the thread has the lock nothing of the task can have started.
        task.to(TaskWait.GIL, System.nanoTime());
        gil.take();
        holds = true;
      }
      if (task.begin(this, System.nanoTime())) {
        Throwable failure = Seat.attempt(task, workload);
        task.end(failure, System.nanoTime());
      }
    }

    @Override
    public void checkpoint(Task task) {
      if (gil.dropRequested()) {
        task.to(TaskWait.GIL, System.nanoTime());
        gil.checkpoint();
        task.to(TaskWait.RUNNING, System.nanoTime());
      }
      if (task.abandoned()) {
        throw new RunOver();
      }
    }

    @Override
    public <T> T await(Task task, TaskWait cause, Callable<T> call) throws Exception {
      if (gil.dropRequested()) {
        task.to(TaskWait.GIL, System.nanoTime());
      }
      gil.drop();
      long before = System.nanoTime();
      task.to(cause, before);
      clock.enter(Waits.part(cause), before);
      try {
        return call.call();
      } finally {
        long after = System.nanoTime();
        clock.exit(after);
        task.to(TaskWait.GIL, after);
        gil.take();
        task.to(TaskWait.RUNNING, System.nanoTime());
      }
    }
  }
}
