package dev.conctop.concurrency;

import dev.conctop.catalog.RunSpec;
import dev.conctop.workload.Workload;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** What the models share of a run. */
final class ModelContext {
  /**
   * Knobs may be turned up while the run goes on; what is pooled must not become the limit then.
   */
  private static final int ROOM = 4096;

  final RunSpec spec;
  final Place place;
  final ThreadRegistry threads = new ThreadRegistry();
  final Consumer<String> steps;

  /** The workload's own figures. */
  final Map<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();

  private final Supplier<Workload> workloads;
  private volatile TaskLedger ledger = new TaskLedger();
  private volatile boolean closing;

  ModelContext(RunSpec spec, Supplier<Workload> workloads, Place place, Consumer<String> steps) {
    this.spec = spec;
    this.workloads = workloads;
    this.place = place;
    this.steps = steps;
  }

  Workload newWorkload() {
    return workloads.get();
  }

  /** The ledger of the present phase, for what is measured beside the tasks. */
  TaskLedger ledger() {
    return ledger;
  }

  void ledger(TaskLedger next) {
    ledger = next;
  }

  boolean closing() {
    return closing;
  }

  void close() {
    closing = true;
  }

  /** Tasks that may run at once where each has a thread, or none, of its own. */
  int mostInFlight() {
    return Math.max(spec.inFlight(), ROOM);
  }

  /** Tasks that may run at once where workers are few. */
  int mostWorkers() {
    return Math.max(spec.workers(), ROOM);
  }
}
