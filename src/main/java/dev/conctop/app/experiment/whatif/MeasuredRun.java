package dev.conctop.app.experiment.whatif;

import dev.conctop.app.experiment.whatif.bench.ListedTurns;
import dev.conctop.app.experiment.whatif.bench.ListedTurns.Result;
import dev.conctop.app.experiment.whatif.bench.ListedTurns.Turn;
import dev.conctop.experiment.BlockFigures;
import dev.conctop.sample.task.TaskWait;
import java.util.List;
import java.util.Optional;

/**
 * One run in blocks, so that it is seen how much it differs from itself; the first one warms up.
 */
final class MeasuredRun implements ListedTurns.Plan {
  private static final long WARM_NANOS = 1_500_000_000L;
  private static final long SETTLE_NANOS = 200_000_000L;
  private static final long BLOCK_NANOS = 1_700_000_000L;

  /** What a block takes beside: orders, draining. */
  private static final long BETWEEN_NANOS = 100_000_000L;

  /** A block is at least so many times as long as a task. */
  private static final int SERVICES = 6;

  /** Tasks that end in a block at least. */
  private static final int ENDS = 10;

  private static final int FEWEST = 2;

  private final long nanos;
  private long block = BLOCK_NANOS;
  private int blocks = FEWEST;

  /**
   * @param nanos how long all of it takes, the subject's start left out
   */
  MeasuredRun(long nanos) {
    this.nanos = nanos;
  }

  int blocks() {
    return blocks;
  }

  @Override
  public Optional<Turn> next(List<Result> results) {
    if (results.isEmpty()) {
      return Optional.of(new Turn(0, 0, warmNanos()));
    }
    if (results.size() == 1) {
      pace(results.getFirst().figures());
    }
    return results.size() <= blocks
        ? Optional.of(new Turn(0, SETTLE_NANOS, block))
        : Optional.empty();
  }

  private long warmNanos() {
    return Math.min(WARM_NANOS, nanos / 6);
  }

  /** Blocks as long as tasks of this length need; two of them at least. */
  private void pace(BlockFigures warm) {
    long left = nanos - warmNanos();
    long longest = left / FEWEST - SETTLE_NANOS - BETWEEN_NANOS;
    double service = warm.meanResponse() * (1 - warm.tasks().share(TaskWait.READY));
    boolean told = service > 0 && warm.throughput() > 0;
    double wanted =
        told ? Math.max(SERVICES * service, ENDS * 1e9 / warm.throughput()) : (double) longest;
    block = Math.max(1, Math.min(longest, Math.max(BLOCK_NANOS, (long) Math.min(wanted, longest))));
    blocks = (int) Math.max(FEWEST, left / (block + SETTLE_NANOS + BETWEEN_NANOS));
  }
}
