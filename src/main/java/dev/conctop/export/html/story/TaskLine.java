package dev.conctop.export.html.story;

import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import org.jspecify.annotations.Nullable;

/** Where tasks' time went and how many were completed, over time. Confined to one thread. */
public final class TaskLine {
  private static final double SECOND = 1e9;
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int COVERED = 2;

  private final Bins bins;
  private final Sums states;
  private final Sums counts;
  private @Nullable TaskFrame before;
  private long beforeAt;

  TaskLine(Bins bins) {
    this.bins = bins;
    this.states = new Sums(bins, TaskWait.count());
    this.counts = new Sums(bins, 3);
  }

  /**
   * Adds what is more than in the frame before.
   *
   * @param at when it came
   */
  void add(long at, TaskFrame frame) {
    TaskFrame last = before;
    boolean goesOn = last != null && last.phase() == frame.phase();
    // Counts begin with the phase.
    TaskCounts base = goesOn && last != null ? last.tasks() : TaskCounts.none();
    long from = goesOn ? beforeAt : at - frame.phaseNanos();
    if (frame.phase() == Phase.MEASURE || frame.phase() == Phase.WARM_UP) {
      TaskCounts now = frame.tasks();
      for (int i = 0; i < TaskWait.count(); i++) {
        states.add(from, at, i, Math.max(0, now.nanosIn()[i] - base.nanosIn()[i]));
      }
      counts.add(from, at, DONE, Math.max(0, now.completed() - base.completed()));
      counts.add(from, at, FAILED, Math.max(0, now.failed() - base.failed()));
      counts.add(from, at, COVERED, Math.max(0, at - from));
    }
    before = frame;
    beforeAt = at;
  }

  /** Time that tasks spent in each {@link TaskWait}, by ordinal. */
  public Sums states() {
    return states;
  }

  /** Tasks completed a second in a column; NaN where none was looked at. */
  public double throughput(int bin) {
    return rate(DONE, bin);
  }

  /** Tasks failed a second in a column; NaN where none was looked at. */
  public double failures(int bin) {
    return rate(FAILED, bin);
  }

  private double rate(int kind, int bin) {
    double covered = counts.at(COVERED, bin);
    // Of a sliver of time a rate says nothing.
    return covered < bins.widthNanos() / 20.0
        ? Double.NaN
        : counts.at(kind, bin) * SECOND / covered;
  }
}
