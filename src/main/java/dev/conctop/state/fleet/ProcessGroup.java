package dev.conctop.state.fleet;

import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ProcessRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The processes of one name on several machines.
 *
 * @param hosts how many machines have one
 * @param processes how many there are on all
 * @param threads how many they have together
 * @param cores that they keep busy on a machine, over the machines that have one
 * @param most the machine on which they do most
 * @param waits what most of them that wait wait for
 */
public record ProcessGroup(
    String name, int hosts, int processes, long threads, Spread cores, String most, Part waits) {
  private static final class Sum {
    final List<Double> cores = new ArrayList<>();
    final Map<Part, Integer> waits = new EnumMap<>(Part.class);
    int processes;
    long threads;
    String most = "";
    double mostCores = -1;

    // Of the machine that is gone over.
    boolean here;
    double coresHere;

    void add(ProcessRow row) {
      here = true;
      processes++;
      threads += row.threads();
      coresHere += row.onCpu().known() ? row.onCpu().value() : 0;
      waits.merge(row.blocked(), 1, Integer::sum);
    }

    void endOf(String host) {
      if (here) {
        cores.add(coresHere);
        if (coresHere > mostCores) {
          mostCores = coresHere;
          most = host;
        }
        here = false;
        coresHere = 0;
      }
    }
  }

  /**
   * All names on machines that can be seen, those that keep most cores busy first.
   *
   * @param filter only names that contain this; empty: all
   */
  public static List<ProcessGroup> of(List<HostRow> rows, String filter) {
    Map<String, Sum> sums = new HashMap<>();
    for (HostRow row : rows) {
      if (row.phase() != HostRow.Phase.LIVE) {
        continue;
      }
      List<ProcessRow> all =
          row.seen().flatMap(HostRow.Look::table).map(ProcessTable::rows).orElse(List.of());
      for (ProcessRow process : all) {
        if (filter.isEmpty() || process.name().contains(filter)) {
          sums.computeIfAbsent(process.name(), _ -> new Sum()).add(process);
        }
      }
      for (Sum sum : sums.values()) {
        sum.endOf(row.name());
      }
    }
    List<ProcessGroup> groups = new ArrayList<>(sums.size());
    sums.forEach((name, sum) -> groups.add(made(name, sum)));
    groups.sort(
        Comparator.comparingDouble((ProcessGroup group) -> -group.cores.median() * group.hosts)
            .thenComparing(group -> -group.hosts)
            .thenComparing(ProcessGroup::name));
    return groups;
  }

  private static ProcessGroup made(String name, Sum sum) {
    Part waits =
        sum.waits.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(Part.UNKNOWN);
    return new ProcessGroup(
        name,
        sum.cores.size(),
        sum.processes,
        sum.threads,
        Spread.of(sum.cores.stream().mapToDouble(Double::doubleValue).toArray()),
        sum.most,
        waits);
  }
}
