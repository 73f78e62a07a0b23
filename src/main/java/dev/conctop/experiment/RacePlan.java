package dev.conctop.experiment;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How arms are compared; fixed before the first block, so that nothing stops when it happens to
 * look well.
 *
 * @param labels the arms' names, the reference first
 * @param placebo whether the reference has a twin that runs like any other arm
 * @param rounds how many at most
 * @param warmNanos how long each arm works before the first round
 * @param settleNanos how long each block goes on before it counts
 * @param blockNanos how long it counts
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
    long warmNanos,
    long settleNanos,
    long blockNanos,
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
  public static final int USUAL_ROUNDS = 10;

  public static final long USUAL_WARM_NANOS = 1_000_000_000L;
  public static final long SETTLE_NANOS = 300_000_000L;
  private static final long USUAL_BLOCK_NANOS = 1_500_000_000L;
  private static final long START_NANOS = 1_500_000_000L;
  private static final long LONGEST_SETTLE_NANOS = 20_000_000_000L;
  private static final long LONGEST_PACED_NANOS = 60_000_000_000L;

  /** A block is at least so many times as long as a task. */
  private static final int SERVICES_A_BLOCK = 4;

  /** Tasks that end in a block at least. */
  private static final int ENDS_A_BLOCK = 5;

  private static final long SHORTEST_BLOCK_NANOS = 700_000_000L;
  private static final long LONGEST_BLOCK_NANOS = 5_000_000_000L;

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
    long start = START_NANOS;
    boolean twin =
        placebo.orElse(
            blockNanos(nanos - start - warmNanos * (arms + 1), arms + 1, goal(rounds))
                >= USUAL_BLOCK_NANOS);
    int slots = arms + (twin ? 1 : 0);
    long left = nanos - start - warmNanos * slots;
    int goal = goal(rounds);
    long block =
        Math.clamp(blockNanos(left, slots, goal), SHORTEST_BLOCK_NANOS, LONGEST_BLOCK_NANOS);
    return new RacePlan(
        labels,
        twin,
        rounds > 0 ? rounds : MOST_ROUNDS,
        warmNanos,
        SETTLE_NANOS,
        block,
        Math.max(left, 0) + warmNanos * slots,
        halfWidth,
        within,
        seed);
  }

  private static int goal(int rounds) {
    return rounds > 0 ? rounds : USUAL_ROUNDS;
  }

  private static long blockNanos(long nanos, int slots, int rounds) {
    return nanos / ((long) slots * rounds) - SETTLE_NANOS - BETWEEN_NANOS;
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
        warmNanos,
        SETTLE_NANOS,
        USUAL_BLOCK_NANOS,
        Long.MAX_VALUE / 2,
        halfWidth,
        within,
        seed);
  }

  /** The same with one arm more, from the first round on. */
  public RacePlan with(List<String> newLabels) {
    return new RacePlan(
        newLabels,
        placebo,
        rounds,
        warmNanos,
        settleNanos,
        blockNanos,
        longestNanos,
        halfWidth,
        within,
        seed);
  }

  /**
   * The same with blocks in which every arm ends several tasks; fixed before the first round.
   *
   * @param serviceNanos how long a task of the slowest arm takes once it is begun
   * @param betweenNanos how long it is from one end of a task to the next in the arm that ends the
   *     fewest
   */
  public RacePlan paced(double serviceNanos, double betweenNanos) {
    double block = Math.max(SERVICES_A_BLOCK * serviceNanos, ENDS_A_BLOCK * betweenNanos);
    return new RacePlan(
        labels,
        placebo,
        rounds,
        warmNanos,
        Math.max(settleNanos, (long) Math.min(1.5 * serviceNanos, LONGEST_SETTLE_NANOS)),
        Math.max(blockNanos, (long) Math.min(block, LONGEST_PACED_NANOS)),
        longestNanos,
        halfWidth,
        within,
        seed);
  }

  /** The least time in which so many arms are started, warmed and have one round. */
  public static long leastNanos(int slots, long warmNanos) {
    return START_NANOS + slots * (warmNanos + SETTLE_NANOS + SHORTEST_BLOCK_NANOS + BETWEEN_NANOS);
  }

  public int arms() {
    return labels.size();
  }

  /** Who takes turns: the arms, and the reference's twin if there is one. */
  public int slots() {
    return labels.size() + (placebo ? 1 : 0);
  }

  /** How long a round takes, ns. */
  public long roundNanos() {
    return slots() * (settleNanos + blockNanos + BETWEEN_NANOS);
  }
}
