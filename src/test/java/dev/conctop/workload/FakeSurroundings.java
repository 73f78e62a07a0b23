package dev.conctop.workload;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.parameter.Parameters;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** Surroundings of a run that a test makes up. */
public final class FakeSurroundings implements Surroundings {
  public final List<String> notes = new ArrayList<>();
  final List<Elsewhere> busy = new ArrayList<>();
  final List<Consumer<TaskContext>> busyWork = new ArrayList<>();
  private final Map<String, DoubleSupplier> gauges = new HashMap<>();
  private final Parameters parameters;
  private int httpPort;
  private int queryPort;
  private Path directory = Path.of("none");

  public FakeSurroundings(String workload, Map<String, String> given) {
    parameters = Parameters.of(Catalog.workload(workload).parameters(), given, workload);
  }

  public FakeSurroundings withPorts(int http, int query) {
    httpPort = http;
    queryPort = query;
    return this;
  }

  public FakeSurroundings in(Path path) {
    directory = path;
    return this;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public int httpPort() {
    return httpPort;
  }

  @Override
  public int queryPort() {
    return queryPort;
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Override
  public int concurrency() {
    return 64;
  }

  @Override
  public void startBusy(Elsewhere where, Consumer<TaskContext> work) {
    busy.add(where);
    busyWork.add(work);
  }

  @Override
  public void note(String text) {
    notes.add(text);
  }

  @Override
  public void gauge(String name, DoubleSupplier value) {
    gauges.put(name, value);
  }

  /** What a figure of the workload's own is now. */
  public double gauge(String name) {
    return gauges.get(name).getAsDouble();
  }
}
