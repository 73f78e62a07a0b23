package dev.conctop.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.thread.ProcessUse;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.state.effect.Effect;
import dev.conctop.state.keys.Key;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.list.Locks;
import dev.conctop.state.seen.Target;
import dev.conctop.state.ui.Overlay;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One thread in full: its stack is asked for, answered, scrolled. */
class ThreadDetailTest {
  private static final int ROOM = 10;

  private final Update update = new Update(KeyBindings.defaults(), 2);
  private final List<Effect> effects = new ArrayList<>();
  private State state =
      State.attached(Ui.initial(Page.THREADS, 100_000_000), new Target(new Pid(1), "server"), 1);

  @BeforeEach
  void twoThreads() {
    Figure na = Figure.na("not of interest");
    ProcessUse use = new ProcessUse(1, 3, na, na, na, na);
    apply(
        new Msg.Observed(
            new ThreadsSample(
                7,
                1,
                new Budget(),
                new Budget(),
                List.of(
                    row(11, "futex mutex at 0x10, held by thread 12"),
                    row(12, "read socket"),
                    row(13, "futex mutex at 0x20, held by thread 12")),
                use,
                0)));
  }

  private static ThreadRow row(int tid, String detail) {
    return new ThreadRow(
        1, tid, "t" + tid, Role.WORKER, Part.LOCK, Fidelity.EXACT, new Budget(), 0, 0, detail);
  }

  private void apply(Msg msg) {
    Step step = update.apply(state, msg);
    state = step.state();
    effects.addAll(step.effects());
  }

  private void press(Key.Kind kind) {
    apply(new Msg.KeyPressed(Key.of(kind)));
  }

  private void answer(int tid, long asked, ThreadStack.Answer answer) {
    apply(new Msg.Observed(new ThreadStack(1, tid, asked, answer)));
  }

  private static ThreadStack.Frames frames(int count) {
    return new ThreadStack.Frames(
        "thread dump",
        Fidelity.EXACT,
        IntStream.range(0, count).mapToObj(i -> ThreadStack.Line.frame("f" + i)).toList());
  }

  private Overlay.ThreadDetail detail() {
    return assertInstanceOf(Overlay.ThreadDetail.class, state.ui().overlay());
  }

  @Test
  void openingAsksAndEnterAsksAgain() {
    press(Key.Kind.ENTER);
    assertTrue(detail().waits());
    answer(11, 7, frames(3));
    assertFalse(detail().waits());
    apply(new Msg.Tick(9));
    press(Key.Kind.ENTER);
    assertTrue(detail().waits());
    assertEquals(3, detail().lines().size(), "what is known is shown meanwhile");
    answer(11, 9, frames(4));
    assertFalse(detail().waits());
    assertEquals(4, detail().lines().size());
    assertEquals(List.of(new Effect.AskStack(1, 11, 7), new Effect.AskStack(1, 11, 9)), effects);
    press(Key.Kind.ESCAPE);
    assertInstanceOf(Overlay.None.class, state.ui().overlay());
  }

  @Test
  void anAnswerAboutAnotherThreadIsNotShown() {
    press(Key.Kind.ENTER);
    press(Key.Kind.RIGHT);
    assertEquals(12, detail().tid());
    answer(11, 7, frames(3));
    assertEquals(List.of(), detail().lines());
    press(Key.Kind.LEFT);
    press(Key.Kind.LEFT);
    assertEquals(11, detail().tid(), "the first has none before it");
  }

  @Test
  void scrollingStopsAtBothEnds() {
    press(Key.Kind.ENTER);
    answer(11, 7, frames(40));
    press(Key.Kind.UP);
    assertEquals(0, detail().scroll());
    press(Key.Kind.DOWN);
    press(Key.Kind.PAGE_DOWN);
    assertEquals(1 + ROOM, detail().scroll());
    press(Key.Kind.END);
    press(Key.Kind.DOWN);
    press(Key.Kind.PAGE_DOWN);
    assertEquals(40 - ROOM, detail().scroll());
    press(Key.Kind.UP);
    assertEquals(39 - ROOM, detail().scroll(), "no press is lost at the end");
    apply(new Msg.Mouse(Msg.Mouse.Action.WHEEL_UP, 5, 5));
    assertEquals(38 - ROOM, detail().scroll());
    answer(11, 7, frames(12));
    assertEquals(12 - ROOM, detail().scroll(), "a shorter stack is shown to its end");
    press(Key.Kind.HOME);
    assertEquals(0, detail().scroll());
  }

  @Test
  void whatHasEndedIsANoticeEvenWhenNobodyLooksAnyMore() {
    press(Key.Kind.ENTER);
    press(Key.Kind.ESCAPE);
    answer(11, 7, new ThreadStack.Ended("process 1 has ended"));
    assertEquals("process 1 has ended", state.ui().notice());
    assertInstanceOf(Overlay.None.class, state.ui().overlay());
  }

  @Test
  void aStackThatWasNotReadIsNoNotice() {
    press(Key.Kind.ENTER);
    answer(11, 7, new ThreadStack.NotRead("it does not answer", "ask again"));
    assertEquals("", state.ui().notice());
    assertFalse(detail().waits());
  }

  @Test
  void theHolderOfAFutexAndWhoWaitsBehindIt() {
    List<ThreadRow> rows = state.observed().threads().orElseThrow().threads();
    assertEquals(
        new Locks("futex mutex at 0x10", "t12", 12, List.of()),
        Locks.of(rows.get(0), rows, state.observed().jvms()));
    assertEquals(
        new Locks("", "", 0, List.of("t11", "t13")),
        Locks.of(rows.get(1), rows, state.observed().jvms()));
  }
}
