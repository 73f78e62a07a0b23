package dev.conctop.workload.cpu;

import dev.conctop.workload.task.Sink;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * So many bytes in objects of so many bytes, all of them alive until the task ends. Says what was
 * allocated in all and the share of time that the collectors took.
 */
public final class Allocate implements Workload {
  private static final int CHUNK = 16;

  private final LongAdder allocated = new LongAdder();
  private final Sink sink = new Sink();
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private long bytes;
  private int object = 1;

  @Override
  public void open(Surroundings surroundings) {
    bytes = surroundings.parameters().number("bytes");
    object = (int) surroundings.parameters().number("object");
    long began = System.nanoTime();
    long collected = collectionMillis();
    surroundings.gauge("bytes_allocated", allocated::sum);
    surroundings.gauge(
        "gc_share",
        () ->
            (double) TimeUnit.MILLISECONDS.toNanos(collectionMillis() - collected)
                / Math.max(1, System.nanoTime() - began));
  }

  private long collectionMillis() {
    return collectors.stream().mapToLong(each -> Math.max(0, each.getCollectionTime())).sum();
  }

  @Override
  public void run(TaskContext task) {
    List<byte[]> kept = new ArrayList<>();
    for (long left = bytes; left > 0; left -= object) {
      kept.add(new byte[(int) Math.min(object, left)]);
      if (kept.size() % CHUNK == 0) {
        task.checkpoint();
      }
    }
    allocated.add(bytes);
    sink.accept(kept.size());
  }

  /** How many objects the last task made. */
  public long result() {
    return sink.last();
  }

  @Override
  public void close() {}
}
