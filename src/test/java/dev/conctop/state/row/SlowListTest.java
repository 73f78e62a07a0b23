package dev.conctop.state.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.RunRequest;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.SlowTasks;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.keys.Key;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.ui.Overlay;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The slowest tasks as a list that is chosen from. */
class SlowListTest {
  private final Update update = new Update(KeyBindings.defaults(), 2);
  private long sequence;
  private State state =
      State.initial(
          Ui.initial(Page.LATENCY, 100_000_000),
          Optional.of(RunRequest.of("held-lock", "thread-pool", Map.of()).check(2)),
          1);

  private void see(Phase phase, Optional<SlowTasks> slow) {
    TaskFrame frame =
        new TaskFrame(
            sequence,
            sequence++ * 100,
            phase,
            100,
            TaskCounts.none(),
            List.of(),
            Map.of(),
            Map.of(),
            List.of(),
            slow);
    state = update.apply(state, new Msg.Observed(frame)).state();
  }

  private static SlowTasks tasks(long... responses) {
    List<SlowTask> tasks = new ArrayList<>();
    for (long response : responses) {
      long[] nanos = new long[TaskWait.count()];
      tasks.add(new SlowTask(response, 0, 0, nanos, OptionalLong.empty(), "pool-1", "", ""));
    }
    return new SlowTasks(tasks, Optional.empty());
  }

  private void press(Key key) {
    state = update.apply(state, new Msg.KeyPressed(key)).state();
  }

  private void press(Key.Kind kind) {
    press(Key.of(kind));
  }

  private long shown() {
    return assertInstanceOf(Overlay.SlowDetail.class, state.ui().overlay()).task().responseNanos();
  }

  @Test
  void aSubjectThatDoesNotTellHasNoList() {
    see(Phase.MEASURE, Optional.empty());
    assertEquals(List.of(), SlowList.of(state));
    assertFalse(state.totals().slow().known());
    press(Key.Kind.ENTER);
    assertInstanceOf(Overlay.None.class, state.ui().overlay());
  }

  @Test
  void whatWasWarmedUpDoesNotCount() {
    see(Phase.WARM_UP, Optional.of(tasks(900)));
    see(Phase.MEASURE, Optional.of(tasks(50, 40)));
    see(Phase.MEASURE, Optional.of(tasks(45)));
    assertEquals(
        List.of(50L, 45L, 40L), SlowList.of(state).stream().map(SlowTask::responseNanos).toList());
    assertTrue(state.totals().slow().known());
  }

  @Test
  void oneIsChosenOpenedAndLeft() {
    see(Phase.MEASURE, Optional.of(tasks(50, 40, 30)));
    press(Key.Kind.UP);
    assertEquals(0, state.ui().selected());
    press(Key.Kind.DOWN);
    press(Key.Kind.ENTER);
    assertEquals(40, shown());
    press(Key.Kind.DOWN);
    assertEquals(30, shown());
    press(Key.Kind.DOWN);
    assertEquals(30, shown(), "there is no other below");
    press(Key.Kind.UP);
    press(Key.Kind.UP);
    assertEquals(50, shown());
    press(Key.Kind.ESCAPE);
    assertInstanceOf(Overlay.None.class, state.ui().overlay());
    assertEquals(0, state.ui().selected());
    press(Key.of('G'));
    assertEquals(2, state.ui().selected());
  }

  @Test
  void aClickChoosesAndASecondOpens() {
    see(Phase.MEASURE, Optional.of(tasks(50, 40, 30)));
    state = update.apply(state, new Msg.RowClicked(2)).state();
    assertEquals(2, state.ui().selected());
    state = update.apply(state, new Msg.RowClicked(2)).state();
    assertEquals(30, shown());
  }

  @Test
  void theOneThatIsReadStaysWhileTheListMovesOn() {
    see(Phase.MEASURE, Optional.of(tasks(50, 40)));
    press(Key.Kind.ENTER);
    see(Phase.MEASURE, Optional.of(tasks(99, 98, 97, 96, 95, 94, 93, 92)));
    assertEquals(50, shown());
    press(Key.Kind.UP);
    assertEquals(99, shown(), "it is no longer in the list");
  }

  @Test
  void whilePausedTheFrozenListIsChosenFrom() {
    see(Phase.MEASURE, Optional.of(tasks(50, 40)));
    press(Key.of(' '));
    see(Phase.MEASURE, Optional.of(tasks(99)));
    press(Key.Kind.ENTER);
    assertEquals(50, shown());
  }
}
