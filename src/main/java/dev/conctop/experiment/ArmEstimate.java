package dev.conctop.experiment;

import dev.conctop.experiment.statistic.Effect;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * One arm over all its blocks. NaN is what could not be told.
 *
 * @param throughput tasks a second, block by block: the middle, with its interval
 * @param p50 median response, ns, likewise
 * @param p99 its 99th percentile, ns, likewise; without an interval where a block has fewer than
 *     {@value #LEAST_FOR_P99} tasks, nothing where it has fewer than a tenth of that
 * @param blocks how many there are
 * @param empty in how many of them it completed no task
 * @param disturbed how many of them others disturbed
 * @param tasks sums over all blocks; do not change it
 * @param workers sums over all blocks; do not change it
 * @param responseNanos mean response of all its tasks
 * @param cpuPerThousand CPU seconds a thousand tasks
 * @param switchesPerThousand context switches a thousand tasks
 * @param memoryBytes proportional share of memory, median of its blocks
 * @param threads the most of its blocks
 * @param result what the tasks of its last block found; NaN where tasks have no result to compare
 * @param verdict the one that most of its blocks have; empty without any
 */
public record ArmEstimate(
    Effect throughput,
    Effect p50,
    Effect p99,
    int blocks,
    int empty,
    int disturbed,
    TaskCounts tasks,
    Budget workers,
    double responseNanos,
    double cpuPerThousand,
    double switchesPerThousand,
    double memoryBytes,
    int threads,
    double result,
    String verdict) {
  /** Tasks a block from which on its 99th percentile is a figure to compare. */
  public static final int LEAST_FOR_P99 = 1000;

  static ArmEstimate of(List<BlockFigures> blocks) {
    long completed = blocks.stream().mapToLong(block -> block.tasks().completed()).sum();
    return new ArmEstimate(
        middle(blocks, BlockFigures::throughput),
        middle(blocks, BlockFigures::p50),
        tail(blocks),
        blocks.size(),
        (int) blocks.stream().filter(block -> block.tasks().completed() == 0).count(),
        (int) blocks.stream().filter(block -> block.surroundings().disturbed()).count(),
        sum(blocks),
        budget(blocks),
        response(blocks, completed),
        perThousand(blocks, completed, BlockFigures::cpuSeconds),
        perThousand(blocks, completed, BlockFigures::switches),
        median(blocks.stream().mapToDouble(BlockFigures::memoryBytes).toArray()),
        blocks.stream().mapToInt(BlockFigures::threads).max().orElse(0),
        blocks.stream()
            .mapToDouble(BlockFigures::result)
            .filter(result -> !Double.isNaN(result))
            .reduce(Double.NaN, (_, last) -> last),
        verdict(blocks));
  }

  private static Effect middle(List<BlockFigures> blocks, ToDoubleFunction<BlockFigures> figure) {
    return Effect.of(blocks.stream().mapToDouble(figure).filter(value -> value > 0).toArray());
  }

  private static Effect tail(List<BlockFigures> blocks) {
    double tasks = blocks.stream().mapToDouble(b -> b.tasks().completed()).min().orElse(0);
    if (!(tasks >= LEAST_FOR_P99 / 10.0)) {
      return Effect.of(new double[0]);
    }
    Effect all = middle(blocks, BlockFigures::p99);
    return tasks >= LEAST_FOR_P99
        ? all
        : new Effect(all.ratio(), Double.NaN, Double.NaN, all.rounds());
  }

  private static TaskCounts sum(List<BlockFigures> blocks) {
    long created = 0;
    long completed = 0;
    long failed = 0;
    long cancelled = 0;
    long[] nanos = new long[TaskWait.count()];
    for (BlockFigures block : blocks) {
      TaskCounts tasks = block.tasks();
      created += tasks.created();
      completed += tasks.completed();
      failed += tasks.failed();
      cancelled += tasks.cancelled();
      for (int i = 0; i < nanos.length; i++) {
        nanos[i] += tasks.nanosIn()[i];
      }
    }
    return new TaskCounts(created, completed, failed, cancelled, new long[TaskWait.count()], nanos);
  }

  private static Budget budget(List<BlockFigures> blocks) {
    Budget all = new Budget();
    blocks.forEach(block -> all.addAll(block.workers()));
    return all;
  }

  private static double response(List<BlockFigures> blocks, long completed) {
    double sum = 0;
    for (BlockFigures block : blocks) {
      if (block.tasks().completed() > 0) {
        sum += block.meanResponse() * block.tasks().completed();
      }
    }
    return completed == 0 ? Double.NaN : sum / completed;
  }

  /** Of a figure that is unknown in one block nothing is known of all. */
  private static double perThousand(
      List<BlockFigures> blocks, long completed, ToDoubleFunction<BlockFigures> figure) {
    double sum = blocks.stream().mapToDouble(figure).sum();
    return completed == 0 ? Double.NaN : 1000 * sum / completed;
  }

  private static double median(double[] values) {
    double[] known = Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    return known.length == 0
        ? Double.NaN
        : (known[(known.length - 1) / 2] + known[known.length / 2]) / 2;
  }

  private static String verdict(List<BlockFigures> blocks) {
    return blocks.stream()
        .collect(Collectors.groupingBy(BlockFigures::verdict, Collectors.counting()))
        .entrySet()
        .stream()
        .max(
            Comparator.comparingLong(Map.Entry<String, Long>::getValue)
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  /** Time that a task spends in a state, ns, on average; NaN without any task. */
  public double perTask(TaskWait state) {
    return tasks.completed() == 0
        ? Double.NaN
        : (double) tasks.nanosIn()[state.ordinal()] / tasks.completed();
  }
}
