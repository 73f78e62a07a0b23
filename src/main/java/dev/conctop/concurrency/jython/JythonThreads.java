package dev.conctop.concurrency.jython;

import dev.conctop.concurrency.context.BusyThreads;
import dev.conctop.concurrency.context.Costs;
import dev.conctop.concurrency.context.Model;
import dev.conctop.concurrency.context.ModelContext;
import dev.conctop.concurrency.context.OpenWorkload;
import dev.conctop.concurrency.task.Task;
import dev.conctop.concurrency.thread.ThreadClock;
import dev.conctop.concurrency.thread.ThreadSeat;
import dev.conctop.sample.figure.Role;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjDoubleConsumer;

/**
 * Jython's {@code threading}: a new thread of Python's for each task, so many at once, as {@code
 * cpython-threading} has it. There is no interpreter lock.
 */
public final class JythonThreads implements Model {
  private final ModelContext context;
  private final PythonTasks python;
  private final OpenWorkload opened;
  private final Costs costs;
  private final Queue<Task> pending = new ConcurrentLinkedQueue<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicLong made = new AtomicLong();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private volatile int workers;

  private JythonThreads(ModelContext context, PythonTasks python, OpenWorkload opened) {
    this.context = context;
    this.python = python;
    this.opened = opened;
    costs = new Costs(context);
    workers = context.spec.workers();
  }

  /**
   * Starts the interpreter.
   *
   * @throws Exception when it cannot be; its message is shown
   */
  public static Model start(ModelContext context) throws Exception {
    context.steps.accept("starting Jython");
    PythonTasks python = Jython.start();
    OpenWorkload opened =
        OpenWorkload.of(
            context,
            new JythonWork(context.spec.workload().id(), python),
            context.mostWorkers(),
            BusyThreads.unlocked(context));
    return new JythonThreads(context, python, opened);
  }

  @Override
  public void submit(Task task) {
    pending.add(task);
    startMore();
  }

  private void startMore() {
    while (!pending.isEmpty()) {
      int now = running.get();
      if (now >= workers) {
        return;
      }
      if (running.compareAndSet(now, now + 1)) {
        Task task = pending.poll();
        if (task == null) {
          running.decrementAndGet();
        } else {
          start(task);
        }
      }
    }
  }

  private void start(Task task) {
    long began = System.nanoTime();
    try {
      python.start("Thread-" + made.incrementAndGet(), () -> run(task, began));
    } catch (RuntimeException | OutOfMemoryError e) {
      // "can't start new thread": this task's failure, not the run's.
      running.decrementAndGet();
      task.end(e, System.nanoTime());
    }
  }

  private void run(Task task, long began) {
    costs.started(System.nanoTime() - began);
    Thread me = Thread.currentThread();
    threads.add(me);
    ThreadClock clock = context.threads.register(me.getName(), Role.WORKER);
    try {
      new ThreadSeat(clock).run(task, opened.workload());
    } finally {
      context.threads.remove(clock);
      threads.remove(me);
      running.decrementAndGet();
      startMore();
    }
  }

  @Override
  public void setWorkers(int number) {
    workers = number;
    startMore();
  }

  @Override
  public void gauges(ObjDoubleConsumer<String> gauge, long now) {
    gauge.accept("queue_depth", pending.size());
    costs.gauges(gauge);
  }

  @Override
  public void interruptTasks() {
    threads.forEach(Thread::interrupt);
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    opened.close();
  }
}
