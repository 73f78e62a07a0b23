package dev.conctop.app.experiment.whatif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.app.experiment.whatif.bench.ListedTurns;
import dev.conctop.app.experiment.whatif.bench.ListedTurns.Turn;
import dev.conctop.experiment.BlockFigures;
import dev.conctop.experiment.Race.Next;
import dev.conctop.experiment.predict.run.RunMeasure;
import dev.conctop.experiment.predict.run.Runs;
import dev.conctop.sample.figure.Budget;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class ListedTurnsTest {
  private static final long SECOND = 1_000_000_000L;

  private static BlockFigures figures(int slot, double perSecond, double response) {
    RunMeasure measure = Runs.block(Math.max(1, (long) perSecond), 0);
    return new BlockFigures(
        slot,
        0,
        perSecond,
        response,
        response,
        response,
        measure.tasks(),
        new Budget(),
        1,
        1,
        1,
        1,
        Double.NaN,
        "",
        new BlockFigures.Surroundings(0, 0, 2));
  }

  private static ListedTurns listed(int slots, Turn... order) {
    Queue<Turn> queue = new ArrayDeque<>(List.of(order));
    return new ListedTurns(slots, _ -> Optional.ofNullable(queue.poll()));
  }

  @Test
  void allMustRestBeforeTheFirstWorks() {
    ListedTurns turns = listed(2, new Turn(1, 5, 7), new Turn(0, 0, 9));
    assertInstanceOf(Next.Wait.class, turns.next(0));
    turns.rests(0);
    assertInstanceOf(Next.Wait.class, turns.next(0));
    turns.rests(1);
    assertEquals(new Next.Go(1, 5, 7), turns.next(0));
    assertInstanceOf(Next.Wait.class, turns.next(0));
    turns.measured(figures(1, 10, 1e6), Runs.block(10, 0));
    assertInstanceOf(Next.Wait.class, turns.next(0));
    turns.rests(1);
    assertEquals(new Next.Go(0, 0, 9), turns.next(0));
    turns.measured(figures(0, 10, 1e6), Runs.block(10, 0));
    turns.rests(0);
    assertInstanceOf(Next.Over.class, turns.next(0));
    assertEquals(2, turns.results().size());
  }

  @Test
  void whoIsOutHasNoTurn() {
    ListedTurns turns = listed(2, new Turn(0, 0, 1), new Turn(1, 0, 1), new Turn(0, 0, 2));
    turns.rests(0);
    turns.rests(1);
    assertEquals(new Next.Go(0, 0, 1), turns.next(0));
    turns.died(0, "it was killed");
    assertEquals(new Next.Go(1, 0, 1), turns.next(0));
    turns.measured(figures(1, 10, 1e6), Runs.block(10, 0));
    turns.rests(1);
    assertInstanceOf(Next.Over.class, turns.next(0));
    assertEquals("it was killed", turns.dead().get(0));
  }

  @Test
  void aRunIsBlocksThatHoldSeveralTasks() {
    MeasuredRun run = new MeasuredRun(20 * SECOND);
    ListedTurns turns = new ListedTurns(1, run);
    turns.rests(0);
    Next.Go warm = (Next.Go) turns.next(0);
    assertEquals(1_500_000_000L, warm.nanos());
    // A task takes half a second.
    turns.measured(figures(0, 8, 0.5e9 / (1 - 40.0 / 48)), Runs.block(8, 0));
    turns.rests(0);
    Next.Go first = (Next.Go) turns.next(0);
    assertTrue(first.nanos() > 2.9 * SECOND && first.nanos() < 3.3 * SECOND, first.toString());
    assertEquals(5, run.blocks());
  }

  @Test
  void ofTasksThatTakeLongTwoBlocksAreLeft() {
    MeasuredRun run = new MeasuredRun(10 * SECOND);
    ListedTurns turns = new ListedTurns(1, run);
    turns.rests(0);
    turns.next(0);
    turns.measured(figures(0, 0, 0), Runs.block(0, 0));
    turns.rests(0);
    Next.Go first = (Next.Go) turns.next(0);
    assertTrue(first.nanos() > 3.5 * SECOND && first.nanos() < 4.3 * SECOND, first.toString());
    assertEquals(2, run.blocks());
  }
}
