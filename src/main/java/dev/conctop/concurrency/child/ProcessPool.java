package dev.conctop.concurrency.child;

import dev.conctop.catalog.RunSpec;
import dev.conctop.concurrency.context.Costs;
import dev.conctop.concurrency.context.Model;
import dev.conctop.concurrency.context.ModelContext;
import dev.conctop.concurrency.task.Task;
import dev.conctop.concurrency.thread.QueueWorkers;
import dev.conctop.concurrency.thread.ThreadClock;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.workload.task.Resting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
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

  /** Children that are ready and have no dispatcher yet. */
  private final ConcurrentLinkedQueue<ChildWorker> prepared = new ConcurrentLinkedQueue<>();

  /** All that live, to be told when to rest. */
  private final Set<ChildWorker> living = ConcurrentHashMap.newKeySet();

  private ProcessPool(ModelContext context) {
    this.context = context;
    costs = new Costs(context);
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
      // All at once, so that they start side by side; then wait for each.
      for (int i = 0; i < workers; i++) {
        pool.prepared.add(pool.launch());
      }
      for (ChildWorker child : pool.prepared) {
        child.awaitReady(pool.costs);
      }
    } catch (IOException e) {
      pool.close();
      throw e;
    }
    pool.dispatchers.resize(workers);
    context.add(pool);
    return pool;
  }

  private ChildWorker launch() throws IOException {
    ChildWorker child = ChildWorker.launch(context);
    living.add(child);
    return child;
  }

  private void close(ChildWorker child) {
    living.remove(child);
    child.close();
  }

  @Override
  public void rest() {
    living.forEach(child -> child.tell(ChildFrames.REST));
  }

  @Override
  public void go() {
    living.forEach(child -> child.tell(ChildFrames.GO));
  }

  @Override
  public void submit(Task task) {
    dispatchers.submit(task);
  }

  @Override
  public void setWorkers(int workers) {
    dispatchers.resize(workers);
  }

  @Override
  public void gauges(ObjDoubleConsumer<String> gauge, long now) {
    dispatchers.futures(gauge);
    costs.gauges(gauge);
  }

  @Override
  public void close() {
    dispatchers.close();
    for (ChildWorker child = prepared.poll(); child != null; child = prepared.poll()) {
      close(child);
    }
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
        child.run(tasks, costs);
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
