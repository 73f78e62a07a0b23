package dev.conctop.concurrency.pool;

import dev.conctop.concurrency.context.BusyThreads;
import dev.conctop.concurrency.context.Model;
import dev.conctop.concurrency.context.ModelContext;
import dev.conctop.concurrency.context.OpenWorkload;
import dev.conctop.concurrency.task.Task;
import dev.conctop.concurrency.thread.ThreadClock;
import dev.conctop.concurrency.thread.ThreadSeat;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.workload.task.Splittable;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjDoubleConsumer;

/**
 * A fork-join pool: a task is split in halves down to single parts, which idle workers steal, and
 * is done when all are. A workload that cannot be split is run whole.
 */
public final class ForkJoin implements Model {
  private final ModelContext context;
  private final OpenWorkload opened;
  private final Optional<Splittable> splittable;
  private final int split;
  private final ForkJoinPool pool;
  private final AtomicLong made = new AtomicLong();
  private final AtomicLong running = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong cancelled = new AtomicLong();
  private final SplitFigures figures = new SplitFigures();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  private ForkJoin(ModelContext context, OpenWorkload opened) {
    this.context = context;
    this.opened = opened;
    splittable =
        opened.workload() instanceof Splittable able ? Optional.of(able) : Optional.empty();
    split = (int) context.spec.parameters().number("split");
    pool = new ForkJoinPool(context.spec.workers(), Worker::new, null, false);
  }

  public static Model start(ModelContext context) throws Exception {
    int concurrency = context.mostWorkers();
    return new ForkJoin(
        context, OpenWorkload.open(context, concurrency, BusyThreads.unlocked(context)));
  }

  @Override
  public void submit(Task task) {
    pool.execute(new Root(task));
  }

  /** The whole of a task. */
  private final class Root extends RecursiveAction {
    private static final long serialVersionUID = 1L;
    private final transient Task task;

    Root(Task task) {
      this.task = task;
    }

    @Override
    protected void compute() {
      ThreadClock clock = clock();
      clock.exit(System.nanoTime());
      running.incrementAndGet();
      if (splittable.isPresent()) {
        runSplit(clock, splittable.get());
      } else {
        new ThreadSeat(clock).run(task, opened.workload());
      }
      running.decrementAndGet();
      (task.cancelled() ? cancelled : done).incrementAndGet();
      clock.enter(Part.IDLE, System.nanoTime());
    }

    private void runSplit(ThreadClock clock, Splittable able) {
      if (task.begin(new ThreadSeat(clock), System.nanoTime())) {
        SplitTask parts = new SplitTask(task, able, split, figures);
        Throwable failure = parts.run();
        clock.exit(System.nanoTime());
        task.end(failure, System.nanoTime());
      }
    }
  }

  /** The clock of the calling worker. */
  static ThreadClock clock() {
    return ((Worker) Thread.currentThread()).clock;
  }

  /** A worker that says what it is. */
  private final class Worker extends ForkJoinWorkerThread {
    private ThreadClock clock = new ThreadClock(0, 0, "", Role.WORKER);

    Worker(ForkJoinPool pool) {
      super(pool);
      setName("fork-join-" + made.incrementAndGet());
    }

    @Override
    protected void onStart() {
      super.onStart();
      clock = context.threads.register(getName(), Role.WORKER);
      clock.enter(Part.IDLE, System.nanoTime());
      threads.add(this);
    }

    @Override
    protected void onTermination(Throwable failure) {
      threads.remove(this);
      context.threads.remove(clock);
      super.onTermination(failure);
    }
  }

  @Override
  public void setWorkers(int workers) {
    pool.setParallelism(workers);
  }

  @Override
  public void gauges(ObjDoubleConsumer<String> gauge, long now) {
    long pending = pool.getQueuedSubmissionCount();
    gauge.accept("queue_depth", pending + pool.getQueuedTaskCount());
    gauge.accept("steals", pool.getStealCount());
    gauge.accept("split_depth", figures.depth());
    gauge.accept("stragglers", figures.stragglers());
    gauge.accept("futures_pending", pending);
    gauge.accept("futures_running", running.get());
    gauge.accept("futures_done", done.get());
    gauge.accept("futures_cancelled", cancelled.get());
  }

  @Override
  public void interruptTasks() {
    threads.forEach(Thread::interrupt);
  }

  @Override
  public void close() {
    pool.shutdownNow();
    opened.close();
  }
}
