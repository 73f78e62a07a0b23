package dev.conctop.state.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.thread.ProcessCosts;
import dev.conctop.sample.thread.ProcessNames;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.Step;
import dev.conctop.state.effect.Effect;
import dev.conctop.state.keys.Key;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.seen.Target;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.ui.table.ProcessColumn;
import dev.conctop.state.ui.table.ProcessItem;
import dev.conctop.state.ui.table.ProcessView;
import dev.conctop.state.update.Update;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The table of processes by keys. */
class ProcessesTest {
  private final Update update = new Update(KeyBindings.defaults(), 2);
  private State state = State.initial(Ui.initial(Page.HOST, 100_000_000), Optional.empty(), 1);

  ProcessesTest() {
    see(
        row(10, "idle", Figure.exact(0), Figure.na("not summed"), Part.IDLE),
        row(20, "busy", Figure.exact(1.5), Figure.exact(0.1), Part.ON_CPU),
        row(30, "starved", Figure.estimated(0.2), Figure.exact(0.9), Part.ON_CPU),
        row(40, "client", Figure.exact(0.2), Figure.exact(0), Part.NETWORK));
  }

  private static ProcessRow row(int pid, String name, Figure cpu, Figure queue, Part blocked) {
    return new ProcessRow(pid, name, 1, cpu, queue, blocked, Fidelity.EXACT, "");
  }

  private void see(ProcessRow... rows) {
    state = update.apply(state, new Msg.Observed(new ProcessTable(1, 1, List.of(rows), 0))).state();
  }

  private Step press(Key key) {
    Step step = update.apply(state, new Msg.KeyPressed(key));
    state = step.state();
    return step;
  }

  private List<Integer> shown() {
    return Processes.items(state).stream().map(item -> item.row().pid()).toList();
  }

  private void type(String text) {
    text.chars().forEach(c -> press(Key.of((char) c)));
  }

  private int cursor() {
    List<ProcessItem> items = Processes.items(state);
    return items.get(Processes.selected(state, items)).row().pid();
  }

  private void pass(long nanos) {
    state = update.apply(state, new Msg.Tick(state.nowNanos() + nanos)).state();
  }

  private static ProcessRow child(int pid, int ppid, double cpu, long bytes) {
    Figure memory = Figure.exact(bytes);
    Figure denied = Figure.na("no permission to read its io");
    return row(pid, "p" + pid, Figure.exact(cpu), Figure.exact(0), Part.IDLE)
        .named(
            new ProcessNames(ppid, pid % 20 == 0 ? "ann" : "bob", "java Main" + pid, "java -x"),
            new ProcessCosts(memory, denied, denied));
  }

  /** 1 ─┬─ 10 ─┬─ 20, 1 ─── 40; 50 stands alone. */
  private void family() {
    see(
        child(1, 0, 0, 1),
        child(10, 1, 0.1, 2),
        child(20, 10, 0.5, 4),
        child(30, 10, 0.6, 8),
        child(40, 1, 0.3, 16),
        child(50, 2, 0.2, 32));
  }

  @Test
  void sortsByTheColumnThatIsChosen() {
    assertEquals(List.of(20, 30, 40, 10), shown());
    press(Key.of('s'));
    assertEquals(ProcessColumn.RUN_QUEUE, state.ui().processes().sort());
    assertEquals(List.of(30, 20, 40, 10), shown(), "n/a is last");
    press(Key.of('r'));
    assertEquals(List.of(40, 20, 30, 10), shown(), "n/a is last in any direction");
    press(Key.of('S'));
    assertEquals(List.of(20, 30, 40, 10), shown());
    for (int i = 0; i < ProcessColumn.all().size(); i++) {
      press(Key.of('s'));
    }
    assertEquals(ProcessColumn.ON_CPU, state.ui().processes().sort());
  }

  @Test
  void aClickOnAHeadSortsAndTheSecondTurnsRound() {
    click(ProcessColumn.PID);
    assertEquals(List.of(10, 20, 30, 40), shown());
    click(ProcessColumn.PID);
    assertEquals(List.of(40, 30, 20, 10), shown());
    click(ProcessColumn.PID);
    assertEquals(List.of(10, 20, 30, 40), shown());
  }

  private void click(ProcessColumn column) {
    state = update.apply(state, new Msg.HeadClicked(column)).state();
  }

  @Test
  void aRowThatIsReadDoesNotJump() {
    press(Key.of(Key.Kind.DOWN));
    assertEquals(30, cursor());
    see(
        row(10, "idle", Figure.exact(3), Figure.exact(0), Part.IDLE),
        row(11, "new", Figure.exact(4), Figure.exact(0), Part.IDLE),
        row(30, "starved", Figure.exact(0), Figure.exact(0), Part.ON_CPU),
        row(40, "client", Figure.exact(1), Figure.exact(0), Part.NETWORK));
    assertEquals(List.of(30, 40, 10, 11), shown(), "20 has ended, 11 is new");
    assertTrue(state.ui().processes().holds());
    pass(4_000_000_000L);
    assertEquals(List.of(30, 40, 10, 11), shown());
    pass(2_000_000_000L);
    assertFalse(state.ui().processes().holds());
    assertEquals(List.of(11, 10, 40, 30), shown());
  }

  @Test
  void whoAsksForAnotherOrderSeesIt() {
    press(Key.of(Key.Kind.DOWN));
    press(Key.of('S'));
    assertFalse(state.ui().processes().holds());
    assertEquals(0, state.ui().selected());
  }

  @Test
  void theCursorStaysWithTheFollowed() {
    press(Key.of(Key.Kind.DOWN));
    press(Key.of('F'));
    assertEquals(30, cursor());
    see(
        row(20, "busy", Figure.exact(1.5), Figure.exact(0.1), Part.ON_CPU),
        row(30, "starved", Figure.exact(9), Figure.exact(0), Part.ON_CPU));
    assertEquals(List.of(30, 20), shown());
    assertEquals(30, cursor());
    see(row(20, "busy", Figure.exact(1.5), Figure.exact(0.1), Part.ON_CPU));
    assertEquals("process 30 has ended; nothing is followed now", state.ui().notice());
    assertTrue(state.ui().processes().followed().isEmpty());
    assertEquals(20, cursor());
  }

  @Test
  void whoMovesTheCursorFollowsNoMore() {
    press(Key.of(Key.Kind.DOWN));
    press(Key.of('F'));
    press(Key.of(Key.Kind.DOWN));
    assertTrue(state.ui().processes().followed().isEmpty());
    assertEquals(40, cursor());
    press(Key.of('F'));
    press(Key.of('F'));
    assertTrue(state.ui().processes().followed().isEmpty());
    assertEquals(40, cursor());
  }

  @Test
  void theTreeHasChildrenBelowTheirParentsAndSumsOfTheFolded() {
    family();
    press(Key.of(Key.Kind.F5));
    assertEquals(List.of(50, 1, 40, 10, 30, 20), shown());
    assertEquals(
        List.of(0, 0, 1, 1, 2, 2), Processes.items(state).stream().map(i -> i.depth()).toList());
    for (int i = 0; i < 3; i++) {
      press(Key.of(Key.Kind.DOWN));
    }
    press(Key.of('f'));
    assertEquals(List.of(50, 1, 40, 10), shown());
    press(Key.of('s'));
    press(Key.of('S'));
    assertEquals(List.of(50, 1, 10, 40), shown(), "folded ones are sorted by their sums");
    ProcessItem folded = Processes.items(state).get(2);
    assertEquals(2, folded.inside());
    assertEquals(1.2, folded.row().onCpu().value(), 1e-9);
    assertEquals(14, folded.row().costs().residentBytes().value());
    assertFalse(folded.row().costs().readPerSecond().known(), "n/a never becomes 0");
    assertEquals(3, folded.row().threads());
    press(Key.of('/'));
    type("main20");
    assertEquals(List.of(1, 10), shown(), "what is folded is found in its parent");
    press(Key.of(Key.Kind.ESCAPE));
    press(Key.of(Key.Kind.F5));
    assertEquals(6, shown().size());
  }

  @Test
  void aCircleOfParentsLosesNobody() {
    see(child(7, 8, 0, 1), child(8, 7, 0, 1), child(9, 9, 0, 1));
    press(Key.of(Key.Kind.F5));
    assertEquals(List.of(7, 8, 9), shown());
  }

  @Test
  void filtersByUserVerdictAndWaits() {
    family();
    press(Key.of('/'));
    type("user:ann");
    assertEquals(List.of(20, 40), shown());
    type(" verdict:?");
    assertEquals(List.of(20, 40), shown());
    type(" waits:net");
    assertEquals(List.of(), shown());
  }

  @Test
  void commandsAreInShortWholeAndByName() {
    assertEquals(ProcessView.Form.BRIEF, state.ui().processes().form());
    press(Key.of('c'));
    assertEquals(ProcessView.Form.WHOLE, state.ui().processes().form());
    press(Key.of('c'));
    assertEquals(ProcessView.Form.NAME, state.ui().processes().form());
  }

  @Test
  void filtersByNameAndByNumberOnItsPage() {
    press(Key.of('/'));
    press(Key.of('l'));
    press(Key.of('e'));
    assertEquals(Page.HOST, state.ui().page());
    assertEquals(List.of(10), shown());
    press(Key.of(Key.Kind.ESCAPE));
    press(Key.of('/'));
    press(Key.of('3'));
    assertEquals(List.of(30), shown());
  }

  @Test
  void enterWatchesTheChosenOneAndEscLetsItGo() {
    press(Key.of(Key.Kind.DOWN));
    Step step = press(Key.of(Key.Kind.ENTER));
    Target target = new Target(new Pid(30), "starved");
    assertEquals(List.of(new Effect.Attach(target)), step.effects());
    assertEquals(Optional.of(target), state.target());
    assertEquals(Page.OVERVIEW, state.ui().page());
    Step back = press(Key.of(Key.Kind.ESCAPE));
    assertEquals(List.of(new Effect.Release()), back.effects());
    assertTrue(state.target().isEmpty());
    assertTrue(Listing.showsProcesses(state));
  }

  @Test
  void theListHasAnEnd() {
    for (int i = 0; i < 9; i++) {
      press(Key.of(Key.Kind.DOWN));
    }
    assertEquals(3, state.ui().selected());
    see();
    assertEquals(List.of(), press(Key.of(Key.Kind.ENTER)).effects());
  }
}
