package dev.conctop.report.fleet;

import dev.conctop.report.diagnose.Diagnosed;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.sample.thread.ProcessUse;
import dev.conctop.state.fleet.Spread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The processes of one name over the hosts that have one.
 *
 * @param hosts how many have one
 * @param onCpu cores that they keep busy on a host; empty where no host tells
 * @param mostOn the host on which they keep most busy
 */
record FleetGroup(
    String name, int hosts, long processes, long threads, Optional<Spread> onCpu, String mostOn) {
  private static final class Sum {
    final List<Double> cores = new ArrayList<>();
    int hosts;
    long processes;
    long threads;
    String mostOn = "";
    double most = -1;

    void add(String host, long more, long moreThreads, Figure use) {
      hosts++;
      processes += more;
      threads += moreThreads;
      if (use.known()) {
        cores.add(use.value());
        if (use.value() > most) {
          most = use.value();
          mostOn = host;
        }
      }
    }

    FleetGroup made(String name) {
      double[] values = cores.stream().mapToDouble(Double::doubleValue).toArray();
      return new FleetGroup(
          name,
          hosts,
          processes,
          threads,
          values.length == 0 ? Optional.empty() : Optional.of(Spread.of(values)),
          mostOn);
    }
  }

  /** Of all hosts, those that keep most cores busy first. */
  static List<FleetGroup> of(List<HostFound> hosts) {
    Map<String, Sum> sums = new HashMap<>();
    for (HostFound host : hosts) {
      host.diagnosed().ifPresent(found -> add(sums, host.name(), found));
      host.seen()
          .flatMap(seen -> seen.processes())
          .ifPresent(table -> add(sums, host.name(), table));
    }
    List<FleetGroup> groups = new ArrayList<>();
    sums.forEach((name, sum) -> groups.add(sum.made(name)));
    groups.sort(
        Comparator.comparingDouble(FleetGroup::use)
            .reversed()
            .thenComparing(group -> -group.hosts())
            .thenComparing(FleetGroup::name));
    return groups;
  }

  private double use() {
    return onCpu.map(spread -> spread.median() * hosts).orElse(0.0);
  }

  private static void add(Map<String, Sum> sums, String host, Diagnosed found) {
    Optional<ProcessUse> use = found.used().use();
    sums.computeIfAbsent(found.target().name(), _ -> new Sum())
        .add(
            host,
            use.map(ProcessUse::processes).orElse(1),
            use.map(ProcessUse::threads).orElse(0),
            found.used().cpuOverWall());
  }

  private static void add(Map<String, Sum> sums, String host, ProcessTable table) {
    record Here(long processes, long threads, double cores, boolean told) {}

    Map<String, Here> here = new HashMap<>();
    for (ProcessRow row : table.rows()) {
      Figure use = row.onCpu();
      Here one = new Here(1, row.threads(), use.known() ? use.value() : 0, use.known());
      here.merge(
          row.name(),
          one,
          (a, b) ->
              new Here(
                  a.processes() + b.processes(),
                  a.threads() + b.threads(),
                  a.cores() + b.cores(),
                  a.told() || b.told()));
    }
    here.forEach(
        (name, one) ->
            sums.computeIfAbsent(name, _ -> new Sum())
                .add(
                    host,
                    one.processes(),
                    one.threads(),
                    one.told() ? Figure.exact(one.cores()) : Figure.na("it was seen once")));
  }
}
