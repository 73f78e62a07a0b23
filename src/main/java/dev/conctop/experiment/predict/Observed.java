package dev.conctop.experiment.predict;

import dev.conctop.experiment.predict.plan.ArmModel;
import dev.conctop.experiment.predict.plan.Load;
import dev.conctop.experiment.predict.task.Demands;
import dev.conctop.experiment.predict.task.TaskVector;
import java.util.List;

/**
 * The run that predictions start from.
 *
 * @param demands as they were there: the work has what that model adds in it
 * @param blocks the same block by block, from which is seen how much they vary
 * @param unknownShare of the time of its threads, 0 to 1, of which is not known where it went
 * @param othersSaturate whether other programs took what was left of the cores
 */
public record Observed(
    ArmModel model,
    Load load,
    Demands demands,
    List<Block> blocks,
    double unknownShare,
    boolean othersSaturate) {
  /**
   * Means a task over a second or more.
   *
   * @param cpuNanos on a core
   * @param waitNanos outside
   */
  public record Block(double cpuNanos, double waitNanos) {
    public Block {
      TaskVector.need("CPU time", cpuNanos);
      TaskVector.need("wait", waitNanos);
    }
  }

  public Observed {
    blocks = List.copyOf(blocks);
    if (!(unknownShare >= 0 && unknownShare <= 1)) {
      throw new IllegalArgumentException("unknown share: " + unknownShare);
    }
  }
}
