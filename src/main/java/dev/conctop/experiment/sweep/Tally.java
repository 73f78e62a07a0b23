package dev.conctop.experiment.sweep;

import dev.conctop.experiment.BlockFigures;
import dev.conctop.sample.SubjectEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is counted of the blocks beside the curve. */
final class Tally {
  private final Map<Double, Map<String, Integer>> verdicts = new HashMap<>();
  private final List<Double> cpuNanos = new ArrayList<>();
  private final Map<String, Long> errors = new HashMap<>();
  private long completed;
  private long failed;

  /** A block that counts. */
  void add(double value, SubjectEvent.BlockEnded block, BlockFigures figures) {
    if (!figures.verdict().isEmpty()) {
      verdicts
          .computeIfAbsent(value, _ -> new LinkedHashMap<>())
          .merge(figures.verdict(), 1, Integer::sum);
    }
    completed += block.tasks().completed();
    failed += block.tasks().failed();
    block.errors().forEach((error, count) -> errors.merge(error, count, Long::sum));
    if (block.tasks().completed() > 0 && figures.cpuSeconds() >= 0) {
      cpuNanos.add(figures.cpuSeconds() * 1e9 / block.tasks().completed());
    }
  }

  /** The most frequent of a value's blocks, the earliest of those as frequent; empty without. */
  String verdict(double value) {
    String most = "";
    int count = 0;
    for (Map.Entry<String, Integer> one : verdicts.getOrDefault(value, Map.of()).entrySet()) {
      most = one.getValue() > count ? one.getKey() : most;
      count = Math.max(count, one.getValue());
    }
    return most;
  }

  /** CPU time of a task, the median of the blocks; NaN when it was not read. */
  double cpuNanos() {
    List<Double> sorted = cpuNanos.stream().sorted().toList();
    return sorted.isEmpty()
        ? Double.NaN
        : (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
  }

  long completed() {
    return completed;
  }

  long failed() {
    return failed;
  }

  /** What failed most often. */
  Optional<String> error() {
    return errors.entrySet().stream()
        .max(
            Comparator.comparingLong(Map.Entry<String, Long>::getValue)
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey);
  }
}
