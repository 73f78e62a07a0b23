package dev.conctop.experiment;

/**
 * How long the parts of a block are.
 *
 * @param warmNanos how long each arm works before the first round, by which the blocks are paced
 * @param settleNanos how long each block goes on before it counts; the first of a new process twice
 *     as long as the warm-up at least
 * @param blockNanos how long it counts
 * @param anew whether processes are replaced after some rounds; else they live on for all of them
 */
public record BlockTimes(long warmNanos, long settleNanos, long blockNanos, boolean anew) {
  static final long USUAL_WARM_NANOS = 1_000_000_000L;
  static final long USUAL_BLOCK_NANOS = 1_500_000_000L;

  /** What a warm process needs to be under way again. */
  public static final long SETTLE_NANOS = 300_000_000L;

  private static final long SHORTEST_BLOCK_NANOS = 700_000_000L;
  private static final long LONGEST_BLOCK_NANOS = 5_000_000_000L;
  private static final long LONGEST_SETTLE_NANOS = 20_000_000_000L;
  private static final long LONGEST_PACED_NANOS = 60_000_000_000L;

  private static final double STEADY = 1.1;
  private static final long LONGEST_STEADY_NANOS = 3_000_000_000L;

  /** A process that is compared with one that has worked for rounds is warmed for longer. */
  private static final int FRESH = 2;

  /** About what a process needs until it can work. */
  private static final long START_NANOS = 900_000_000L;

  /** A block is at least so many times as long as a task. */
  private static final int SERVICES_A_BLOCK = 4;

  /** Tasks that end in a block at least. */
  private static final int ENDS_A_BLOCK = 5;

  /** Blocks of the usual length. */
  static BlockTimes usual(long warmNanos) {
    return new BlockTimes(warmNanos, SETTLE_NANOS, USUAL_BLOCK_NANOS, true);
  }

  /**
   * Blocks that fill a time, with what new processes take of it.
   *
   * @param nanos for one block; one that is too short takes what it needs
   */
  static BlockTimes within(long nanos, long warmNanos) {
    long block =
        Math.clamp(
            nanos - SETTLE_NANOS - renewalNanos(warmNanos),
            SHORTEST_BLOCK_NANOS,
            LONGEST_BLOCK_NANOS);
    return new BlockTimes(warmNanos, SETTLE_NANOS, block, true);
  }

  /** What new processes cost each block, on average. */
  private static long renewalNanos(long warmNanos) {
    return (START_NANOS + FRESH * warmNanos) / Renewals.ROUNDS;
  }

  /** What a block takes, on average. */
  long wholeNanos() {
    return settleNanos + blockNanos + (anew ? renewalNanos(warmNanos) : 0);
  }

  /** The least that a block takes, warming up included, ns. */
  static long leastNanos(long warmNanos) {
    return warmNanos + SHORTEST_BLOCK_NANOS;
  }

  /** From how much time a block on, warming up included, there is some left for a placebo, ns. */
  static long roomy(long warmNanos) {
    return SETTLE_NANOS + renewalNanos(warmNanos) + USUAL_BLOCK_NANOS;
  }

  /** The same with another length of what counts. */
  BlockTimes withBlock(long nanos) {
    return new BlockTimes(warmNanos, settleNanos, nanos, anew);
  }

  /** The same with processes that live on for all rounds. */
  BlockTimes kept() {
    return new BlockTimes(warmNanos, SETTLE_NANOS, blockNanos, false);
  }

  /**
   * How long a block of an arm goes on before it counts: until the tasks that it began with are
   * gone, if that is not too long, since what follows is how it goes on.
   *
   * @param stayNanos how long a task is there, its waiting for a worker included
   * @param fresh whether its process has not worked before
   */
  long settleNanos(double stayNanos, boolean fresh) {
    long least = fresh ? Math.max(settleNanos, FRESH * warmNanos) : settleNanos;
    return Math.max(least, (long) Math.min(STEADY * stayNanos, LONGEST_STEADY_NANOS));
  }

  /**
   * The same with blocks in which every arm ends several tasks.
   *
   * @param serviceNanos how long a task of the slowest arm takes once it is begun
   * @param betweenNanos how long it is from one end of a task to the next in the arm that ends the
   *     fewest
   */
  BlockTimes paced(double serviceNanos, double betweenNanos) {
    double block = Math.max(SERVICES_A_BLOCK * serviceNanos, ENDS_A_BLOCK * betweenNanos);
    return new BlockTimes(
        warmNanos,
        Math.max(settleNanos, (long) Math.min(1.5 * serviceNanos, LONGEST_SETTLE_NANOS)),
        Math.max(blockNanos, (long) Math.min(block, LONGEST_PACED_NANOS)),
        anew);
  }
}
