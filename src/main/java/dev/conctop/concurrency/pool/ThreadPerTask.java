package dev.conctop.concurrency.pool;

import dev.conctop.concurrency.context.BusyThreads;
import dev.conctop.concurrency.context.Costs;
import dev.conctop.concurrency.context.Model;
import dev.conctop.concurrency.context.ModelContext;
import dev.conctop.concurrency.context.OpenWorkload;
import dev.conctop.concurrency.task.Task;
import dev.conctop.concurrency.thread.ThreadClock;
import dev.conctop.concurrency.thread.ThreadSeat;
import dev.conctop.sample.figure.Role;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjDoubleConsumer;

/** A new platform thread for each task; the operating system decides who runs. */
public final class ThreadPerTask implements Model {
  private final ModelContext context;
  private final OpenWorkload opened;
  private final AtomicLong made = new AtomicLong();
  private final Costs costs;
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();

  private ThreadPerTask(ModelContext context, OpenWorkload opened) {
    this.context = context;
    this.opened = opened;
    costs = new Costs(context);
  }

  public static Model start(ModelContext context) throws Exception {
    int concurrency = context.mostInFlight();
    return new ThreadPerTask(
        context, OpenWorkload.open(context, concurrency, BusyThreads.unlocked(context)));
  }

  @Override
  public void submit(Task task) {
    long began = System.nanoTime();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("task-" + made.incrementAndGet())
            .unstarted(() -> run(task, began));
    running.add(thread);
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      // "unable to create native thread": this task's failure, not the run's.
      running.remove(thread);
      task.end(e, System.nanoTime());
    }
  }

  private void run(Task task, long began) {
    costs.started(System.nanoTime() - began);
    ThreadClock clock = context.threads.register(Thread.currentThread().getName(), Role.WORKER);
    try {
      new ThreadSeat(clock).run(task, opened.workload());
    } finally {
      context.threads.remove(clock);
      running.remove(Thread.currentThread());
    }
  }

  @Override
  public void gauges(ObjDoubleConsumer<String> gauge, long now) {
    costs.gauges(gauge);
  }

  @Override
  public void interruptTasks() {
    running.forEach(Thread::interrupt);
  }

  @Override
  public void close() {
    running.forEach(Thread::interrupt);
    opened.close();
  }
}
