package dev.conctop.experiment.sweep;

import dev.conctop.experiment.ArmEstimate;
import dev.conctop.experiment.BlockFigures;
import dev.conctop.experiment.curve.Block;
import dev.conctop.experiment.curve.Ladder;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.task.TaskCounts;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A sweep under way: told what has happened, it says what is next. It has no clock and starts
 * nothing. For one thread.
 */
public final class SweepCourse {
  /** What is to be done. */
  public sealed interface Next {
    /**
     * The arm is turned to the value and works for a block.
     *
     * @param warms whether the block only warms up and does not count
     */
    record Go(int arm, double value, long settleNanos, long nanos, boolean warms) implements Next {}

    /** Somebody works, or starts. */
    record Wait() implements Next {}

    /**
     * It is over.
     *
     * @param why in words
     */
    record Over(String why) implements Next {}
  }

  public static final long WARM_NANOS = 1_000_000_000L;
  private static final int NOBODY = -1;
  private static final double LEAST_FOR_P99 = ArmEstimate.LEAST_FOR_P99 / 10.0;

  private final SweepPlan plan;
  private final int arms;
  private final long startedNanos;
  private final BitSet resting = new BitSet();
  private final Map<Double, Pace> paces = new HashMap<>();
  private final Tally tally = new Tally();
  private Ladder ladder;
  private int warmed;
  private int working = NOBODY;
  private boolean ended;
  private String over = "";
  private String died = "";

  /**
   * @param nowNanos any clock that goes on
   */
  public SweepCourse(SweepPlan plan, long nowNanos) {
    this.plan = plan;
    this.arms = plan.arms().size();
    this.startedNanos = nowNanos;
    this.ladder = Ladder.start(plan.range(), plan.seed());
  }

  /** An arm has opened all it needs, or has left its block. */
  public void rests(int arm) {
    resting.set(arm);
    if (arm == working && ended) {
      working = NOBODY;
    }
  }

  /** An arm could not be started or has ended by itself: there is no curve without it. */
  public void died(int arm, String why) {
    died = plan.turns() ? why : plan.range().written(plan.range().values().get(arm)) + ": " + why;
    stop("the subject is out: " + died);
  }

  /** Nothing more is begun. */
  public void stop(String why) {
    over = over.isEmpty() ? why : over;
  }

  /** The block of the arm that works is over; what it gave. */
  public void measured(SubjectEvent.BlockEnded block, BlockFigures figures) {
    if (isWarming()) {
      warmed++;
    } else {
      ladder.next().ifPresent(step -> tell(step.value(), block, figures));
    }
    ended = true;
    if (resting.get(block.arm())) {
      working = NOBODY;
    }
  }

  private void tell(double value, SubjectEvent.BlockEnded ended, BlockFigures figures) {
    TaskCounts tasks = ended.tasks();
    double seconds = ended.wallNanos() / 1e9;
    double perSecond = ended.wallNanos() <= 0 ? 0 : (tasks.completed() + tasks.failed()) / seconds;
    double inFlight = inFlight(value, ended);
    paces.put(value, Pace.of(inFlight, perSecond, figures.meanResponse()));
    Block block =
        new Block(
            value,
            ended.wallNanos() <= 0 ? 0 : tasks.completed() / seconds,
            figures.p50(),
            tasks.completed() < LEAST_FOR_P99 ? Double.NaN : figures.p99(),
            Block.isSteady(inFlight, perSecond, figures.meanResponse()));
    Ladder next = ladder.told(block);
    // A block that is measured again does not count.
    if (next.setAside() == ladder.setAside()) {
      tally.add(value, ended, figures);
    }
    ladder = next;
  }

  /** Tasks in flight on average: a closed loop keeps them, an open one's have been seen. */
  private double inFlight(double value, SubjectEvent.BlockEnded block) {
    if (!plan.at(value).openLoop()) {
      return plan.at(value).inFlight();
    }
    double nanos = 0;
    for (long state : block.tasks().nanosIn()) {
      nanos += state;
    }
    return nanos / block.wallNanos();
  }

  /**
   * What is to be done now.
   *
   * @param nowNanos of the same clock
   */
  public Next next(long nowNanos) {
    if (!over.isEmpty()) {
      return new Next.Over(over);
    }
    if (working != NOBODY || resting.cardinality() < arms) {
      return new Next.Wait();
    }
    if (isWarming()) {
      double value = plan.turns() ? last() : plan.range().values().get(warmed);
      return new Next.Go(warmed, value, 0, WARM_NANOS, true);
    }
    Optional<Ladder.Step> step = ladder.next();
    if (step.isEmpty()) {
      stop("all was measured");
      return new Next.Over(over);
    }
    double value = step.get().value();
    Pace pace = paces.getOrDefault(value, Pace.UNKNOWN);
    long settle = pace.settleNanos();
    long nanos = pace.blockNanos(step.get().repeat());
    if (nowNanos - startedNanos + settle + nanos + pace.responseNanos() > plan.longestNanos()) {
      stop("the time is over, " + ladder.blocksLeft() + " blocks before the end");
      return new Next.Over(over);
    }
    return new Next.Go(plan.arm(value), value, settle, nanos, false);
  }

  private double last() {
    return plan.range().values().getLast();
  }

  /** The arm begins what {@link #next} said. */
  public void begins(Next.Go go) {
    working = go.arm();
    ended = false;
    resting.clear(go.arm());
  }

  public SweepPlan plan() {
    return plan;
  }

  /** Whether the arms are still being warmed. */
  public boolean isWarming() {
    return warmed < arms;
  }

  /** What is measured now or next; empty when all is done. */
  public Optional<Ladder.Step> step() {
    return ladder.next();
  }

  /** How many blocks remain at most. */
  public int blocksLeft() {
    return ladder.blocksLeft();
  }

  /** How far it is, in words. */
  public String inWords() {
    if (isWarming()) {
      return "warming up";
    }
    return ladder.next().map(step -> word(step.phase())).orElse("the last block")
        + ", at most "
        + ladder.blocksLeft()
        + " blocks to go";
  }

  private static String word(Ladder.Phase phase) {
    return switch (phase) {
      case RUNGS -> "all sizes";
      case AROUND_KNEE -> "around the knee";
      case CANDIDATES -> "the candidates once more";
    };
  }

  /** What is known by now. */
  public Swept swept() {
    return Swept.of(plan, ladder, tally, over, died);
  }
}
