package dev.conctop.experiment.sweep;

import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.experiment.BlockFigures;
import dev.conctop.experiment.curve.Range;
import dev.conctop.experiment.curve.Slo;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.DoubleUnaryOperator;

/** A sweep without a subject: what blocks come to is said, time passes as it should. */
public final class MadeUpSweep {
  final SweepCourse course;
  long now;
  private SweepCourse.Next.Go going = new SweepCourse.Next.Go(0, 0, 0, 0, true);

  public MadeUpSweep(SweepPlan plan) {
    course = new SweepCourse(plan, now);
    for (int arm = 0; arm < plan.arms().size(); arm++) {
      course.rests(arm);
    }
  }

  /** http-get under a pool on two cores, 32 in flight, with an end and a promise of its own. */
  public static SweepPlan plan(String over, long longestNanos, String slo) {
    RunSpec spec = request(OptionalInt.of(32), OptionalDouble.empty()).check(2);
    return plan(spec, over, longestNanos, slo);
  }

  static SweepPlan plan(RunSpec spec, String over, long longestNanos, String slo) {
    Range range = Range.read(over, RunSpec.parametersOf(spec.workload(), spec.model()));
    Optional<Slo> promise = slo.isEmpty() ? Optional.empty() : Optional.of(Slo.read(slo));
    return SweepPlan.of(spec, range, 2, longestNanos, 1, promise);
  }

  static RunRequest request(OptionalInt inFlight, OptionalDouble rate) {
    return new RunRequest(
        "http-get",
        "thread-pool",
        Map.of("delay", "50ms"),
        OptionalInt.empty(),
        inFlight,
        rate,
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  /** To the end, every block steady. */
  public Swept run(DoubleUnaryOperator perSecond) {
    while (course.next(now) instanceof SweepCourse.Next.Go go) {
      begins(go);
      double x = perSecond.applyAsDouble(go.value());
      ends(x, course.plan().at(go.value()).inFlight() / x * 1e9);
    }
    return course.swept();
  }

  /** The next block, which must be one, begins. */
  SweepCourse.Next.Go goes() {
    SweepCourse.Next.Go go = (SweepCourse.Next.Go) course.next(now);
    begins(go);
    return go;
  }

  private void begins(SweepCourse.Next.Go go) {
    course.begins(go);
    going = go;
  }

  /** The block that began is over and its arm rests. */
  void ends(double perSecond, double meanNanos) {
    now += going.settleNanos() + going.nanos();
    long tasks = Math.round(perSecond * going.nanos() / 1e9);
    String verdict = going.value() > 32 ? "idle" : "io-waiting network";
    ends(counts(tasks, 0, meanNanos), perSecond, meanNanos, verdict, Map.of());
  }

  void ends(
      TaskCounts tasks,
      double perSecond,
      double meanNanos,
      String verdict,
      Map<String, Long> errors) {
    int arm = going.arm();
    long done = tasks.completed() + tasks.failed();
    long wall = perSecond > 0 ? Math.round(done / perSecond * 1e9) : going.nanos();
    SubjectEvent.BlockEnded ended =
        new SubjectEvent.BlockEnded(arm, wall, tasks, errors, Figure.na("not read"));
    course.measured(ended, figures(arm, tasks, perSecond, meanNanos, verdict));
    course.rests(arm);
  }

  public static TaskCounts counts(long completed, long failed, double meanNanos) {
    long[] nanosIn = new long[TaskWait.count()];
    nanosIn[TaskWait.NETWORK.ordinal()] =
        Double.isNaN(meanNanos) ? 0 : Math.round((completed + failed) * meanNanos);
    return new TaskCounts(
        completed + failed, completed, failed, 0, new long[TaskWait.count()], nanosIn);
  }

  public static BlockFigures figures(
      int arm, TaskCounts tasks, double perSecond, double meanNanos, String verdict) {
    return new BlockFigures(
        arm,
        0,
        perSecond,
        meanNanos,
        1.2 * meanNanos,
        meanNanos,
        tasks,
        new Budget(),
        tasks.completed() * 200e-6,
        0,
        1e8,
        40,
        Double.NaN,
        verdict,
        new BlockFigures.Surroundings(0, 0, 2));
  }
}
