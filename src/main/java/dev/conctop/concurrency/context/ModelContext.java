package dev.conctop.concurrency.context;

import dev.conctop.catalog.RunSpec;
import dev.conctop.concurrency.task.TaskLedger;
import dev.conctop.concurrency.thread.Place;
import dev.conctop.concurrency.thread.ThreadRegistry;
import dev.conctop.workload.task.Workload;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** What the models share of a run. */
public final class ModelContext {
  /**
   * Knobs may be turned up while the run goes on; what is pooled must not become the limit then.
   */
  private static final int ROOM = 4096;

  public final RunSpec spec;
  public final Place place;
  public final ThreadRegistry threads = new ThreadRegistry();
  public final Consumer<String> steps;

  /** The workload's own figures. */
  public final Map<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();

  private final Supplier<Workload> workloads;
  private volatile TaskLedger ledger = new TaskLedger();
  private volatile boolean closing;

  public ModelContext(
      RunSpec spec, Supplier<Workload> workloads, Place place, Consumer<String> steps) {
    this.spec = spec;
    this.workloads = workloads;
    this.place = place;
    this.steps = steps;
  }

  public Workload newWorkload() {
    return workloads.get();
  }

  /** The ledger of the present phase, for what is measured beside the tasks. */
  public TaskLedger ledger() {
    return ledger;
  }

  public void ledger(TaskLedger next) {
    ledger = next;
  }

  boolean closing() {
    return closing;
  }

  public void close() {
    closing = true;
  }

  /** Tasks that may run at once where each has a thread, or none, of its own. */
  public int mostInFlight() {
    return Math.max(spec.inFlight(), ROOM);
  }

  /** Tasks that may run at once where workers are few. */
  public int mostWorkers() {
    return Math.max(spec.workers(), ROOM);
  }
}
