package dev.conctop.experiment.curve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * One value and its blocks.
 *
 * @param value in the base unit of the {@link Range}
 * @param blocks those that count, all of this value, at least one
 */
public record Point(double value, List<Block> blocks) {
  public Point {
    blocks = List.copyOf(blocks);
    if (blocks.isEmpty() || blocks.stream().anyMatch(block -> block.value() != value)) {
      throw new IllegalArgumentException("blocks of " + value + ": " + blocks);
    }
  }

  /** The points of blocks in any order, the smallest value first. */
  public static List<Point> of(List<Block> blocks) {
    TreeMap<Double, List<Block>> byValue = new TreeMap<>();
    for (Block block : blocks) {
      byValue.computeIfAbsent(block.value(), _ -> new ArrayList<>()).add(block);
    }
    return byValue.entrySet().stream().map(e -> new Point(e.getKey(), e.getValue())).toList();
  }

  /** Tasks a second. */
  public Estimate throughput() {
    return Estimate.of(throughputs());
  }

  /** Of the responses, ns. */
  public Estimate p50Nanos() {
    return Estimate.of(figures(Block::p50Nanos));
  }

  /** Of the responses, ns. */
  public Estimate p99Nanos() {
    return Estimate.of(figures(Block::p99Nanos));
  }

  /** How many of the blocks were not in a steady state, though they were measured again. */
  public int unsteady() {
    return (int) blocks.stream().filter(block -> !block.steady()).count();
  }

  /** The median of as many throughputs, each drawn from all of them. */
  static double resampled(double[] throughputs, SplittableRandom random) {
    double[] drawn = new double[throughputs.length];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = throughputs[random.nextInt(throughputs.length)];
    }
    Arrays.sort(drawn);
    return Estimate.medianOfSorted(drawn);
  }

  double[] throughputs() {
    return figures(Block::throughput);
  }

  private double[] figures(ToDoubleFunction<Block> figure) {
    return blocks.stream().mapToDouble(figure).toArray();
  }
}
