package dev.conctop.export.html.story;

import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.thread.ProcessRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which processes kept the cores busy over time. Confined to one thread. */
public final class Busy {
  /** Where more come and go, those that come late count as others. */
  private static final int MOST = 4000;

  /**
   * A process.
   *
   * @param name as people call it, cleaned
   * @param cores that it kept busy on average over the whole time
   */
  public record One(int pid, String name, double cores) {}

  private final Bins bins;
  private final Map<Integer, Sums> nanos = new HashMap<>();
  private final Map<Integer, String> names = new HashMap<>();
  private final Sums all;

  Busy(Bins bins) {
    this.bins = bins;
    this.all = new Sums(bins, 1);
  }

  void add(ProcessTable table) {
    long from = table.nanos() - table.intervalNanos();
    for (ProcessRow row : table.rows()) {
      if (row.onCpu().known() && row.onCpu().value() > 0) {
        double time = row.onCpu().value() * table.intervalNanos();
        all.add(from, table.nanos(), 0, time);
        if (nanos.size() < MOST || nanos.containsKey(row.pid())) {
          nanos
              .computeIfAbsent(row.pid(), _ -> new Sums(bins, 1))
              .add(from, table.nanos(), 0, time);
          names.put(row.pid(), row.names().brief().isBlank() ? row.name() : row.names().brief());
        }
      }
    }
  }

  /** The busiest first. */
  public List<One> busiest(int most) {
    List<One> found = new ArrayList<>();
    nanos.forEach((pid, sums) -> found.add(new One(pid, names.getOrDefault(pid, ""), cores(sums))));
    found.sort(Comparator.comparingDouble((One one) -> -one.cores()).thenComparingInt(One::pid));
    return List.copyOf(found.subList(0, Math.min(most, found.size())));
  }

  /** Cores that all of them kept busy on average. */
  public double cores() {
    return cores(all);
  }

  private double cores(Sums sums) {
    double sum = 0;
    for (int bin = 0; bin < bins.count(); bin++) {
      sum += sums.at(0, bin);
    }
    return sum / bins.lengthNanos();
  }

  /** Cores that a process kept busy in a column. */
  public double cores(int pid, int bin) {
    Sums sums = nanos.get(pid);
    return sums == null ? 0 : per(sums, bin);
  }

  /** Cores that all processes kept busy in a column. */
  public double cores(int bin) {
    return per(all, bin);
  }

  private double per(Sums sums, int bin) {
    return sums.at(0, bin) / (bins.edge(bin + 1) - bins.edge(bin));
  }
}
