package dev.conctop.experiment.sweep;

import dev.conctop.experiment.curve.Bounds;
import dev.conctop.experiment.curve.Knee;
import dev.conctop.experiment.curve.Ladder;
import dev.conctop.experiment.curve.Point;
import dev.conctop.experiment.curve.Slo;
import dev.conctop.experiment.curve.UslFit;
import java.util.List;
import java.util.Optional;

/**
 * What a sweep has told.
 *
 * @param points the smallest value first
 * @param verdicts the most frequent one of each point's blocks; empty when none was made
 * @param bounds empty where {@code noBounds} says why
 * @param noBounds why there are none, in words; empty when there are
 * @param slo the answer to what was to hold; empty when nothing was asked
 * @param setAside blocks that were not steady, were measured again and do not count
 * @param completed tasks of all blocks that count
 * @param failed likewise
 * @param error what failed most often; empty when nothing did
 * @param ended why it is over, in words; empty while it goes on
 * @param died the subject's last words; empty when it lived to the end
 */
public record Swept(
    SweepPlan plan,
    List<Point> points,
    List<String> verdicts,
    Knee knee,
    UslFit fit,
    Optional<Bounds> bounds,
    String noBounds,
    Optional<Slo.Answer> slo,
    int setAside,
    long completed,
    long failed,
    Optional<String> error,
    String ended,
    String died) {
  public Swept {
    points = List.copyOf(points);
    verdicts = List.copyOf(verdicts);
  }

  static Swept of(SweepPlan plan, Ladder ladder, Tally tally, String ended, String died) {
    List<Point> points = ladder.points();
    double alone = aloneNanos(plan, points);
    String noBounds = points.isEmpty() ? "nothing was measured" : noBounds(plan, alone);
    return new Swept(
        plan,
        points,
        points.stream().map(point -> tally.verdict(point.value())).toList(),
        ladder.knee(),
        UslFit.of(points, plan.range().countsWorkers(), plan.seed()),
        noBounds.isEmpty()
            ? Optional.of(new Bounds(alone, tally.cpuNanos(), plan.cores()))
            : Optional.empty(),
        noBounds,
        plan.slo().map(slo -> slo.answer(points, plan.range())),
        ladder.setAside(),
        tally.completed(),
        tally.failed(),
        tally.error(),
        ended,
        died);
  }

  /** The point with the most throughput that the knee is held against. */
  public Optional<Point> best() {
    return at(knee.best());
  }

  /** The point of a value. */
  public Optional<Point> at(double value) {
    return points.stream().filter(point -> point.value() == value).findFirst();
  }

  /** How many blocks count. */
  public int blocks() {
    return points.stream().mapToInt(point -> point.blocks().size()).sum();
  }

  /**
   * What a task takes on its own: the least that one at work took at any value, so that no point
   * passes the bound by more than its noise.
   */
  private static double aloneNanos(SweepPlan plan, List<Point> points) {
    double least = Double.NaN;
    for (Point point : points) {
      double nanos = plan.atWork(point.value()) / point.throughput().median() * 1e9;
      if (Double.isFinite(nanos) && !(nanos >= least)) {
        least = nanos;
      }
    }
    return least;
  }

  private static String noBounds(SweepPlan plan, double alone) {
    if (!plan.range().countsWorkers()) {
      return "the bounds are about workers and tasks in flight only";
    }
    if (plan.spec().openLoop()) {
      return "in an open loop it is not known how many are at work";
    }
    if (Double.isNaN(plan.atWork(plan.range().values().getFirst()))) {
      return "a task that waits holds no worker here: they do not tell how many are at work";
    }
    return alone > 0 ? "" : "no task succeeded at any size";
  }
}
