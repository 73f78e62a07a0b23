package dev.conctop.concurrency.pool;

import dev.conctop.concurrency.context.BusyThreads;
import dev.conctop.concurrency.context.Model;
import dev.conctop.concurrency.context.ModelContext;
import dev.conctop.concurrency.context.OpenWorkload;
import dev.conctop.concurrency.task.Task;
import dev.conctop.concurrency.thread.ThreadClock;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjDoubleConsumer;

/** A fixed pool of platform threads behind one queue: the JDK's executor with its futures. */
public final class ThreadPool implements Model {
  private final ModelContext context;
  private final OpenWorkload opened;
  private final AtomicLong made = new AtomicLong();
  private final PooledTask.Tally tally = new PooledTask.Tally();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final ThreadLocal<ThreadClock> clocks = new ThreadLocal<>();
  private final ThreadPoolExecutor pool;
  private final long cancelAfter;
  private final Optional<ScheduledExecutorService> deadlines;

  private ThreadPool(ModelContext context, OpenWorkload opened) {
    this.context = context;
    this.opened = opened;
    cancelAfter = context.spec.parameters().number("cancel-after");
    deadlines =
        cancelAfter == 0
            ? Optional.empty()
            : Optional.of(
                Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("deadlines").factory()));
    int workers = context.spec.workers();
    pool =
        new ThreadPoolExecutor(
            workers, workers, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), this::worker) {
          @Override
          protected void beforeExecute(Thread thread, Runnable future) {
            clocks.get().exit(System.nanoTime());
          }

          @Override
          protected void afterExecute(Runnable future, Throwable failure) {
            clocks.get().enter(Part.IDLE, System.nanoTime());
          }
        };
    pool.prestartAllCoreThreads();
  }

  public static Model start(ModelContext context) throws Exception {
    int concurrency = context.mostWorkers();
    return new ThreadPool(
        context, OpenWorkload.open(context, concurrency, BusyThreads.unlocked(context)));
  }

  private Thread worker(Runnable loop) {
    String name = "pool-" + made.incrementAndGet();
    return Thread.ofPlatform()
        .daemon()
        .name(name)
        .unstarted(
            () -> {
              ThreadClock clock = context.threads.register(name, Role.WORKER);
              clocks.set(clock);
              threads.add(Thread.currentThread());
              clock.enter(Part.IDLE, System.nanoTime());
              try {
                loop.run();
              } finally {
                context.threads.remove(clock);
                threads.remove(Thread.currentThread());
              }
            });
  }

  /** A future of the pool that tells its task when it is cancelled. */
  private final class TaskFuture extends FutureTask<Boolean> {
    private final PooledTask work;

    TaskFuture(PooledTask work) {
      super(work);
      this.work = work;
      work.of(this);
    }

    @Override
    protected void done() {
      if (isCancelled()) {
        pool.remove(this);
        work.cancel();
      }
    }
  }

  @Override
  public void submit(Task task) {
    TaskFuture future = new TaskFuture(new PooledTask(task, opened.workload(), clocks::get, tally));
    pool.execute(future);
    deadlines.ifPresent(
        timer -> timer.schedule(() -> future.cancel(true), cancelAfter, TimeUnit.NANOSECONDS));
  }

  @Override
  public void setWorkers(int workers) {
    // The maximum may never be below the core size, not even for a moment.
    if (workers > pool.getMaximumPoolSize()) {
      pool.setMaximumPoolSize(workers);
      pool.setCorePoolSize(workers);
    } else {
      pool.setCorePoolSize(workers);
      pool.setMaximumPoolSize(workers);
    }
    pool.prestartAllCoreThreads();
  }

  @Override
  public void gauges(ObjDoubleConsumer<String> gauge, long now) {
    int pending = pool.getQueue().size();
    gauge.accept("queue_depth", pending);
    gauge.accept("futures_pending", pending);
    gauge.accept("futures_running", pool.getActiveCount());
    gauge.accept("futures_done", tally.done().get());
    gauge.accept("futures_cancelled", tally.cancelled().get());
  }

  @Override
  public void interruptTasks() {
    threads.forEach(Thread::interrupt);
  }

  @Override
  public void close() {
    deadlines.ifPresent(ScheduledExecutorService::shutdownNow);
    pool.shutdownNow();
    opened.close();
  }
}
