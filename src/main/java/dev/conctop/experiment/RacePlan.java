package dev.conctop.experiment;

import dev.conctop.experiment.statistic.Effect;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How arms are compared; fixed before the first block, so that nothing stops when it happens to
 * look well.
 *
 * @param labels the arms' names, the reference first
 * @param placebo whether the reference has a twin that runs like any other arm
 * @param rounds how many at most
 * @param times of a block
 * @param longestNanos all of it, from the first block on; no round begins that would not end by
 *     then
 * @param halfWidth given: it ends as soon as every interval's half is no wider, such as 0.02 for 2
 *     %
 * @param within what counts as the same: 0.03 for 3 %
 * @param seed of the order
 */
public record RacePlan(
    List<String> labels,
    boolean placebo,
    int rounds,
    BlockTimes times,
    long longestNanos,
    OptionalDouble halfWidth,
    double within,
    long seed) {
  /** What counts as the same when nobody says. */
  public static final double WITHIN = 0.03;

  /** Arms that fit on a screen and into a machine's memory. */
  public static final int MOST_ARMS = 16;

  public static final int MOST_ROUNDS = 1000;

  /** Rounds when neither their number nor a time is given. */
  public static final int USUAL_ROUNDS = 12;

  public static final long USUAL_WARM_NANOS = BlockTimes.USUAL_WARM_NANOS;
  private static final long START_NANOS = 1_500_000_000L;

  /** So many rounds fit into a time, if tasks are not too long for that. */
  private static final int ROUNDS_IN_TIME = Effect.LEAST_ROUNDS + 2;

  /** A block is never shorter than so many tasks of the slowest arm. */
  private static final double TASKS_AT_LEAST = 1.5;

  /** What a block takes beside settling and measuring: orders, draining, the next arm's waking. */
  private static final long BETWEEN_NANOS = 100_000_000L;

  public RacePlan {
    labels = List.copyOf(labels);
    if (labels.size() < 2 || labels.size() > MOST_ARMS) {
      throw new IllegalArgumentException(labels.size() + " arms");
    }
  }

  /**
   * A plan that fits into a time: rounds first, blocks as long as is left.
   *
   * @param nanos for all of it, start and warm-up included
   * @param rounds asked for; 0 when nobody said
   * @param placebo asked for or not; empty: if there is time for it
   */
  public static RacePlan within(
      long nanos,
      int rounds,
      java.util.Optional<Boolean> placebo,
      List<String> labels,
      long warmNanos,
      OptionalDouble halfWidth,
      double within,
      long seed) {
    int arms = labels.size();
    int goal = rounds > 0 ? rounds : USUAL_ROUNDS;
    boolean twin =
        placebo.orElse(share(nanos, arms + 1, warmNanos, goal) >= BlockTimes.roomy(warmNanos));
    int slots = arms + (twin ? 1 : 0);
    return new RacePlan(
        labels,
        twin,
        rounds > 0 ? rounds : MOST_ROUNDS,
        BlockTimes.within(share(nanos, slots, warmNanos, goal), warmNanos),
        Math.max(nanos - START_NANOS, 0),
        halfWidth,
        within,
        seed);
  }

  /** What each block has of all the time, ns; below 0 when there is none. */
  private static long share(long nanos, int slots, long warmNanos, int rounds) {
    return (nanos - START_NANOS - warmNanos * slots) / ((long) slots * rounds) - BETWEEN_NANOS;
  }

  /** A plan of so many rounds, however long they take. */
  public static RacePlan ofRounds(
      int rounds,
      boolean placebo,
      List<String> labels,
      long warmNanos,
      OptionalDouble halfWidth,
      double within,
      long seed) {
    return new RacePlan(
        labels,
        placebo,
        rounds,
        BlockTimes.usual(warmNanos),
        Long.MAX_VALUE / 2,
        halfWidth,
        within,
        seed);
  }

  /** The same with one arm more, from the first round on. */
  public RacePlan with(List<String> newLabels) {
    return new RacePlan(newLabels, placebo, rounds, times, longestNanos, halfWidth, within, seed);
  }

  /** The same with other times of a block. */
  private RacePlan with(BlockTimes other) {
    return new RacePlan(labels, placebo, rounds, other, longestNanos, halfWidth, within, seed);
  }

  /** The same with processes that live on for all rounds, and blocks that settle the sooner. */
  public RacePlan kept() {
    return with(times.kept());
  }

  /**
   * The same with blocks in which every arm ends several tasks; fixed before the first round.
   *
   * @param serviceNanos how long a task of the slowest arm takes once it is begun
   * @param betweenNanos how long it is from one end of a task to the next in the arm that ends the
   *     fewest
   */
  public RacePlan paced(double serviceNanos, double betweenNanos) {
    BlockTimes paced = times.paced(serviceNanos, betweenNanos);
    long rest = paced.wholeNanos() - paced.blockNanos() + BETWEEN_NANOS;
    long room = longestNanos / ((long) slots() * ROUNDS_IN_TIME) - rest;
    // Where a time was given, some rounds more than an interval needs go before tasks a block.
    long least = (long) Math.max(times.blockNanos(), TASKS_AT_LEAST * serviceNanos);
    return with(paced.withBlock(Math.min(paced.blockNanos(), Math.max(room, least))));
  }

  /** The least time in which so many arms are started, warmed and have one round. */
  public static long leastNanos(int slots, long warmNanos) {
    return START_NANOS + slots * (warmNanos + BlockTimes.leastNanos(warmNanos) + BETWEEN_NANOS);
  }

  public int arms() {
    return labels.size();
  }

  /** Who takes turns: the arms, and the reference's twin if there is one. */
  public int slots() {
    return labels.size() + (placebo ? 1 : 0);
  }

  /** How long each arm works before the first round, ns. */
  public long warmNanos() {
    return times.warmNanos();
  }

  /** How long each block goes on before it counts, ns. */
  public long settleNanos() {
    return times.settleNanos();
  }

  /** How long it counts, ns. */
  public long blockNanos() {
    return times.blockNanos();
  }

  /** How long a round takes, ns. */
  public long roundNanos() {
    return slots() * (times.wholeNanos() + BETWEEN_NANOS);
  }
}
