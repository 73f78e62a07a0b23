package dev.conctop.experiment.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.experiment.curve.Estimate;
import dev.conctop.experiment.sweep.SweepCourse.Next;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A sweep under way, without a subject. */
class SweepCourseTest {
  private static final long SECOND = 1_000_000_000L;

  private static MadeUpSweep sweep(String over) {
    return new MadeUpSweep(MadeUpSweep.plan(over, SweepPlan.NO_END, ""));
  }

  private static MadeUpSweep warm(String over) {
    MadeUpSweep sweep = sweep(over);
    assertTrue(sweep.goes().warms());
    sweep.ends(600, 0.05e9);
    return sweep;
  }

  @Test
  void warmsUpAtTheLargestSizeBeforeTheFirstBlockThatCounts() {
    MadeUpSweep sweep = sweep("workers=1..64");
    assertEquals(new Next.Go(0, 64, 0, SweepCourse.WARM_NANOS, true), sweep.goes());
    assertInstanceOf(Next.Wait.class, sweep.course.next(sweep.now), "somebody works");
    sweep.ends(600, 0.05e9);
    Next.Go first = sweep.goes();
    assertEquals(false, first.warms());
    assertEquals(300_000_000L, first.settleNanos());
    assertEquals(SECOND, first.nanos());
    assertEquals(0, sweep.course.swept().blocks(), "a warm-up counts for nothing");
  }

  @Test
  void findsTheKneeOfAWaitThat32TasksShare() {
    SplittableRandom random = new SplittableRandom(7);
    Swept swept =
        sweep("workers=1..64")
            .run(w -> Math.min(w, 32) / 0.05 * (1 + 0.004 * random.nextGaussian()));
    assertEquals("all was measured", swept.ended());
    assertTrue(Math.abs(swept.knee().value() - 31) <= 2, swept.knee().toString());
    assertTrue(swept.knee().hasInterval(), swept.knee().toString());
    assertEquals(0, swept.setAside());
    assertEquals("io-waiting network", swept.verdicts().getFirst());
    assertEquals("idle", swept.verdicts().getLast());
    assertEquals(200e3, swept.bounds().orElseThrow().cpuNanos(), 1);
    assertEquals(50e6, swept.bounds().orElseThrow().aloneNanos(), 1e6);
  }

  @Test
  void aBlockThatIsNotSteadyIsAskedAgainAndLonger() {
    MadeUpSweep sweep = warm("workers=1,32");
    Next.Go first = sweep.goes();
    // Begun too early: the responses are half of what 32 in flight at 20/s come to.
    sweep.ends(20, 0.8e9);
    Next.Go again = sweep.goes();
    assertEquals(first.value(), again.value());
    assertEquals(3_200_000_000L, again.settleNanos(), "twice what Little's law says");
    assertEquals(2 * SECOND, again.nanos());
    sweep.ends(20, 1.6e9);
    assertEquals(1, sweep.course.swept().setAside());
    assertEquals(1, sweep.course.swept().blocks());
    sweep.goes();
    sweep.ends(640, 0.05e9);
    assertEquals(0, sweep.course.swept().at(first.value()).orElseThrow().unsteady());
  }

  @Test
  void aSlowValueIsMeasuredForTwentyTasksButNotForever() {
    MadeUpSweep sweep = warm("workers=1,32");
    double value = sweep.goes().value();
    sweep.ends(10, 3.2e9);
    Next.Go other = sweep.goes();
    sweep.ends(1, 32e9);
    Next.Go next = sweep.goes();
    while (next.value() != value) {
      sweep.ends(1, 32e9);
      next = sweep.goes();
    }
    assertEquals(2 * SECOND, next.nanos());
    sweep.ends(10, 3.2e9);
    next = sweep.goes();
    while (next.value() != other.value()) {
      sweep.ends(10, 3.2e9);
      next = sweep.goes();
    }
    assertEquals(4 * SECOND, next.nanos());
    assertEquals(10 * SECOND, next.settleNanos());
  }

  @Test
  void aDeadSubjectEndsItWithItsWordsAndWhatIsKnown() {
    MadeUpSweep sweep = warm("workers=1..64");
    sweep.goes();
    sweep.ends(640, 0.05e9);
    sweep.goes();
    sweep.course.died(0, "it ended with 137");
    Next.Over over = assertInstanceOf(Next.Over.class, sweep.course.next(sweep.now));
    assertEquals("the subject is out: it ended with 137", over.why());
    Swept swept = sweep.course.swept();
    assertEquals("it ended with 137", swept.died());
    assertEquals(1, swept.blocks());
  }

  @Test
  void noBlockBeginsThatWouldNotEndInTime() {
    long longest = 20 * SECOND;
    MadeUpSweep sweep = new MadeUpSweep(MadeUpSweep.plan("workers=1..64", longest, ""));
    Swept swept = sweep.run(w -> Math.min(w, 32) / 0.05);
    assertTrue(swept.ended().startsWith("the time is over, "), swept.ended());
    assertTrue(sweep.now <= longest, sweep.now + " ns");
    assertTrue(sweep.now > longest - 10 * SECOND, sweep.now + " ns");
    assertEquals(List.of(), swept.points().stream().filter(p -> p.blocks().size() > 3).toList());
  }

  @Test
  void interruptedItTellsWhatIsKnown() {
    MadeUpSweep sweep = warm("workers=1..64");
    sweep.goes();
    sweep.ends(640, 0.05e9);
    sweep.course.stop("it was interrupted");
    assertEquals(new Next.Over("it was interrupted"), sweep.course.next(sweep.now));
    assertEquals(1, sweep.course.swept().points().size());
    assertTrue(Double.isNaN(sweep.course.swept().knee().value()));
  }

  @Test
  void ofTasksInFlightEachValueIsItsOwnN() {
    SplittableRandom random = new SplittableRandom(3);
    MadeUpSweep sweep = sweep("in-flight=1..16");
    assertEquals(16, sweep.course.plan().arms().getFirst().inFlight());
    Swept swept = sweep.run(n -> Math.min(n, 2) / 0.05 * (1 + 0.004 * random.nextGaussian()));
    assertEquals(0, swept.setAside(), "N of one value is not that of another");
    assertEquals(2, swept.knee().value(), "the pool has two workers");
    assertEquals(50e6, swept.bounds().orElseThrow().aloneNanos(), 1e6);
  }

  @Test
  void ofAnOpenLoopTheTasksInFlightAreThoseSeen() {
    SweepPlan plan =
        MadeUpSweep.plan(
            MadeUpSweep.request(OptionalInt.empty(), OptionalDouble.of(100)).check(2),
            "rate=10,100",
            SweepPlan.NO_END,
            "");
    MadeUpSweep sweep = new MadeUpSweep(plan);
    sweep.goes();
    sweep.ends(100, 0.05e9);
    Next.Go go = sweep.goes();
    sweep.ends(go.value(), 0.05e9);
    Swept swept = sweep.course.swept();
    assertEquals(0, swept.setAside());
    assertEquals(1, swept.blocks());
    assertEquals("the bounds are about workers and tasks in flight only", swept.noBounds());
  }

  @Test
  void aParameterHasAnArmAValueAndWaitsForAll() {
    SweepPlan plan = MadeUpSweep.plan("delay=1ms..8ms", SweepPlan.NO_END, "");
    assertEquals(4, plan.arms().size());
    assertEquals(4_000_000, plan.arms().get(2).parameters().number("delay"));
    SweepCourse course = new SweepCourse(plan, 0);
    for (int arm = 0; arm < 4; arm++) {
      assertInstanceOf(Next.Wait.class, course.next(0));
      course.rests(arm);
    }
    MadeUpSweep sweep = new MadeUpSweep(plan);
    for (int arm = 0; arm < 4; arm++) {
      Next.Go warms = sweep.goes();
      assertEquals(arm, warms.arm());
      assertTrue(warms.warms());
      sweep.ends(640, 0.05e9);
    }
    Next.Go go = sweep.goes();
    assertEquals(plan.range().values().indexOf(go.value()), go.arm());
    sweep.ends(640, 0.05e9);
    Swept swept = sweep.run(delay -> 640);
    assertEquals(plan.range().values(), swept.points().stream().map(p -> p.value()).toList());
    assertEquals(
        "the scalability law is about workers and tasks in flight only", swept.fit().rejected());
  }

  @Test
  void aDeadArmIsNamedByItsValue() {
    SweepCourse course = new SweepCourse(MadeUpSweep.plan("delay=1ms,2ms", 1, ""), 0);
    course.died(1, "no such thing");
    assertEquals(new Next.Over("the subject is out: 2ms: no such thing"), course.next(0));
  }

  @Test
  void whereNothingSucceedsTheCauseIsKept() {
    MadeUpSweep sweep = warm("workers=1,2");
    while (sweep.course.next(sweep.now) instanceof Next.Go) {
      sweep.goes();
      sweep.ends(MadeUpSweep.counts(0, 64, 0.5e9), 64, 0.5e9, "", Map.of("refused", 64L));
    }
    Swept swept = sweep.course.swept();
    assertEquals(0, swept.completed());
    assertEquals("refused", swept.error().orElse(""));
    assertEquals("no task succeeded at any size", swept.knee().reason());
    assertEquals(0, swept.setAside(), "failing is a steady state, too");
    assertEquals(Estimate.NONE.low(), swept.points().getFirst().throughput().low());
  }
}
