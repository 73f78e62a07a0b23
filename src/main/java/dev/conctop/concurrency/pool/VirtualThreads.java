package dev.conctop.concurrency.pool;

import dev.conctop.concurrency.context.BusyThreads;
import dev.conctop.concurrency.context.Model;
import dev.conctop.concurrency.context.ModelContext;
import dev.conctop.concurrency.context.OpenWorkload;
import dev.conctop.concurrency.task.Seat;
import dev.conctop.concurrency.task.Task;
import dev.conctop.concurrency.thread.Carriers;
import dev.conctop.sample.task.TaskCounts;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ObjDoubleConsumer;
import jdk.management.VirtualThreadSchedulerMXBean;

/** One virtual thread a task on few carriers. */
public final class VirtualThreads implements Model {
  private final ModelContext context;
  private final OpenWorkload opened;
  private final Carriers carriers;
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private final ExecutorService executor =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("task-", 1).factory());
  private final VirtualThreadSchedulerMXBean scheduler =
      ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

  private VirtualThreads(ModelContext context, OpenWorkload opened) {
    this.context = context;
    this.opened = opened;
    carriers = new Carriers(context.threads);
    scheduler.setParallelism(context.spec.workers());
  }

  public static Model start(ModelContext context) throws Exception {
    int concurrency = context.mostInFlight();
    return new VirtualThreads(
        context, OpenWorkload.open(context, concurrency, BusyThreads.unlocked(context)));
  }

  @Override
  public void submit(Task task) {
    executor.execute(() -> run(task));
  }

  private void run(Task task) {
    Thread me = Thread.currentThread();
    running.add(me);
    Seat.NONE.run(task, opened.workload());
    running.remove(me);
  }

  @Override
  public void setWorkers(int workers) {
    scheduler.setParallelism(workers);
  }

  @Override
  public void gauges(ObjDoubleConsumer<String> gauge, long now) {
    carriers.look();
    int mounted = scheduler.getMountedVirtualThreadCount();
    long queued = scheduler.getQueuedVirtualThreadCount();
    // Both are estimates of the JDK; -1 where it has none.
    if (mounted >= 0 && queued >= 0) {
      gauge.accept("vt_mounted", mounted);
      gauge.accept("vt_queued", queued);
      TaskCounts counts = context.ledger().peek(now);
      gauge.accept("vt_parked", Math.max(0, counts.inFlight() - mounted - queued));
      gauge.accept("vt_pinned", carriers.pinned());
    }
  }

  @Override
  public void interruptTasks() {
    running.forEach(Thread::interrupt);
  }

  @Override
  public void close() {
    executor.shutdownNow();
    opened.close();
  }
}
