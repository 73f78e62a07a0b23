package dev.conctop.report.run;

import dev.conctop.sample.figure.Figure;
import dev.conctop.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Throughput over the number of workers, with the knee: the document {@code conctop.sweep/1}. */
public final class SweepReport {
  /** The knee is the least number of workers that gives this share of the best throughput. */
  private static final double ENOUGH = 0.9;

  private static final int BAR = 40;

  private record Row(int workers, double throughput, Figure cpuOverWall, String verdict) {}

  private final List<Row> rows = new ArrayList<>();
  private String workload = "";
  private String model = "";
  private int cores;

  /** A run has finished. */
  public void add(State state) {
    RunFigures figures = RunFigures.of(state);
    workload = figures.spec().workload().id();
    model = figures.spec().model().id();
    cores = state.observed().host().map(host -> host.cores().size()).orElse(0);
    rows.add(
        new Row(
            figures.spec().workers(),
            figures.throughput(),
            figures.used().cpuOverWall(),
            figures.verdict().kind().word()));
  }

  /** How many runs have finished. */
  public int runs() {
    return rows.size();
  }

  private double best() {
    return rows.stream().mapToDouble(Row::throughput).max().orElse(Double.NaN);
  }

  private int knee() {
    return rows.stream()
        .filter(row -> row.throughput() > 0 && row.throughput() >= ENOUGH * best())
        .mapToInt(Row::workers)
        .min()
        .orElse(0);
  }

  /** The curve as bars. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append(String.format(Locale.ROOT, "%s under %s%n%n", workload, model));
    out.append(String.format("%8s%14s%10s  %s%n", "workers", "tasks/s", "cpu/wall", ""));
    for (Row row : rows) {
      out.append(
          String.format(
                  Locale.ROOT,
                  "%8d%14.1f%10s  %-40s %s%s",
                  row.workers(),
                  row.throughput(),
                  row.cpuOverWall().known()
                      ? String.format(Locale.ROOT, "%.2f", row.cpuOverWall().value())
                      : "n/a",
                  "#".repeat((int) Math.round(BAR * row.throughput() / best())),
                  row.verdict(),
                  row.workers() == knee() ? "  <- knee" : "")
              .stripTrailing());
      out.append('\n');
    }
    return out.toString();
  }

  public String json() {
    ObjectNode root = new JsonMapper().createObjectNode();
    root.put("schema", "conctop.sweep/1");
    root.put("workload", workload);
    root.put("model", model);
    root.put("cores", cores);
    root.put("knee", knee());
    ArrayNode runs = root.putArray("runs");
    for (Row row : rows) {
      ObjectNode one = runs.addObject();
      one.put("workers", row.workers());
      one.put("throughput_per_s", row.throughput());
      if (row.cpuOverWall().known()) {
        one.put("cpu_over_wall", row.cpuOverWall().value());
      } else {
        one.putNull("cpu_over_wall");
      }
      one.put("verdict", row.verdict());
    }
    return root.toString();
  }
}
