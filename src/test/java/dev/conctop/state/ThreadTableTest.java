package dev.conctop.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import dev.conctop.state.list.ThreadListing;
import dev.conctop.state.row.Listing;
import dev.conctop.state.seen.Target;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.ui.table.ThreadLine;
import dev.conctop.state.ui.table.ThreadOrder;
import dev.conctop.state.update.Update;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list of threads: sorted by any column, grouped, followed. */
class ThreadTableTest {
  private final Update update = new Update(KeyBindings.defaults(), 2);
  private State state =
      State.attached(Ui.initial(Page.THREADS, 100_000_000), new Target(new Pid(1), "server"), 1);

  private static ThreadRow row(
      int tid, String name, Role role, Part now, long cpu, double switches, int core) {
    Budget budget = new Budget();
    budget.add(Part.ON_CPU, cpu, Fidelity.EXACT);
    budget.add(Part.IDLE, 100 - cpu, Fidelity.EXACT);
    return new ThreadRow(1, tid, name, role, now, Fidelity.EXACT, budget, core, switches, "");
  }

  private void see(ThreadRow... rows) {
    Figure na = Figure.na("not of interest");
    ProcessUse use = new ProcessUse(1, rows.length, na, na, na, na);
    apply(
        new Msg.Observed(
            new ThreadsSample(1, 1, new Budget(), new Budget(), List.of(rows), use, 0)));
  }

  private void four() {
    see(
        row(1, "gc", Role.RUNTIME, Part.IDLE, 50, 70, -1),
        row(2, "pool-10", Role.WORKER, Part.LOCK, 10, Double.NaN, 1),
        row(3, "pool-9", Role.WORKER, Part.ON_CPU, 90, 5, 0),
        row(4, "acceptor", Role.LOOP, Part.NETWORK, 0, 300, 3));
  }

  private void apply(Msg msg) {
    state = update.apply(state, msg).state();
  }

  private void press(Key key) {
    apply(new Msg.KeyPressed(key));
  }

  private List<Integer> tids() {
    return Listing.lines(state).stream()
        .map(line -> line instanceof ThreadLine.One one ? one.row().tid() : -1)
        .toList();
  }

  private void head(ThreadOrder.Column column) {
    apply(new Msg.ThreadHeadClicked(column));
  }

  @Test
  void byKeyEachColumnInItsTurn() {
    four();
    assertEquals(List.of(2, 3, 4, 1), tids(), "workers first");
    press(Key.of('s'));
    assertEquals(List.of(4, 1, 3, 2), tids(), "by name");
    press(Key.of('s'));
    assertEquals(List.of(2, 3, 4, 1), tids(), "by role");
    press(Key.of('s'));
    assertEquals(List.of(3, 4, 2, 1), tids(), "by what it does");
    press(Key.of('s'));
    assertEquals(List.of(3, 1, 2, 4), tids(), "the busiest first");
    press(Key.of('s'));
    assertEquals(List.of(4, 1, 3, 2), tids(), "most switches first, unknown last");
    press(Key.of('s'));
    assertEquals(List.of(3, 2, 4, 1), tids(), "by core, unknown last");
    press(Key.of('s'));
    assertEquals(List.of(2, 3, 4, 1), tids(), "as at first");
  }

  @Test
  void theOtherWayRoundByKeyAndByClick() {
    four();
    press(Key.of('r'));
    assertEquals(List.of(2, 3, 4, 1), tids(), "nothing to turn");
    head(ThreadOrder.Column.BUDGET);
    assertEquals(List.of(3, 1, 2, 4), tids());
    head(ThreadOrder.Column.BUDGET);
    assertEquals(List.of(4, 2, 1, 3), tids());
    press(Key.of('r'));
    assertEquals(List.of(3, 1, 2, 4), tids());
    head(ThreadOrder.Column.NAME);
    assertEquals(List.of(4, 1, 3, 2), tids());
    press(Key.of('s'));
    press(Key.of('S'));
    assertEquals(List.of(4, 1, 3, 2), tids(), "one on, one back");
  }

  @Test
  void elsewhereTheKeysDoNothingToIt() {
    four();
    press(Key.of('4'));
    press(Key.of('r'));
    press(Key.of('S'));
    press(Key.of('p'));
    head(ThreadOrder.Column.NAME);
    press(Key.of('2'));
    assertEquals(List.of(2, 3, 4, 1), tids());
  }

  @Test
  void theChosenThreadStaysChosenWhereverItGoes() {
    four();
    head(ThreadOrder.Column.BUDGET);
    press(Key.of(Key.Kind.DOWN));
    see(
        row(3, "pool-9", Role.WORKER, Part.ON_CPU, 1, 5, 0),
        row(1, "gc", Role.RUNTIME, Part.IDLE, 0, 70, -1),
        row(2, "pool-10", Role.WORKER, Part.LOCK, 10, 1, 1));
    assertEquals(List.of(2, 3, 1), tids());
    assertEquals(2, state.ui().selected(), "gc");
    press(Key.of(Key.Kind.HOME));
    four();
    assertEquals(0, state.ui().selected(), "at the top stays whoever comes there");
  }

  @Test
  void poolsAreGroupedOnDemandAndSortedAsAWhole() {
    four();
    press(Key.of('p'));
    assertEquals("grouped by pool", state.ui().notice());
    List<ThreadLine> lines = Listing.lines(state);
    assertEquals(3, lines.size());
    assertTrue(lines.getFirst() instanceof ThreadLine.Group group && group.rows().size() == 2);
    head(ThreadOrder.Column.SWITCHES);
    assertEquals(List.of(4, 1, -1), tids());
    head(ThreadOrder.Column.NAME);
    assertEquals(List.of(4, 1, -1), tids());
    press(Key.of(Key.Kind.END));
    press(Key.of(Key.Kind.ENTER));
    assertEquals(List.of(4, 1, -1, 3, 2), tids(), "sorted inside, too");
    press(Key.of('p'));
    assertEquals(List.of(4, 1, 3, 2), tids());
    press(Key.of('p'));
    assertEquals("pools fold when there is no room", state.ui().notice());
  }

  @Test
  void groupsTogetherWithAFilter() {
    four();
    press(Key.of('p'));
    press(Key.of('/'));
    "pool".chars().forEach(c -> press(Key.of((char) c)));
    press(Key.of(Key.Kind.ENTER));
    assertEquals(List.of(-1), tids());
  }

  @Test
  void aFilterByState() {
    four();
    press(Key.of('/'));
    "state:lock".chars().forEach(c -> press(Key.of((char) c)));
    assertEquals(List.of(2), tids());
    press(Key.of('k'));
    assertEquals(List.of(), tids());
    assertTrue(ThreadListing.problem(state.ui()).contains("did you mean 'lock'"));
  }
}
