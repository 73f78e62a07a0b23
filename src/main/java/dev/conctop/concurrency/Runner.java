package dev.conctop.concurrency;

import dev.conctop.catalog.RunSpec;
import dev.conctop.concurrency.context.Model;
import dev.conctop.concurrency.context.ModelContext;
import dev.conctop.concurrency.task.Load;
import dev.conctop.concurrency.task.TaskLedger;
import dev.conctop.concurrency.thread.Place;
import dev.conctop.sample.thread.ThreadReport;
import dev.conctop.workload.task.Workload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A workload under a model, ready to be loaded phase by phase. The facade of this package: the
 * knobs may be turned by any thread, the rest belongs to the thread that runs the phases and, for
 * {@link #gauges} and {@link #threads}, to one other.
 */
public final class Runner implements AutoCloseable {
  private final ModelContext context;
  private final Model model;
  private volatile int workers;
  private volatile int inFlight;
  private volatile double rate;

  private Runner(ModelContext context, Model model) {
    this.context = context;
    this.model = model;
    workers = context.spec.workers();
    inFlight = context.spec.inFlight();
    rate = context.spec.ratePerSecond().orElse(0);
  }

  /**
   * Starts the model and opens the workload.
   *
   * @param workloads makes the run's workload; called once, or not at all when other processes run
   *     the tasks
   * @param steps told in words what takes time
   * @throws Exception when the run cannot be made; its message is shown
   */
  public static Runner open(
      RunSpec spec, Supplier<Workload> workloads, Place place, Consumer<String> steps)
      throws Exception {
    ModelContext context = new ModelContext(spec, workloads, place, steps);
    return new Runner(context, Models.start(context));
  }

  /**
   * Begins a phase with a ledger of its own.
   *
   * @param total how many tasks; empty: until stopped
   * @param onFinished called when that many have ended
   */
  public Load load(OptionalLong total, Runnable onFinished) {
    TaskLedger ledger = new TaskLedger();
    context.ledger(ledger);
    Load load =
        new Load(model::submit, ledger, inFlight, rate, total, onFinished, System.nanoTime());
    load.start();
    return load;
  }

  /**
   * What of a stopped load still runs is of no use any more: it is interrupted where it can be, and
   * leaves at its next checkpoint otherwise.
   */
  public void abandon(Load load) {
    load.abandon();
    model.interruptTasks();
  }

  /**
   * Changes the number of workers; out of range: the nearest that is possible. Where workers take
   * long to start, they may come later, but before {@link #go} returns.
   */
  public void setWorkers(int number) {
    workers = Math.clamp(number, 1, RunSpec.MAX_WORKERS);
    model.setWorkers(workers);
  }

  /** Changes the number of tasks in flight of this load, if there is one, and those to come. */
  public void setInFlight(Optional<Load> load, int number) {
    inFlight = Math.clamp(number, 1, RunSpec.MAX_IN_FLIGHT);
    load.ifPresent(present -> present.setInFlight(inFlight));
  }

  /** Likewise the arrivals a second; a closed loop stays one. */
  public void setRate(Optional<Load> load, double perSecond) {
    if (rate > 0 && perSecond > 0) {
      rate = Math.min(perSecond, 1e7);
      load.ifPresent(present -> present.setRate(rate));
    }
  }

  public void setSwitchInterval(long nanos) {
    model.setSwitchInterval(Math.max(1_000, nanos));
  }

  /** The run's figures now, by the names of the wire format. */
  public Map<String, Double> gauges(Load load, long now) {
    Map<String, Double> gauges = new LinkedHashMap<>();
    gauges.put("workers", (double) workers);
    gauges.put("in_flight", (double) inFlight);
    gauges.put("emulated", context.spec.emulated() ? 1.0 : 0.0);
    if (load.isOpen()) {
      gauges.put("rate", rate);
      gauges.put("generator_late", (double) load.generatorLate(now));
    }
    model.gauges(gauges::put, now);
    context.gauges.forEach((name, value) -> gauges.put(name, value.getAsDouble()));
    return gauges;
  }

  /** Thread reports that changed since the last call, at most this many. */
  public List<ThreadReport> threads(long now, int most) {
    return context.threads.changed(now, most);
  }

  /** Measuring has begun: what is to happen a while after that is counted from now. */
  public void measuring() {
    model.measuring();
  }

  /** Says to who follows the run what has happened, in words. */
  public void say(String text) {
    context.steps.accept(text);
  }

  /** No load is under way: what would do something of its own accord rests. */
  public void rest() {
    context.rest();
  }

  /**
   * A load is about to begin: all is as it is while tasks run when this returns, and all threads
   * are reported again.
   */
  public void go() throws InterruptedException {
    context.threads.again();
    context.go();
  }

  @Override
  public void close() {
    context.close();
    model.close();
  }
}
