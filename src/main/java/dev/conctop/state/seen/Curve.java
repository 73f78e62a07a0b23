package dev.conctop.state.seen;

import dev.conctop.catalog.RunSpec;
import dev.conctop.experiment.BlockFigures;
import dev.conctop.experiment.sweep.SweepCourse;
import dev.conctop.experiment.sweep.SweepPlan;
import dev.conctop.experiment.sweep.Swept;
import dev.conctop.sample.SubjectEvent;
import java.util.List;
import java.util.Optional;

/**
 * One run at many sizes.
 *
 * @param course how far it is; it is carried on, not copied: who stands still has {@code swept}
 * @param swept what it has told so far
 * @param value what is measured now, or was at last, in the base unit of the range
 * @param progress how far it is, in words
 * @param unread the block whose figures are still to be read
 * @param begun whether its own subjects speak; before, it may still be those of another
 */
public record Curve(
    SweepCourse course,
    Swept swept,
    double value,
    String progress,
    Optional<SubjectEvent.BlockEnded> unread,
    boolean begun) {
  /**
   * One that has not begun.
   *
   * @param nowNanos any clock that goes on
   */
  public static Curve of(SweepPlan plan, long nowNanos) {
    SweepCourse course = new SweepCourse(plan, nowNanos);
    double largest = plan.range().values().getLast();
    return new Curve(course, course.swept(), largest, "starting", Optional.empty(), false);
  }

  public SweepPlan plan() {
    return swept.plan();
  }

  /** What works at the value that is measured now. */
  public RunSpec run() {
    return plan().at(value);
  }

  public boolean isOver() {
    return !swept.ended().isEmpty();
  }

  /** Its subjects are being started. */
  public Curve begins() {
    return new Curve(course, swept, value, progress, unread, true);
  }

  /** A block is over; its figures come next. */
  public Curve ended(SubjectEvent.BlockEnded block) {
    return new Curve(course, swept, value, progress, Optional.of(block), begun);
  }

  /** The figures of the block that is over have been read. */
  public Curve measured(BlockFigures figures) {
    unread.ifPresent(block -> course.measured(block, figures));
    return told(Optional.empty());
  }

  /** Nothing more is begun. */
  public Curve stopped(String why) {
    course.stop(why);
    return told(unread);
  }

  /** The next block begins. */
  public Curve goes(SweepCourse.Next.Go go) {
    String words = course.inWords();
    course.begins(go);
    return new Curve(course, swept, go.value(), words, unread, begun);
  }

  private Curve told(Optional<SubjectEvent.BlockEnded> left) {
    return new Curve(course, course.swept(), value, progress, left, begun);
  }

  /** What is started. */
  public List<RunSpec> arms() {
    return plan().arms();
  }
}
