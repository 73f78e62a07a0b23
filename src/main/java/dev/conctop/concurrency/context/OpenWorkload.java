package dev.conctop.concurrency.context;

import dev.conctop.catalog.parameter.Parameters;
import dev.conctop.workload.task.MapReduce;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** A workload that runs in this process, with the busy threads it asked for. */
public final class OpenWorkload implements AutoCloseable {
  private final Workload workload;
  private final BusyThreads busy;

  private OpenWorkload(Workload workload, BusyThreads busy) {
    this.workload = workload;
    this.busy = busy;
  }

  /**
   * Opens the run's workload.
   *
   * @param concurrency how many tasks may run at once, at most
   */
  public static OpenWorkload open(ModelContext context, int concurrency, BusyThreads busy)
      throws Exception {
    return of(context, context.newWorkload(), concurrency, busy);
  }

  /** The same for work that is the model's own. */
  public static OpenWorkload of(
      ModelContext context, Workload workload, int concurrency, BusyThreads busy) throws Exception {
    workload.open(new Around(context, concurrency, busy));
    context.add(workload);
    context.add(busy);
    return new OpenWorkload(workload, busy);
  }

  /**
   * What puts parts of tasks together that run in other processes, where the run's workload is of
   * that kind; it is not opened here.
   */
  public static Optional<MapReduce> reduce(ModelContext context) {
    if (context.newWorkload() instanceof MapReduce reducing) {
      reducing.openReduce(new Around(context, 1, BusyThreads.unlocked(context)));
      return Optional.of(reducing);
    }
    return Optional.empty();
  }

  public Workload workload() {
    return workload;
  }

  @Override
  public void close() {
    busy.close();
    workload.close();
  }

  private record Around(ModelContext context, int concurrency, BusyThreads busy)
      implements Surroundings {
    @Override
    public Parameters parameters() {
      return context.spec.parameters();
    }

    @Override
    public int httpPort() {
      return context.place.httpPort();
    }

    @Override
    public int queryPort() {
      return context.place.queryPort();
    }

    @Override
    public Path directory() {
      return context.place.directory();
    }

    @Override
    public void note(String text) {
      context.steps.accept(text);
    }

    @Override
    public void gauge(String name, DoubleSupplier value) {
      context.gauges.merge(name, value, name.contains("share") ? Mean::with : OpenWorkload::sum);
    }

    @Override
    public void startBusy(Elsewhere where, Consumer<TaskContext> work) {
      busy.start(where, work);
    }
  }

  /** Opened more than once, as in interpreters that share nothing, a workload's figures add up. */
  private static DoubleSupplier sum(DoubleSupplier one, DoubleSupplier other) {
    return () -> one.getAsDouble() + other.getAsDouble();
  }

  /** Shares do not add up: what is said then is their mean. */
  private record Mean(List<DoubleSupplier> all) implements DoubleSupplier {
    static DoubleSupplier with(DoubleSupplier one, DoubleSupplier other) {
      List<DoubleSupplier> both =
          new ArrayList<>(one instanceof Mean mean ? mean.all : List.of(one));
      both.add(other);
      return new Mean(both);
    }

    @Override
    public double getAsDouble() {
      return all.stream().mapToDouble(DoubleSupplier::getAsDouble).average().orElse(Double.NaN);
    }
  }
}
