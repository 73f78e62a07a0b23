package dev.conctop.app.experiment.whatif.bench;

import dev.conctop.experiment.BlockFigures;
import dev.conctop.experiment.Race;
import dev.conctop.experiment.predict.run.RunMeasure;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One block after the other, as some plan says that may look at what came of those before. */
public final class ListedTurns implements Turns {
  /** A block to come. */
  public record Turn(int slot, long settleNanos, long nanos) {}

  /** A block that was measured. */
  public record Result(Turn turn, BlockFigures figures, RunMeasure measure) {}

  /** Says what comes next. */
  public interface Plan {
    /** Empty when it is over; called once for each block. */
    Optional<Turn> next(List<Result> results);
  }

  private final int slots;
  private final Plan plan;
  private final BitSet resting = new BitSet();
  private final Map<Integer, String> dead = new HashMap<>();
  private final List<Result> results = new ArrayList<>();
  private Optional<Turn> working = Optional.empty();
  private boolean ended;
  private String stopped = "";

  public ListedTurns(int slots, Plan plan) {
    this.slots = slots;
    this.plan = plan;
  }

  /** What has been measured, in order. */
  public List<Result> results() {
    return results;
  }

  /** Why subjects are out, by slot. */
  public Map<Integer, String> dead() {
    return dead;
  }

  @Override
  public Race.Next next(long now) {
    if (!stopped.isEmpty()) {
      return new Race.Next.Over(stopped);
    }
    if (working.isPresent() || resting.cardinality() + dead.size() < slots) {
      return new Race.Next.Wait();
    }
    Optional<Turn> turn = plan.next(results);
    while (turn.isPresent() && dead.containsKey(turn.get().slot())) {
      turn = plan.next(results);
    }
    if (turn.isEmpty() || dead.size() == slots) {
      return new Race.Next.Over("it is done");
    }
    working = turn;
    ended = false;
    resting.clear(turn.get().slot());
    return new Race.Next.Go(turn.get().slot(), turn.get().settleNanos(), turn.get().nanos());
  }

  @Override
  public void measured(BlockFigures figures, RunMeasure measure) {
    working.ifPresent(turn -> results.add(new Result(turn, figures, measure)));
    ended = true;
    leave();
  }

  @Override
  public void rests(int slot) {
    resting.set(slot);
    leave();
  }

  /** Both have been told: what it did, and that it rests. */
  private void leave() {
    if (ended && working.isPresent() && resting.get(working.get().slot())) {
      working = Optional.empty();
    }
  }

  @Override
  public void died(int slot, String why) {
    dead.put(slot, why);
    resting.clear(slot);
    if (working.isPresent() && working.get().slot() == slot) {
      working = Optional.empty();
    }
  }

  @Override
  public void stop(String why) {
    stopped = why;
  }
}
