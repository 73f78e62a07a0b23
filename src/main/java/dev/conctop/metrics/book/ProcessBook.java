package dev.conctop.metrics.book;

import dev.conctop.metrics.Metric;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.sample.thread.ProcessVerdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * All processes of the machine by name. A name gets a series of its own when it takes a noticeable
 * part of a core, the busiest first; all others are one.
 */
final class ProcessBook {
  static final int MOST_GROUPS = 40;

  /** Cores' worth, on a core or waiting for one. */
  private static final double NOTICEABLE = 0.005;

  private static final double SECOND = 1e9;

  /** How long a table counts as new. */
  private static final long FRESH_NANOS = 5_000_000_000L;

  private static final class Group {
    double onCpuNanos;
    double queueNanos;
  }

  private final Groups<Group> groups = new Groups<>(MOST_GROUPS, Group::new);
  private final Map<ProcessVerdict.Word, Integer> verdicts =
      new EnumMap<>(ProcessVerdict.Word.class);
  private long seenNanos = Long.MIN_VALUE;
  private int processes;

  void add(ProcessTable table) {
    seenNanos = table.nanos();
    processes = table.rows().size();
    List<ProcessRow> busiest = new ArrayList<>(table.rows());
    busiest.sort(Comparator.comparingDouble(ProcessBook::taken).reversed());
    for (ProcessRow row : busiest) {
      double taken = taken(row);
      String name = group(row.name());
      Group group = taken >= NOTICEABLE ? groups.of(name) : groups.knownOrOther(name);
      if (row.onCpu().known()) {
        group.onCpuNanos += row.onCpu().value() * table.intervalNanos();
      }
      if (row.runQueue().known()) {
        group.queueNanos += row.runQueue().value() * table.intervalNanos();
      }
    }
    count(table.rows());
  }

  /** The kernel's own threads have their core and their work behind a slash. */
  private static String group(String name) {
    int slash = name.indexOf('/');
    return slash > 0 ? name.substring(0, slash) : name;
  }

  private static double taken(ProcessRow row) {
    double onCpu = row.onCpu().known() ? row.onCpu().value() : 0;
    return onCpu + (row.runQueue().known() ? row.runQueue().value() : 0);
  }

  /** Rows that nobody has judged say nothing. */
  private void count(List<ProcessRow> rows) {
    verdicts.clear();
    for (ProcessRow row : rows) {
      if (!row.verdict().equals(ProcessVerdict.none())) {
        verdicts.merge(row.verdict().word(), 1, Integer::sum);
      }
    }
  }

  /**
   * Tells what is known.
   *
   * @param nowNanos of the newest look: tables are not made while a process is watched
   */
  void tell(Points to, long nowNanos) {
    groups.each(
        (name, group) -> {
          to.put(Metric.PROCESS_GROUP_TIME, group.onCpuNanos / SECOND, name, "on_cpu");
          to.put(Metric.PROCESS_GROUP_TIME, group.queueNanos / SECOND, name, "run_queue");
        });
    if (seenNanos == Long.MIN_VALUE || nowNanos - seenNanos > FRESH_NANOS) {
      return;
    }
    to.put(Metric.PROCESS_COUNT, processes);
    if (!verdicts.isEmpty()) {
      for (ProcessVerdict.Word word : ProcessVerdict.Word.values()) {
        to.put(Metric.PROCESS_VERDICTS, verdicts.getOrDefault(word, 0), word.key());
      }
    }
  }
}
