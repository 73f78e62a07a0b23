package dev.conctop.concurrency.child;

import dev.conctop.catalog.RunSpec;
import dev.conctop.concurrency.context.Costs;
import dev.conctop.concurrency.context.Model;
import dev.conctop.concurrency.context.ModelContext;
import dev.conctop.concurrency.context.OpenWorkload;
import dev.conctop.concurrency.task.ErrorText;
import dev.conctop.concurrency.task.Task;
import dev.conctop.concurrency.thread.QueueWorkers;
import dev.conctop.concurrency.thread.ThreadClock;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.workload.task.MapReduce;
import dev.conctop.workload.task.Resting;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjDoubleConsumer;

/**
 * A pool of child JVMs. Tasks and results go over pipes; each child has one thread here that hands
 * it tasks and follows what it does. The children run the workload; it is not opened here.
 */
public final class ProcessPool implements Model, Resting {
  private final ModelContext context;
  private final QueueWorkers dispatchers;
  private final Costs costs;
  private final int batch;
  private final Optional<MapReduce> reduce;
  private final AtomicLong begun = new AtomicLong();

  /** Children that are ready and have no dispatcher yet. */
  private final ConcurrentLinkedQueue<ChildWorker> prepared = new ConcurrentLinkedQueue<>();

  /** All that live, to be told when to rest. Guards itself and what follows. */
  private final Set<ChildWorker> living = new HashSet<>();

  private boolean resting;
  private boolean closed;

  /** Changes of the number of workers, one after the other; done when nothing is to be done. */
  private CompletableFuture<?> changes = CompletableFuture.completedFuture(null);

  /** What the changes have come to. */
  private int workers;

  private ProcessPool(ModelContext context) {
    this.context = context;
    costs = new Costs(context);
    reduce = OpenWorkload.reduce(context);
    batch = (int) RunSpec.batch(context.spec.parameters());
    dispatchers =
        new QueueWorkers(
            context.threads, "dispatcher", Role.DISPATCHER, Part.IDLE, Dispatcher::new);
  }

  public static Model start(ModelContext context) throws Exception {
    ProcessPool pool = new ProcessPool(context);
    int workers = context.spec.workers();
    context.steps.accept("starting " + workers + " worker process" + (workers == 1 ? "" : "es"));
    try {
      pool.prepare(workers);
    } catch (IOException e) {
      pool.close();
      throw e;
    }
    pool.workers = workers;
    pool.dispatchers.resize(workers);
    context.add(pool);
    return pool;
  }

  /** Starts children, all at once, so that they start side by side; then waits for each. */
  private void prepare(int children) throws IOException {
    Deque<ChildWorker> launched = new ArrayDeque<>();
    try {
      while (launched.size() < children) {
        launched.add(launch());
      }
      while (!launched.isEmpty()) {
        launched.getFirst().awaitReady(costs);
        prepared.add(launched.removeFirst());
      }
    } finally {
      launched.forEach(this::close);
    }
  }

  /** A child that is launched while the others rest rests as well, as soon as it is open. */
  private ChildWorker launch() throws IOException {
    ChildWorker child = ChildWorker.launch(context, reduce);
    synchronized (living) {
      if (!closed) {
        living.add(child);
        if (resting) {
          child.tell(ChildFrames.REST);
        }
        return child;
      }
    }
    child.close();
    throw new IOException("the pool is closed");
  }

  private void close(ChildWorker child) {
    synchronized (living) {
      living.remove(child);
    }
    child.close();
  }

  @Override
  public void rest() {
    synchronized (living) {
      resting = true;
      living.forEach(child -> child.tell(ChildFrames.REST));
    }
  }

  /** Waits for the children of a number of workers that was turned up while they rested. */
  @Override
  public void go() throws InterruptedException {
    awaitChanges();
    synchronized (living) {
      resting = false;
      living.forEach(child -> child.tell(ChildFrames.GO));
    }
  }

  private void awaitChanges() throws InterruptedException {
    CompletableFuture<?> all;
    synchronized (living) {
      all = changes;
    }
    try {
      all.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void submit(Task task) {
    dispatchers.submit(task);
  }

  /**
   * Begins to change it and returns at once, since children take long to start: until they are
   * ready, those that are there do the work. {@link #go} waits for them.
   */
  @Override
  public void setWorkers(int number) {
    synchronized (living) {
      changes =
          changes.thenRunAsync(
              () -> change(number),
              change -> Thread.ofPlatform().daemon().name("worker-starts").start(change));
    }
  }

  private void change(int number) {
    try {
      prepare(Math.max(0, number - workers));
    } catch (IOException e) {
      // Who has no child makes one when a task comes, and that fails in words if it cannot be.
      if (!closed()) {
        context.steps.accept("cannot start worker processes: " + ErrorText.of(e));
      }
    }
    workers = number;
    synchronized (living) {
      if (!closed) {
        dispatchers.resize(number);
      }
    }
  }

  private boolean closed() {
    synchronized (living) {
      return closed;
    }
  }

  @Override
  public void gauges(ObjDoubleConsumer<String> gauge, long now) {
    dispatchers.futures(gauge);
    costs.gauges(gauge);
  }

  @Override
  public void close() {
    List<ChildWorker> all;
    synchronized (living) {
      closed = true;
      dispatchers.close();
      all = List.copyOf(living);
    }
    all.forEach(this::close);
  }

  /** Hands tasks to one child, and to its successor when it dies. */
  private final class Dispatcher implements QueueWorkers.Job {
    private final ThreadClock clock;
    private ChildWorker child;

    Dispatcher(ThreadClock clock) {
      this.clock = clock;
      ChildWorker ready = prepared.poll();
      child = ready == null ? ChildWorker.NONE : ready;
    }

    @Override
    public int most() {
      return batch;
    }

    @Override
    public void run(Task task) {
      runAll(List.of(task));
    }

    /** Sends tasks in one message, as a pool's map sends its chunks. */
    @Override
    public void runAll(List<Task> taken) {
      List<Task> tasks = new ArrayList<>(taken);
      tasks.removeIf(
          task -> {
            if (task.over()) {
              task.cancel(System.nanoTime());
            }
            return task.over();
          });
      if (!tasks.isEmpty()) {
        send(tasks);
      }
    }

    private void send(List<Task> tasks) {
      clock.enter(Part.IPC, System.nanoTime());
      try {
        if (!child.alive()) {
          ProcessPool.this.close(child);
          child = launch();
          child.awaitReady(costs);
        }
        child.run(tasks, begun.getAndAdd(tasks.size()), costs);
      } catch (IOException e) {
        Exception death = child.deathOr(e);
        // Those of the message that have ended stay as they are.
        tasks.forEach(task -> task.end(death, System.nanoTime()));
        ProcessPool.this.close(child);
        child = ChildWorker.NONE;
      }
      clock.exit(System.nanoTime());
    }

    @Override
    public void close() {
      ProcessPool.this.close(child);
    }
  }
}
