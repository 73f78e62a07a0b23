package dev.conctop.experiment.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.experiment.curve.Ladder.Phase;
import dev.conctop.experiment.curve.Ladder.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** What is measured next. */
class LadderTest {
  private static final Range LIST = Range.read("workers=4,8,16", List.of());

  /** Every step of a sweep without noise. */
  private static List<Step> steps(Range range, DoubleUnaryOperator curve, long seed) {
    List<Step> steps = new ArrayList<>();
    Ladder ladder = Ladder.start(range, seed);
    while (ladder.next().isPresent()) {
      Step step = ladder.next().get();
      steps.add(step);
      int left = ladder.blocksLeft();
      ladder = ladder.told(Curves.block(step.value(), curve.applyAsDouble(step.value())));
      assertTrue(ladder.blocksLeft() < left, "what is left at most only falls");
    }
    assertEquals(0, ladder.blocksLeft());
    return steps;
  }

  private static TreeMap<Double, Integer> counts(List<Step> steps, Phase phase) {
    TreeMap<Double, Integer> counts = new TreeMap<>();
    steps.stream()
        .filter(s -> s.phase() == phase)
        .forEach(s -> counts.merge(s.value(), 1, Integer::sum));
    return counts;
  }

  @Test
  void threePassesThenAroundTheKneeThenTheCandidates() {
    List<Step> steps = steps(Curves.WORKERS, Curves::delay, 1);
    TreeMap<Double, Integer> rungs = counts(steps, Phase.RUNGS);
    assertEquals(Curves.WORKERS.values(), List.copyOf(rungs.keySet()));
    assertEquals(Set.of(3), new HashSet<>(rungs.values()));
    TreeMap<Double, Integer> around = counts(steps, Phase.AROUND_KNEE);
    assertTrue(
        around.keySet().containsAll(List.of(18.0, 21.0, 24.0, 28.0, 29.0, 31.0)), "" + around);
    assertEquals(Set.of(3), new HashSet<>(around.values()));
    TreeMap<Double, Integer> candidates = counts(steps, Phase.CANDIDATES);
    assertTrue(candidates.containsKey(31.0), candidates.toString());
    assertEquals(Set.of(6), new HashSet<>(candidates.values()));
    List<Phase> phases = steps.stream().map(Step::phase).toList();
    assertEquals(phases.stream().sorted().toList(), phases);
  }

  @Test
  void eachPassHasEveryRungOnceInAnotherOrder() {
    List<Double> values =
        steps(Curves.WORKERS, Curves::delay, 1).stream().map(Step::value).toList();
    int rungs = Curves.WORKERS.values().size();
    for (int pass = 0; pass < 3; pass++) {
      List<Double> one = values.subList(pass * rungs, (pass + 1) * rungs);
      assertEquals(Curves.WORKERS.values(), one.stream().sorted().toList());
    }
    assertNotEquals(values.subList(0, rungs), values.subList(rungs, 2 * rungs));
    assertEquals(
        values, steps(Curves.WORKERS, Curves::delay, 1).stream().map(Step::value).toList());
    assertNotEquals(
        values.subList(0, rungs),
        steps(Curves.WORKERS, Curves::delay, 2).subList(0, rungs).stream()
            .map(Step::value)
            .toList());
  }

  @Test
  void candidatesTakeTurns() {
    List<Step> steps =
        steps(Curves.WORKERS, Curves::delay, 1).stream()
            .filter(step -> step.phase() == Phase.CANDIDATES)
            .toList();
    int candidates = counts(steps, Phase.CANDIDATES).size();
    assertEquals(6 * candidates, steps.size());
    for (int round = 0; round < 6; round++) {
      Set<Double> one = new HashSet<>();
      steps.subList(round * candidates, (round + 1) * candidates).forEach(s -> one.add(s.value()));
      assertEquals(candidates, one.size());
    }
  }

  @Test
  void ofAListOnlyWhatIsListedIsMeasured() {
    List<Step> steps = steps(LIST, Curves::delay, 3);
    assertEquals(List.of(4.0, 8.0, 16.0), List.copyOf(counts(steps, Phase.RUNGS).keySet()));
    assertTrue(counts(steps, Phase.AROUND_KNEE).isEmpty());
    assertEquals(List.of(16.0), List.copyOf(counts(steps, Phase.CANDIDATES).keySet()));
  }

  @Test
  void aPeakBetweenTwoRungsIsLookedFor() {
    List<Step> steps = steps(Curves.WORKERS, w -> new Usl(100, 0.02, 0.0005).at(w), 1);
    assertTrue(counts(steps, Phase.AROUND_KNEE).containsKey(45.0), "the peak is at 44");
  }

  @Test
  void whatIsNotSteadyIsAskedForAgainTwiceAndThenMarked() {
    Ladder ladder = Ladder.start(LIST, 1);
    Step first = ladder.next().orElseThrow();
    assertEquals(0, first.repeat());
    Block unsteady = new Block(first.value(), 10, 1e6, 2e6, false);
    int left = ladder.blocksLeft();
    for (int repeat = 1; repeat <= 2; repeat++) {
      ladder = ladder.told(unsteady);
      assertEquals(new Step(first.value(), Phase.RUNGS, repeat), ladder.next().orElseThrow());
      assertEquals(left, ladder.blocksLeft());
      assertTrue(ladder.points().isEmpty());
    }
    ladder = ladder.told(unsteady);
    assertNotEquals(first.value(), ladder.next().orElseThrow().value());
    assertEquals(0, ladder.next().orElseThrow().repeat());
    assertEquals(1, ladder.points().getFirst().unsteady());
    assertEquals(2, ladder.setAside());
  }

  @Test
  void aSteadyRepeatCountsAndIsNotMarked() {
    Ladder ladder = Ladder.start(LIST, 1);
    double value = ladder.next().orElseThrow().value();
    ladder = ladder.told(new Block(value, 10, 1e6, 2e6, false)).told(Curves.block(value, 20));
    assertEquals(20, ladder.points().getFirst().throughput().median());
    assertEquals(0, ladder.points().getFirst().unsteady());
  }

  @Test
  void whatWasNotAskedForIsRefused() {
    Ladder ladder = Ladder.start(LIST, 1);
    assertThrows(IllegalArgumentException.class, () -> ladder.told(Curves.block(5, 10)));
  }

  @Test
  void whereNothingSucceedsItEndsAfterTheRungs() {
    assertEquals(9, steps(LIST, w -> 0, 1).size());
    assertEquals(21, steps(Curves.WORKERS, w -> 0, 1).size());
  }

  @Test
  void steadyIsByLittlesLaw() {
    // 32 in flight at 640 a second of 50 ms each.
    assertTrue(Block.isSteady(32, 640, 50e6));
    assertTrue(Block.isSteady(32, 640 * 1.029, 50e6));
    assertEquals(false, Block.isSteady(32, 640 * 1.031, 50e6));
    assertEquals(false, Block.isSteady(32, 640 * 0.969, 50e6));
    assertEquals(false, Block.isSteady(32, 640, Double.NaN));
  }
}
