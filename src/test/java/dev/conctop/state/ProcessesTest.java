package dev.conctop.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.state.ui.Key;
import dev.conctop.state.ui.KeyBindings;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
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
    return Listing.processes(state).stream().map(ProcessRow::pid).toList();
  }

  @Test
  void sortsByTheColumnThatIsChosen() {
    assertEquals(List.of(20, 30, 40, 10), shown());
    press(Key.of('s'));
    assertEquals(List.of(30, 20, 40, 10), shown());
    press(Key.of('s'));
    assertEquals(List.of(20, 30, 40, 10), shown());
    press(Key.of('s'));
    assertEquals(List.of(20, 40, 10, 30), shown());
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
