package dev.conctop.experiment.curve;

import dev.conctop.experiment.BlockOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which value is measured next. Immutable: each block that it is told makes another.
 *
 * <ol>
 *   <li>All values of the range, three times, each time in another order.
 *   <li>Values around the knee as it is known by then, three times: first four between the
 *       neighbouring rungs and one on either side of the best, whose peak may lie between two
 *       rungs, too; then two in the gap that is left below the knee. None for a list.
 *   <li>The candidates, six times in orders that are a Latin square: the advised size, its
 *       neighbours where the knee may lie as well, the end of that interval and the best size.
 * </ol>
 *
 * A block that is not in a steady state is asked for again, twice at most; the last one counts.
 */
public final class Ladder {
  /** So often a block is asked for again. */
  public static final int MOST_REPEATS = 2;

  private static final int PASSES = 3;
  private static final int COARSE = 4;
  private static final int AROUND_BEST = 2;
  private static final int FINE = 2;
  private static final int ROUNDS = Estimate.LEAST_BLOCKS;
  private static final int MOST_CANDIDATES = 5;

  /** What blocks are measured for. */
  public enum Phase {
    RUNGS,
    AROUND_KNEE,
    CANDIDATES
  }

  /**
   * One block to be measured.
   *
   * @param repeat 0; 1 or 2 when it was not steady before and is to last longer
   */
  public record Step(double value, Phase phase, int repeat) {}

  private enum Stage {
    RUNGS(Phase.RUNGS),
    COARSE(Phase.AROUND_KNEE),
    FINE(Phase.AROUND_KNEE),
    CANDIDATES(Phase.CANDIDATES);

    private final Phase phase;

    Stage(Phase phase) {
      this.phase = phase;
    }
  }

  private final Range range;
  private final long seed;
  private final List<Block> blocks;
  private final int setAside;
  private final Stage stage;
  private final List<Double> turns;
  private final int repeat;

  private Ladder(
      Range range,
      long seed,
      List<Block> blocks,
      int setAside,
      Stage stage,
      List<Double> turns,
      int repeat) {
    this.range = range;
    this.seed = seed;
    this.blocks = blocks;
    this.setAside = setAside;
    this.stage = stage;
    this.turns = turns;
    this.repeat = repeat;
  }

  /**
   * Before the first block.
   *
   * @param seed of the orders; the same blocks then have the same successors
   */
  public static Ladder start(Range range, long seed) {
    List<Double> turns = turns(range.values(), PASSES, seed);
    return new Ladder(range, seed, List.of(), 0, Stage.RUNGS, turns, 0);
  }

  /** What is measured next; empty when all is done. */
  public Optional<Step> next() {
    return turns.isEmpty()
        ? Optional.empty()
        : Optional.of(new Step(turns.getFirst(), stage.phase, repeat));
  }

  /**
   * The same with the block that {@link #next} asked for.
   *
   * @throws IllegalArgumentException for a block of another value, or when all is done
   */
  public Ladder told(Block block) {
    if (turns.isEmpty() || block.value() != turns.getFirst()) {
      throw new IllegalArgumentException(block + " was not asked for: " + next());
    }
    if (!block.steady() && repeat < MOST_REPEATS) {
      return new Ladder(range, seed, blocks, setAside + 1, stage, turns, repeat + 1);
    }
    List<Block> all = new ArrayList<>(blocks);
    all.add(block);
    List<Double> rest = turns.subList(1, turns.size());
    Ladder told = new Ladder(range, seed, List.copyOf(all), setAside, stage, rest, 0);
    return rest.isEmpty() ? told.nextStage() : told;
  }

  /** What is known by now, the smallest value first. */
  public List<Point> points() {
    return Point.of(blocks);
  }

  /** The knee by what is known by now. */
  public Knee knee() {
    return Knee.of(points(), range.whole(), seed);
  }

  /** How many blocks were not steady and were measured again, and so do not count. */
  public int setAside() {
    return setAside;
  }

  /** How many blocks remain at most, if all to come are steady; 0 when all is done. */
  public int blocksLeft() {
    return turns.size()
        + switch (stage) {
          case RUNGS ->
              later(COARSE + AROUND_BEST + FINE) + candidates(COARSE + AROUND_BEST + FINE);
          case COARSE -> later(FINE) + candidates(FINE);
          case FINE -> candidates(0);
          case CANDIDATES -> 0;
        };
  }

  private int later(int points) {
    return range.ladder() ? PASSES * points : 0;
  }

  private int candidates(int morePoints) {
    int known = stage == Stage.RUNGS ? range.values().size() : points().size() + newPoints();
    return ROUNDS * Math.min(MOST_CANDIDATES, known + (range.ladder() ? morePoints : 0));
  }

  private int newPoints() {
    TreeSet<Double> coming = new TreeSet<>(turns);
    blocks.forEach(block -> coming.remove(block.value()));
    return coming.size();
  }

  private Ladder nextStage() {
    Knee knee = knee();
    if (Double.isNaN(knee.value())) {
      return new Ladder(range, seed, blocks, setAside, Stage.CANDIDATES, List.of(), 0);
    }
    return switch (stage) {
      case RUNGS -> stage(Stage.COARSE, coarse(knee), PASSES);
      case COARSE -> stage(Stage.FINE, fine(knee), PASSES);
      case FINE -> stage(Stage.CANDIDATES, candidates(knee), ROUNDS);
      case CANDIDATES -> this;
    };
  }

  private Ladder stage(Stage next, List<Double> values, int passes) {
    List<Double> turns = turns(values, passes, seed + next.ordinal());
    Ladder ladder = new Ladder(range, seed, blocks, setAside, next, turns, 0);
    return turns.isEmpty() ? ladder.nextStage() : ladder;
  }

  private static List<Double> turns(List<Double> values, int passes, long seed) {
    List<Double> turns = new ArrayList<>();
    for (int pass = 0; pass < passes && !values.isEmpty(); pass++) {
      for (int i : new BlockOrder(values.size(), seed).round(pass)) {
        turns.add(values.get(i));
      }
    }
    return List.copyOf(turns);
  }

  private List<Double> coarse(Knee knee) {
    TreeSet<Double> measured = measured();
    double below = orElse(measured.lower(knee.value()), knee.value());
    double next = orElse(measured.higher(knee.value()), knee.value());
    double above = knee.high() > knee.value() ? next : knee.value();
    TreeSet<Double> values = new TreeSet<>(between(below, above, COARSE));
    double beforeBest = orElse(measured.lower(knee.best()), knee.best());
    double afterBest = orElse(measured.higher(knee.best()), knee.best());
    if (beforeBest >= above) {
      values.addAll(between(beforeBest, knee.best(), 1));
    }
    if (afterBest > above) {
      values.addAll(between(knee.best(), afterBest, 1));
    }
    return List.copyOf(values);
  }

  private static double orElse(@Nullable Double value, double other) {
    return value == null ? other : value;
  }

  private List<Double> fine(Knee knee) {
    Double below = measured().lower(knee.value());
    return below == null ? List.of() : between(below, knee.value(), FINE);
  }

  private List<Double> between(double low, double high, int most) {
    List<Double> values = new ArrayList<>(low < high ? range.between(low, high, most) : List.of());
    values.removeAll(measured());
    return values;
  }

  private List<Double> candidates(Knee knee) {
    TreeSet<Double> measured = measured();
    TreeSet<Double> candidates = new TreeSet<>(List.of(knee.value(), knee.best(), knee.high()));
    Double below = measured.lower(knee.value());
    if (below != null && below >= knee.low()) {
      candidates.add(below);
    }
    Double above = measured.higher(knee.value());
    if (above != null && above <= knee.high()) {
      candidates.add(above);
    }
    return List.copyOf(candidates);
  }

  private TreeSet<Double> measured() {
    TreeSet<Double> values = new TreeSet<>();
    blocks.forEach(block -> values.add(block.value()));
    return values;
  }
}
