package dev.conctop.experiment.advice.probe;

import dev.conctop.experiment.advice.Figure;
import dev.conctop.experiment.advice.WorkShape;
import dev.conctop.sample.task.TaskWait;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the probing run told.
 *
 * @param shape of the work, for the rules
 * @param readings of the shape's figures
 * @param unread why a figure is not known
 * @param shares of a task's time when it is alone, by what it does; empty when nothing was measured
 * @param completed tasks of all blocks that count
 * @param failed likewise
 * @param error the most frequent cause of failure, where a task failed
 * @param otherLoad cores busy with what is none of ours, the median; NaN when unknown
 */
public record Probed(
    WorkShape shape,
    Map<Figure, Reading> readings,
    Map<Figure, String> unread,
    Map<TaskWait, Double> shares,
    long completed,
    long failed,
    Optional<String> error,
    double otherLoad) {
  /**
   * One figure.
   *
   * @param value in the figure's unit
   * @param low lower end of an interval of 95 % over the blocks; NaN with too few blocks
   * @param high its upper end, likewise
   * @param how it was got, in words
   */
  public record Reading(double value, double low, double high, String how) {
    /** One that was said or follows from others: there is nothing to be drawn again. */
    static Reading of(double value, String how) {
      return new Reading(value, Double.NaN, Double.NaN, how);
    }

    public boolean hasInterval() {
      return low <= high;
    }
  }

  private static final double MUCH_LOAD = 0.2;

  public Probed {
    readings = Map.copyOf(readings);
    unread = Map.copyOf(unread);
    shares = Map.copyOf(shares);
  }

  /** Whether a task was measured on its own. */
  public boolean measured() {
    return shape.aloneNanos().isPresent();
  }

  /** What a reader should know of the figures, a sentence each. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (failed > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d tasks failed: %s",
              failed,
              failed + completed,
              error.orElse("no cause was said")));
    }
    if (otherLoad > MUCH_LOAD) {
      notes.add(
          String.format(
              Locale.ROOT,
              "others took %.1f cores meanwhile: sizes are for what they left, and figures less"
                  + " certain; ask again when it is quiet",
              otherLoad));
    }
    return notes;
  }
}
