package dev.conctop.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.thread.ProcessUse;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.state.keys.Key;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.row.Listing;
import dev.conctop.state.seen.Target;
import dev.conctop.state.ui.Overlay;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.ui.table.ThreadLine;
import dev.conctop.state.update.Update;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pools of threads as one line that opens. */
class ThreadLinesTest {
  private final Update update = new Update(KeyBindings.defaults(), 2);
  private State state =
      State.attached(Ui.initial(Page.THREADS, 100_000_000), new Target(new Pid(1), "server"), 1);

  private void threads(int pool) {
    List<ThreadRow> rows = new ArrayList<>();
    rows.add(row(1, "main"));
    for (int i = 0; i < pool; i++) {
      rows.add(row(10 + i, "pool-" + i));
    }
    Figure na = Figure.na("not of interest");
    ProcessUse use = new ProcessUse(1, rows.size(), na, na, na, na);
    see(new ThreadsSample(1, 1, new Budget(), new Budget(), rows, use, 0));
  }

  private void see(ThreadsSample sample) {
    state = update.apply(state, new Msg.Observed(sample)).state();
  }

  private static ThreadRow row(int tid, String name) {
    return new ThreadRow(
        1, tid, name, Role.WORKER, Part.IDLE, Fidelity.EXACT, new Budget(), 0, 0, "");
  }

  private Overlay detail(int tid) {
    return Overlay.ThreadDetail.asked(1, tid, state.nowNanos());
  }

  private void press(Key key) {
    state = update.apply(state, new Msg.KeyPressed(key)).state();
  }

  @Test
  void fewThreadsAreALineEach() {
    threads(10);
    assertEquals(11, Listing.lines(state).size());
  }

  @Test
  void aPoolOfManyIsOneLineThatOpensAndCloses() {
    threads(40);
    assertEquals(2, Listing.lines(state).size());
    ThreadLine.Group group =
        assertInstanceOf(ThreadLine.Group.class, Listing.lines(state).getLast());
    assertEquals(40, group.rows().size());
    press(Key.of(Key.Kind.DOWN));
    press(Key.of(Key.Kind.ENTER));
    assertEquals(42, Listing.lines(state).size());
    press(Key.of(Key.Kind.DOWN));
    press(Key.of(Key.Kind.ENTER));
    assertEquals(detail(10), state.ui().overlay());
    press(Key.of(Key.Kind.LEFT));
    assertEquals(detail(1), state.ui().overlay(), "over the group's line");
    press(Key.of(Key.Kind.ESCAPE));
    press(Key.of(Key.Kind.DOWN));
    press(Key.of(Key.Kind.ENTER));
    assertEquals(2, Listing.lines(state).size());
  }

  @Test
  void theRuntimesThreadsAreGroupedBeforeTheWorkersAre() {
    List<ThreadRow> rows = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Role role = i < 4 ? Role.WORKER : Role.RUNTIME;
      String name = (i < 4 ? "pool-" : "gc-") + i;
      rows.add(
          new ThreadRow(1, i + 1, name, role, Part.IDLE, Fidelity.EXACT, new Budget(), 0, 0, ""));
    }
    Figure na = Figure.na("not of interest");
    ProcessUse use = new ProcessUse(1, rows.size(), na, na, na, na);
    see(new ThreadsSample(1, 1, new Budget(), new Budget(), rows, use, 0));
    List<ThreadLine> lines = Listing.lines(state);
    assertEquals(5, lines.size());
    assertInstanceOf(ThreadLine.One.class, lines.getFirst());
    assertInstanceOf(ThreadLine.Group.class, lines.getLast());
  }

  @Test
  void aFilterShowsThreads() {
    threads(40);
    press(Key.of('/'));
    press(Key.of('p'));
    assertEquals(40, Listing.lines(state).size());
  }
}
