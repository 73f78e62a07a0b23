package dev.conctop.state.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.sample.task.ValueCounts;
import dev.conctop.sample.thread.ProcessUse;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.Step;
import dev.conctop.state.effect.Effect;
import dev.conctop.state.keys.Key;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.row.Listing;
import dev.conctop.state.seen.Stage;
import dev.conctop.state.ui.LauncherForm;
import dev.conctop.state.ui.Overlay;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Messages in, states and effects out. */
class UpdateTest {
  private final Update update = new Update(KeyBindings.defaults(), 2);
  private final List<Effect> effects = new ArrayList<>();
  private State state = State.initial(ui(), Optional.of(run("http-get", "thread-pool", 4)), 0);

  // ---- facts

  @Test
  void whatIsWarmedUpDoesNotCount() {
    see(frame(0, Phase.WARM_UP, 50, 1_000_000));
    see(threads(100));
    see(frame(1, Phase.MEASURE, 3, 2_000_000));
    see(threads(200));
    assertInstanceOf(Stage.Measuring.class, state.stage());
    assertEquals(3, state.totals().tasks().completed());
    assertEquals(1, state.totals().latency(Series.RESPONSE).orElseThrow().getTotalCount());
    assertEquals(200, state.totals().workers().nanos(Part.NETWORK));
  }

  @Test
  void wordsOfASubjectAreItsStartOnlyUntilItRuns() {
    see(new SubjectEvent.Starting("starting 4 nodes"));
    assertEquals("starting 4 nodes", ((Stage.Starting) state.stage()).step());
    see(frame(0, Phase.MEASURE, 1, 1_000));
    see(new SubjectEvent.Starting("node 2 (pid 77) ended with SIGKILL"));
    assertInstanceOf(Stage.Measuring.class, state.stage());
    assertEquals("node 2 (pid 77) ended with SIGKILL", state.ui().notice());
  }

  @Test
  void framesThatNeverCameAreCounted() {
    see(frame(0, Phase.MEASURE, 1, 1_000));
    see(frame(4, Phase.MEASURE, 2, 1_000));
    assertEquals(3, state.totals().lostFrames());
  }

  @Test
  void theEndKeepsTheMeasuredTotals() {
    see(frame(0, Phase.MEASURE, 1, 1_000));
    TaskCounts last =
        new TaskCounts(9, 8, 1, 0, new long[TaskWait.count()], new long[TaskWait.count()]);
    see(new SubjectEvent.Finished(5_000, last, Map.of("HTTP 503", 1L)));
    assertEquals(new Stage.Finished(5_000), state.stage());
    assertEquals(8, state.totals().tasks().completed());
    assertEquals(Map.of("HTTP 503", 1L), state.totals().errors());
  }

  @Test
  void pauseShowsTheOldPictureWhileCollectionGoesOn() {
    see(frame(0, Phase.MEASURE, 1, 1_000));
    press(Key.of(' '));
    assertTrue(state.paused());
    see(frame(1, Phase.MEASURE, 7, 1_000));
    assertEquals(1, state.shown().totals().tasks().completed());
    assertEquals(7, state.totals().tasks().completed());
    press(Key.of('Z'));
    assertFalse(state.paused());
    assertEquals(7, state.shown().totals().tasks().completed());
  }

  // ---- keys

  @Test
  void numbersAndTabsTurnPages() {
    press(Key.of('3'));
    assertEquals(Page.LATENCY, state.ui().page());
    press(Key.of(Key.Kind.TAB));
    assertEquals(Page.HOST, state.ui().page());
    press(Key.of(Key.Kind.TAB));
    assertEquals(Page.OVERVIEW, state.ui().page());
    press(Key.of(Key.Kind.BACK_TAB));
    assertEquals(Page.HOST, state.ui().page());
  }

  @Test
  void quitsByAnyOfItsKeysEvenFromADialog() {
    press(Key.of('q'));
    press(Key.of(Key.Kind.F10));
    press(Key.of('n'));
    press(Key.ctrl('c'));
    assertEquals(List.of(new Effect.Exit(0), new Effect.Exit(0), new Effect.Exit(0)), effects);
  }

  @Test
  void filterAppliesWhileTypedAndEscTakesItBack() {
    see(threads(100));
    press(Key.of('/'));
    type("Pool-1");
    assertEquals(List.of("pool-1"), names());
    press(Key.of(Key.Kind.ESCAPE));
    assertEquals(3, names().size());
    press(Key.of('/'));
    type("runtime");
    press(Key.of(Key.Kind.ENTER));
    assertInstanceOf(Overlay.None.class, state.ui().overlay());
    assertEquals(List.of("gc"), names());
    press(Key.of(Key.Kind.ESCAPE));
    assertEquals(3, names().size());
  }

  @Test
  void theChosenThreadOpensAndCloses() {
    see(threads(100));
    press(Key.of('2'));
    press(Key.of('j'));
    press(Key.of(Key.Kind.ENTER));
    assertEquals(Overlay.ThreadDetail.asked(1, 11, 1), state.ui().overlay());
    press(Key.of(Key.Kind.ESCAPE));
    assertInstanceOf(Overlay.None.class, state.ui().overlay());
    press(Key.of('G'));
    assertEquals(2, state.ui().selected());
  }

  @Test
  void aClickChoosesASecondOpensAndATabTurns() {
    see(threads(100));
    apply(new Msg.PageClicked(Page.THREADS));
    apply(new Msg.RowClicked(1));
    assertEquals(1, state.ui().selected());
    apply(new Msg.RowClicked(1));
    assertEquals(Overlay.ThreadDetail.asked(1, 11, 1), state.ui().overlay());
    apply(new Msg.RowClicked(0));
    assertEquals(Overlay.ThreadDetail.asked(1, 11, 1), state.ui().overlay());
  }

  @Test
  void workersAndLoadAreTurnedLive() {
    press(Key.of(']'));
    press(Key.of('}'));
    press(Key.of('['));
    assertEquals(
        List.of(
            new Effect.Turn(Effect.Knob.WORKERS, 5),
            new Effect.Turn(Effect.Knob.IN_FLIGHT, 5),
            new Effect.Turn(Effect.Knob.WORKERS, 4)),
        effects);
    assertEquals(4, state.run().orElseThrow().workers());
    assertEquals(5, state.run().orElseThrow().inFlight());
  }

  @Test
  void theSwitchIntervalIsTurnedLiveByASeries() {
    state = State.initial(ui(), Optional.of(run("sleep", "gil-threads", 2)), 0);
    press(Key.of(')'));
    press(Key.of('('));
    press(Key.of('('));
    assertEquals(
        Stream.of(10_000_000, 5_000_000, 2_000_000)
            .map(nanos -> new Effect.Turn(Effect.Knob.SWITCH_INTERVAL, nanos))
            .toList(),
        effects);
    assertEquals("2ms", state.run().orElseThrow().parameters().text("switch-interval"));
    for (int i = 0; i < 30; i++) {
      press(Key.of('('));
    }
    assertEquals(50_000, state.run().orElseThrow().parameters().number("switch-interval"));
    for (int i = 0; i < 30; i++) {
      press(Key.of(')'));
    }
    assertEquals("10s", state.run().orElseThrow().parameters().text("switch-interval"));
  }

  @Test
  void whatHasNoInterpreterLockSaysSo() {
    for (String model : List.of("sequential", "event-loop-offload", "cpython-free-threaded")) {
      state = State.initial(ui(), Optional.of(run("sleep", model, 1)), 0);
      press(Key.of(')'));
      assertEquals(List.of(), effects);
      assertEquals(model + " has no interpreter lock", state.ui().notice());
    }
    state = State.initial(ui(), Optional.of(run("sleep", "cpython-threading", 1)), 0);
    press(Key.of(')'));
    assertEquals(1, effects.size());
  }

  @Test
  void whatHasOneWorkerSaysSo() {
    state = State.initial(ui(), Optional.of(run("sleep", "sequential", 1)), 0);
    press(Key.of(']'));
    assertEquals(List.of(), effects);
    assertTrue(state.ui().notice().contains("no number of workers"), state.ui().notice());
  }

  @Test
  void intervalGoesByStepsAndStopsAtTheEnds() {
    press(Key.of('+'));
    press(Key.of('+'));
    assertEquals(50_000_000, state.ui().intervalNanos());
    press(Key.of('-'));
    press(Key.of('-'));
    assertEquals(200_000_000, state.ui().intervalNanos());
  }

  @Test
  void theLauncherRunsByKeyboardAlone() {
    press(Key.of('m'));
    assertEquals(LauncherForm.Focus.MODELS, form().focus());
    type("v");
    press(Key.of(Key.Kind.TAB));
    press(Key.of(Key.Kind.DOWN));
    press(Key.of(Key.Kind.BACKSPACE));
    type("2");
    press(Key.of(Key.Kind.ENTER));
    assertInstanceOf(Overlay.None.class, state.ui().overlay());
    Effect.StartRun start = (Effect.StartRun) effects.getLast();
    assertEquals("http-get", start.spec().workload().id());
    assertEquals("virtual-threads", start.spec().model().id());
    assertEquals(2, start.spec().inFlight());
    assertInstanceOf(Stage.Starting.class, state.stage());
    assertTrue(state.observed().frame().isEmpty());
  }

  @Test
  void typingInAListGoesToTheNameThatBeginsSo() {
    press(Key.of('n'));
    type("sl");
    assertEquals("sleep", chosenWorkload());
    type("x");
    assertEquals("sleep", chosenWorkload());
    type("prin");
    assertEquals("print", chosenWorkload());
  }

  private String chosenWorkload() {
    return dev.conctop.catalog.Catalog.workloads().get(form().workload()).id();
  }

  @Test
  void aBadValueStaysInTheLauncherWithItsReason() {
    press(Key.of('n'));
    press(Key.of(Key.Kind.TAB));
    press(Key.of(Key.Kind.TAB));
    type("x");
    press(Key.of(Key.Kind.ENTER));
    assertEquals(List.of(), effects);
    assertTrue(form().problem().contains("not a whole number"), form().problem());
    press(Key.of(Key.Kind.ESCAPE));
    assertInstanceOf(Overlay.None.class, state.ui().overlay());
  }

  @Test
  void pastedTextIsNeverTakenAsCommands() {
    apply(new Msg.Pasted("qqq"));
    assertEquals(List.of(), effects);
    press(Key.of('/'));
    apply(new Msg.Pasted("pool\u001b[31m\nsecond line"));
    assertEquals("pool[31m", state.ui().filter());
  }

  @Test
  void noticesGoByThemselves() {
    apply(new Msg.Notice("something"));
    assertEquals("something", state.ui().notice());
    apply(new Msg.Tick(10_000_000_000L));
    assertEquals("", state.ui().notice());
  }

  // ---- helpers

  private LauncherForm form() {
    return ((Overlay.Launcher) state.ui().overlay()).form();
  }

  private List<String> names() {
    return Listing.threads(state).stream().map(ThreadRow::name).toList();
  }

  private void press(Key key) {
    apply(new Msg.KeyPressed(key));
  }

  private void type(String text) {
    text.chars().forEach(c -> press(Key.of((char) c)));
  }

  private void see(dev.conctop.sample.Fact fact) {
    apply(new Msg.Observed(fact));
  }

  private void apply(Msg msg) {
    Step step = update.apply(state, msg);
    state = step.state();
    effects.addAll(step.effects());
  }

  private static Ui ui() {
    return Ui.initial(Page.OVERVIEW, 100_000_000);
  }

  private static RunSpec run(String workload, String model, int workers) {
    RunRequest base = RunRequest.of(workload, model, Map.of());
    return new RunRequest(
            workload,
            model,
            base.parameters(),
            OptionalInt.of(workers),
            OptionalInt.empty(),
            base.ratePerSecond(),
            base.tasks(),
            base.durationNanos(),
            base.warmUpNanos())
        .check(2);
  }

  private static TaskFrame frame(long sequence, Phase phase, long done, long latency) {
    Histogram histogram = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
    histogram.recordValue(latency);
    return new TaskFrame(
        sequence,
        sequence * 100,
        phase,
        100,
        new TaskCounts(done, done, 0, 0, new long[TaskWait.count()], new long[TaskWait.count()]),
        List.of(new LatencyInterval(Series.RESPONSE, ValueCounts.of(histogram), 0)),
        Map.of(),
        Map.of(),
        List.of());
  }

  private static ThreadsSample threads(long networkNanos) {
    Budget workers = new Budget();
    workers.addWall(networkNanos);
    workers.add(Part.NETWORK, networkNanos, Fidelity.EXACT);
    Figure none = Figure.na("not counted here");
    return new ThreadsSample(
        1,
        networkNanos,
        workers,
        new Budget(),
        List.of(
            row(12, "gc", Role.RUNTIME),
            row(10, "pool-1", Role.WORKER),
            row(11, "pool-2", Role.WORKER)),
        new ProcessUse(1, 3, none, none, none, none),
        0);
  }

  private static ThreadRow row(int tid, String name, Role role) {
    return new ThreadRow(1, tid, name, role, Part.NETWORK, Fidelity.EXACT, new Budget(), 0, 0, "");
  }
}
