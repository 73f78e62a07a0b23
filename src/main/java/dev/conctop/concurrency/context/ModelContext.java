package dev.conctop.concurrency.context;

import dev.conctop.catalog.RunSpec;
import dev.conctop.concurrency.task.TaskLedger;
import dev.conctop.concurrency.thread.Place;
import dev.conctop.concurrency.thread.ThreadRegistry;
import dev.conctop.workload.task.Resting;
import dev.conctop.workload.task.Workload;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
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

  private final List<Resting> resting = new CopyOnWriteArrayList<>();
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

  /** Something does what it does of its own accord: it is told when to rest. */
  public void add(Resting one) {
    resting.add(one);
  }

  /** All that would do something of its own accord rests from now on. */
  public void rest() {
    resting.forEach(Resting::rest);
  }

  /** Tasks are about to come. */
  public void go() throws InterruptedException {
    for (Resting one : resting) {
      one.go();
    }
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
