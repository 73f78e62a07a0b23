package dev.conctop.experiment;

import dev.conctop.experiment.statistic.Effect;
import dev.conctop.sample.task.TaskWait;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An experiment under way: who works next, and what was measured so far. Immutable. The slots are
 * the arms in their order and, last, the reference's twin if there is one.
 */
public final class Race {
  /** What is to be done. */
  public sealed interface Next {
    /** This slot works for a block. */
    record Go(int slot, long settleNanos, long nanos) implements Next {}

    /** The process of this slot has worked: a new one takes its place. */
    record Renew(int slot) implements Next {}

    /** Somebody works, or starts. */
    record Wait() implements Next {}

    /**
     * It is over.
     *
     * @param why in words
     */
    record Over(String why) implements Next {}
  }

  private static final int NOBODY = -1;

  /** The first blocks, one a slot, warm up and do not count. */
  private static final int WARM_UP = -1;

  private final RacePlan plan;
  private final BitSet resting;
  private final Map<Integer, String> dead;
  private final List<BlockFigures> blocks;
  private final int round;
  private final int place;
  private final int working;
  private final boolean roundBegun;
  private final long roundStart;
  private final double service;
  private final double between;
  private final Map<Integer, Double> stays;
  private final BitSet fresh;
  private final Renewals renewals;
  private final boolean ended;
  private final long began;
  private final String stopped;

  private Race(Draft draft) {
    plan = draft.plan;
    resting = draft.resting;
    dead = Map.copyOf(draft.dead);
    blocks = List.copyOf(draft.blocks);
    round = draft.round;
    place = draft.place;
    working = draft.working;
    roundBegun = draft.roundBegun;
    roundStart = draft.roundStart;
    service = draft.service;
    between = draft.between;
    stays = Map.copyOf(draft.stays);
    fresh = draft.fresh;
    renewals = draft.renewals;
    ended = draft.ended;
    began = draft.began;
    stopped = draft.stopped;
  }

  /** A race in which nobody is ready yet. */
  public static Race of(RacePlan plan) {
    return new Race(new Draft(plan));
  }

  /** All fields, to be changed before a race is made of them. */
  private static final class Draft {
    RacePlan plan;
    final BitSet resting;
    final Map<Integer, String> dead;
    final List<BlockFigures> blocks;
    int round = WARM_UP;
    int place;
    int working = NOBODY;
    boolean roundBegun;
    long roundStart;

    /** Of the warm-up: the longest of a task's service, and of the time between two ends, ns. */
    double service;

    double between;

    /** Of each slot's warm-up: how long a task is there, its waiting for a worker included, ns. */
    final Map<Integer, Double> stays;

    /** Slots whose process has not worked yet since it took another one's place. */
    final BitSet fresh;

    Renewals renewals = Renewals.none();
    boolean ended;
    long began = Long.MIN_VALUE;
    String stopped = "";

    Draft(RacePlan plan) {
      this.plan = plan;
      resting = new BitSet();
      dead = new HashMap<>();
      blocks = new ArrayList<>();
      stays = new HashMap<>();
      fresh = new BitSet();
    }

    Draft(Race from) {
      plan = from.plan;
      resting = (BitSet) from.resting.clone();
      dead = new HashMap<>(from.dead);
      blocks = new ArrayList<>(from.blocks);
      round = from.round;
      place = from.place;
      working = from.working;
      roundBegun = from.roundBegun;
      roundStart = from.roundStart;
      service = from.service;
      between = from.between;
      stays = new HashMap<>(from.stays);
      fresh = (BitSet) from.fresh.clone();
      renewals = from.renewals;
      ended = from.ended;
      began = from.began;
      stopped = from.stopped;
    }
  }

  public RacePlan plan() {
    return plan;
  }

  /** All blocks that count, in their order. */
  public List<BlockFigures> blocks() {
    return blocks;
  }

  /** Why an arm is out; empty while it is in. */
  public Optional<String> dead(int slot) {
    return Optional.ofNullable(dead.get(slot));
  }

  /** Rounds in which every arm that is in has had its turn. */
  public int roundsDone() {
    return Math.max(0, round);
  }

  /** The slot that works now; empty between two blocks. */
  public Optional<Integer> working() {
    return working == NOBODY ? Optional.empty() : Optional.of(working);
  }

  /** Whether the arms are still being warmed. */
  public boolean warming() {
    return round == WARM_UP;
  }

  /** Whether processes are replaced after some rounds; false when they live on for all rounds. */
  public boolean renews() {
    return plan.times().anew() && !renewals.tooSlow();
  }

  /**
   * The slot has opened all it needs, or has left a block.
   *
   * @param now as for {@link #next}
   */
  public Race rests(int slot, long now) {
    Draft next = new Draft(this);
    next.resting.set(slot);
    next.renewals = renewals.ready(slot, now);
    if (slot == working && ended) {
      leave(next);
    }
    return new Race(next);
  }

  /** The slot is out: it could not be started or has ended by itself. */
  public Race died(int slot, String why) {
    Draft next = new Draft(this);
    next.dead.put(slot, why);
    next.resting.clear(slot);
    next.renewals = renewals.gone(slot);
    if (slot == working) {
      leave(next);
    } else {
      skip(next);
    }
    return new Race(next);
  }

  /** What the block of the slot that works has given. */
  public Race measured(BlockFigures figures) {
    Draft next = new Draft(this);
    if (round > WARM_UP) {
      next.blocks.add(figures.inRound(round));
    } else {
      pace(next, figures);
    }
    next.ended = true;
    if (working != NOBODY && resting.get(working)) {
      leave(next);
    }
    return new Race(next);
  }

  /** Of an arm that has not ended a task in its warm-up one is known to take longer than that. */
  private static void pace(Draft next, BlockFigures warmUp) {
    // By Little's law: those that ended so early have waited less than those to come.
    double stay = 0;
    for (long nanos : warmUp.tasks().nanosIn()) {
      stay += nanos;
    }
    next.stays.put(warmUp.arm(), stay / Math.max(1, warmUp.tasks().completed()));
    double service = warmUp.meanResponse() * (1 - warmUp.tasks().share(TaskWait.READY));
    double between = 1e9 / warmUp.throughput();
    boolean told = service > 0 && warmUp.throughput() > 0;
    next.service = Math.max(next.service, told ? service : 2.0 * next.plan.warmNanos());
    next.between = Math.max(next.between, told ? between : next.plan.warmNanos());
  }

  /** Nothing more is begun. */
  public Race stop(String why) {
    Draft next = new Draft(this);
    next.stopped = why;
    return new Race(next);
  }

  /** The slot begins its block. */
  public Race begins(int slot, long now) {
    Draft next = new Draft(this);
    next.working = slot;
    next.ended = false;
    next.resting.clear(slot);
    next.roundStart = roundBegun ? roundStart : now;
    next.roundBegun = true;
    next.began = began == Long.MIN_VALUE ? now : began;
    return new Race(next);
  }

  /** A new process takes the slot's place and opens all it needs. */
  public Race renewed(int slot, long now) {
    Draft next = new Draft(this);
    next.resting.clear(slot);
    next.fresh.set(slot);
    next.renewals = renewals.begun(slot, now);
    return new Race(next);
  }

  private static void leave(Draft next) {
    next.fresh.clear(next.working);
    boolean worn = next.round > WARM_UP && (next.round + 1) % Renewals.ROUNDS == 0;
    boolean again = worn && next.round + 1 < next.plan.rounds();
    if (again && next.plan.times().anew() && !next.dead.containsKey(next.working)) {
      next.renewals = next.renewals.worked(next.working);
    }
    next.working = NOBODY;
    next.ended = false;
    advance(next);
    skip(next);
  }

  private static void advance(Draft next) {
    next.place++;
    if (next.place >= next.plan.slots()) {
      if (next.round == WARM_UP) {
        next.plan = next.plan.paced(next.service, next.between);
      }
      next.place = 0;
      next.round++;
      next.roundBegun = false;
    }
  }

  /** Who is out has no turn. */
  private static void skip(Draft next) {
    for (int i = 0; i < next.plan.slots() && next.dead.containsKey(slot(next)); i++) {
      advance(next);
    }
  }

  private static int slot(Draft next) {
    return next.round == WARM_UP
        ? next.place
        : new BlockOrder(next.plan.slots(), next.plan.seed()).round(next.round)[next.place];
  }

  /**
   * What is to be done now.
   *
   * @param now any clock that goes on, ns, the same as before
   */
  public Next next(long now) {
    Optional<String> over = over(now);
    if (over.isPresent()) {
      return new Next.Over(over.get());
    }
    if (renewals.isDue()) {
      return new Next.Renew(renewals.due());
    }
    int slot = slot(new Draft(this));
    long settle = plan.times().settleNanos(stays.getOrDefault(slot, 0.0), fresh.get(slot));
    if (working != NOBODY || !allReady() || !renewals.leaves(slot, settle)) {
      return new Next.Wait();
    }
    return round == WARM_UP
        ? new Next.Go(slot, 0, plan.warmNanos())
        : new Next.Go(slot, settle, plan.blockNanos());
  }

  private Optional<String> over(long now) {
    if (!stopped.isEmpty()) {
      return Optional.of(stopped);
    }
    if (dead.containsKey(0)) {
      return Optional.of("the reference is out: " + dead.get(0));
    }
    if (arms() < 2) {
      return Optional.of("one arm is left: nothing to compare");
    }
    if (working != NOBODY || roundBegun || round <= WARM_UP) {
      return Optional.empty();
    }
    if (round >= plan.rounds()) {
      return Optional.of("as many as asked for");
    }
    long last = round > 0 ? now - roundStart : 0;
    if (round > 0 && now - began + Math.max(plan.roundNanos(), last) > plan.longestNanos()) {
      return Optional.of("the time is over");
    }
    if (plan.halfWidth().isPresent() && narrow(plan.halfWidth().getAsDouble())) {
      return Optional.of("the intervals are as narrow as asked for");
    }
    return Optional.empty();
  }

  private boolean narrow(double halfWidth) {
    for (int arm = 1; arm < plan.arms(); arm++) {
      if (!dead.containsKey(arm)) {
        Effect effect = Effect.of(Ratios.of(blocks, arm, 0, BlockFigures::throughput));
        if (!effect.hasInterval() || Math.log(effect.high() / effect.low()) / 2 > halfWidth) {
          return false;
        }
      }
    }
    return true;
  }

  private int arms() {
    int in = 0;
    for (int arm = 0; arm < plan.arms(); arm++) {
      in += dead.containsKey(arm) ? 0 : 1;
    }
    return in;
  }

  private boolean allReady() {
    for (int slot = 0; slot < plan.slots(); slot++) {
      if (!resting.get(slot) && !dead.containsKey(slot) && !renewals.starting().containsKey(slot)) {
        return false;
      }
    }
    return true;
  }
}
