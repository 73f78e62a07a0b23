package dev.conctop.concurrency;

import dev.conctop.sample.Part;
import dev.conctop.sample.Role;
import dev.conctop.sample.TaskWait;
import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ObjDoubleConsumer;

/**
 * A pool of child JVMs. Tasks and results go over pipes; each child has one thread here that hands
 * it tasks and follows what it does. The children run the workload; it is not opened here.
 */
final class ProcessPool implements Model {
  private final ModelContext context;
  private final QueueWorkers dispatchers;

  /** Children that are ready and have no dispatcher yet. */
  private final ConcurrentLinkedQueue<ChildWorker> prepared = new ConcurrentLinkedQueue<>();

  private ProcessPool(ModelContext context) {
    this.context = context;
    dispatchers =
        new QueueWorkers(
            context.threads, "dispatcher", Role.DISPATCHER, Part.IDLE, Dispatcher::new);
  }

  static Model start(ModelContext context) throws Exception {
    ProcessPool pool = new ProcessPool(context);
    int workers = context.spec.workers();
    context.steps.accept("starting " + workers + " worker process" + (workers == 1 ? "" : "es"));
    try {
      // All at once, so that they start side by side; then wait for each.
      for (int i = 0; i < workers; i++) {
        pool.prepared.add(ChildWorker.launch(context));
      }
      for (ChildWorker child : pool.prepared) {
        child.awaitReady();
      }
    } catch (IOException e) {
      pool.close();
      throw e;
    }
    pool.dispatchers.resize(workers);
    return pool;
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
  }

  @Override
  public void close() {
    dispatchers.close();
    for (ChildWorker child = prepared.poll(); child != null; child = prepared.poll()) {
      child.close();
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
    public void run(Task task) {
      if (task.over()) {
        task.cancel(System.nanoTime());
        return;
      }
      clock.enter(Part.IPC, System.nanoTime());
      task.to(TaskWait.IPC, System.nanoTime());
      try {
        if (!child.alive()) {
          child.close();
          child = ChildWorker.launch(context);
          child.awaitReady();
        }
        child.run(task);
      } catch (IOException e) {
        task.end(child.deathOr(e), System.nanoTime());
        child.close();
        child = ChildWorker.NONE;
      }
      clock.exit(System.nanoTime());
    }

    @Override
    public void close() {
      child.close();
    }
  }
}
