package dev.conctop.concurrency.thread;

import dev.conctop.concurrency.task.Task;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjDoubleConsumer;

/** Platform threads that take tasks from one queue; their number can change at any time. */
public final class QueueWorkers {
  /** What one worker does with its tasks. Made, called and closed by the worker's own thread. */
  public interface Job extends AutoCloseable {
    void run(Task task);

    /** How many tasks it takes at once, if there are so many. */
    default int most() {
      return 1;
    }

    /** Runs what it took at once. */
    default void runAll(List<Task> tasks) {
      tasks.forEach(this::run);
    }

    /** The queue is empty: the worker will block until a task comes. */
    default void beforeWait() {}

    @Override
    public default void close() {}
  }

  /** Makes a worker's job. */
  public interface Jobs {
    Job begin(ThreadClock clock);
  }

  /** What lies in the queue beside tasks: word that one worker is too many. */
  private static final Object RETIRE = new Object();

  private final ThreadRegistry registry;
  private final String name;
  private final Role role;
  private final Part whileEmpty;
  private final Jobs jobs;
  private final BlockingDeque<Object> queue = new LinkedBlockingDeque<>();
  private final Set<Thread> threads = new HashSet<>();
  private int target;
  private int made;
  private volatile boolean closed;
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger idle = new AtomicInteger();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong cancelled = new AtomicLong();

  public QueueWorkers(ThreadRegistry registry, String name, Role role, Part whileEmpty, Jobs jobs) {
    this.registry = registry;
    this.name = name;
    this.role = role;
    this.whileEmpty = whileEmpty;
    this.jobs = jobs;
  }

  public void submit(Task task) {
    queue.add(task);
  }

  int depth() {
    return queue.size();
  }

  /** What became of what was submitted, as an executor's futures say it. */
  public void futures(ObjDoubleConsumer<String> gauge) {
    int pending = queue.size();
    gauge.accept("queue_depth", pending);
    gauge.accept("futures_pending", pending);
    gauge.accept("futures_running", running.get());
    gauge.accept("futures_done", done.get());
    gauge.accept("futures_cancelled", cancelled.get());
  }

  public synchronized void resize(int workers) {
    while (target < workers) {
      target++;
      made++;
      Thread thread = Thread.ofPlatform().daemon().name(name + "-" + made).unstarted(this::work);
      threads.add(thread);
      thread.start();
    }
    while (target > workers) {
      target--;
      queue.addFirst(RETIRE);
    }
  }

  /** Interrupts what the workers do; they go on with the next task. */
  public synchronized void interrupt() {
    threads.forEach(Thread::interrupt);
  }

  /** Interrupts all workers and lets them end. */
  public synchronized void close() {
    closed = true;
    resize(0);
    interrupt();
  }

  private void work() {
    Thread me = Thread.currentThread();
    ThreadClock clock = registry.register(me.getName(), role);
    try (Job job = jobs.begin(clock)) {
      while (next(job, clock) instanceof Task task) {
        List<Task> tasks = job.most() == 1 ? List.of(task) : gather(task, job.most());
        running.addAndGet(tasks.size());
        job.runAll(tasks);
        running.addAndGet(-tasks.size());
        tasks.forEach(each -> (each.cancelled() ? cancelled : done).incrementAndGet());
      }
    } finally {
      registry.remove(clock);
      synchronized (this) {
        threads.remove(me);
      }
    }
  }

  /**
   * A task with others that wait behind it; none is waited for, and workers that are idle are left
   * their share.
   */
  private List<Task> gather(Task first, int most) {
    List<Task> tasks = new ArrayList<>(List.of(first));
    int share = Math.ceilDiv(queue.size() + 1, idle.get() + 1);
    while (tasks.size() < Math.min(most, share)) {
      Object entry = queue.poll();
      if (entry instanceof Task task) {
        tasks.add(task);
      } else {
        if (entry != null) {
          queue.addFirst(entry);
        }
        break;
      }
    }
    return tasks;
  }

  /** What comes next in the queue, waiting for it as an idle worker does. */
  private Object next(Job job, ThreadClock clock) {
    Object entry = queue.poll();
    if (entry != null) {
      return entry;
    }
    job.beforeWait();
    clock.enter(whileEmpty, System.nanoTime());
    idle.incrementAndGet();
    while (entry == null) {
      try {
        entry = queue.take();
      } catch (InterruptedException e) {
        // Meant for a task that has just ended, unless all is over.
        entry = closed ? RETIRE : null;
      }
    }
    idle.decrementAndGet();
    clock.exit(System.nanoTime());
    return entry;
  }
}
