package dev.conctop.state.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.Step;
import dev.conctop.state.effect.Effect;
import dev.conctop.state.keys.Key;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.seen.Stage;
import dev.conctop.state.ui.Overlay;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.tour.Lessons;
import dev.conctop.tour.Place;
import dev.conctop.tour.Reading;
import dev.conctop.tour.Walk;
import dev.conctop.tour.lesson.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A tour on the screen: what its keys do, and what is done because of them. */
class TourUpdateTest {
  private final Update update = new Update(KeyBindings.defaults(), 2);
  private final List<Effect> effects = new ArrayList<>();
  private State state =
      State.initial(Ui.initial(Page.OVERVIEW, 100_000_000L), Optional.empty(), 1)
          .withTour(Walk.of(Lessons.three()));

  private TourUpdateTest apply(Msg msg) {
    Step step = update.apply(state, msg);
    state = step.state();
    effects.addAll(step.effects());
    return this;
  }

  private TourUpdateTest type(String keys) {
    keys.chars()
        .forEach(
            c -> apply(new Msg.KeyPressed(c == '\r' ? Key.of(Key.Kind.ENTER) : Key.of((char) c))));
    return this;
  }

  private TourUpdateTest see(SubjectEvent event) {
    return apply(new Msg.Observed(event));
  }

  private Walk walk() {
    return state.tour().orElseThrow();
  }

  private static Trial.Alone first() {
    return (Trial.Alone) Lessons.little().trial();
  }

  private static SubjectEvent.Finished finished() {
    TaskCounts tasks =
        new TaskCounts(2400, 2400, 0, 0, new long[TaskWait.count()], new long[TaskWait.count()]);
    return new SubjectEvent.Finished(6_000_000_000L, tasks, Map.of());
  }

  @Test
  void aLessonFromItsExplanationToItsComparison() {
    type("\r\r400\r");
    assertTrue(effects.getFirst() instanceof Effect.StartRun);
    assertEquals(first().spec().workload(), state.run().orElseThrow().workload());
    assertEquals(Page.OVERVIEW, state.ui().page());
    see(new SubjectEvent.Starting("starting the subject"));
    see(finished());
    assertEquals(new Effect.ReadTrial(), effects.getLast());
    assertEquals(2, effects.size(), "asked once");
    apply(new Msg.TrialRead(new Reading(400, 400, 360, 412, 0, "")));
    assertTrue(walk().place() instanceof Place.Running, "it goes on when somebody says so");
    type("n");
    assertTrue(walk().place() instanceof Place.Comparing);
    assertTrue(state.stage() instanceof Stage.Finished, "the run is still there to be looked at");
    type("\r");
    assertEquals(new Effect.Release(), effects.getLast());
    assertTrue(state.run().isEmpty());
    assertEquals(new Place.Explaining(1), walk().place());
  }

  @Test
  void besideTheRunTheScreensKeysWork() {
    type("\r\r\r");
    see(new SubjectEvent.Starting("starting the subject"));
    type("3");
    assertEquals(Page.LATENCY, state.ui().page());
    type("?");
    assertTrue(state.ui().overlay() instanceof Overlay.Help);
    type("n");
    assertTrue(walk().place() instanceof Place.Running, "the help has the keys");
    apply(new Msg.KeyPressed(Key.of(Key.Kind.ESCAPE)));
    type("w");
    assertTrue(state.ui().overlay() instanceof Overlay.None);
    assertFalse(state.ui().notice().isEmpty(), "nothing else can be started");
    type("]");
    assertEquals(1, effects.size(), "nor is its size changed");
    type(" ");
    assertTrue(state.paused());
    type("b");
    assertFalse(state.paused());
    assertEquals(new Effect.Release(), effects.getLast());
  }

  @Test
  void whatAnEarlierRunStillSaysCountsForNothing() {
    type("\r\r\r");
    see(new SubjectEvent.Starting("starting the subject"));
    type("a"); // anew
    see(finished());
    assertTrue(state.stage() instanceof Stage.Starting, "that was the run before");
    see(new SubjectEvent.Starting("starting the subject"));
    see(finished());
    assertTrue(state.stage() instanceof Stage.Finished);
    type("b");
    see(finished());
    assertTrue(state.stage() instanceof Stage.Watching, "nothing runs any more");
  }

  @Test
  void aRunThatDiesIsToldWithItsLastWords() {
    type("\r\r\r");
    see(new SubjectEvent.Starting("starting the subject"));
    see(new SubjectEvent.Died("the subject ended with status 1", List.of("no memory")));
    assertEquals(
        "the subject ended with status 1: no memory",
        walk().done().reading().orElseThrow().missing());
    type("n");
    assertTrue(walk().place() instanceof Place.Comparing);
  }

  @Test
  void aComparisonIsStartedAndIsOverWhenItsReferenceIsOut() {
    type("j\r\r2\r");
    assertTrue(effects.getLast() instanceof Effect.StartArms);
    assertEquals(Page.COMPARE, state.ui().page());
    see(new SubjectEvent.Rests(0)); // of nobody yet
    see(new SubjectEvent.ArmsBegin());
    see(new SubjectEvent.ArmDied(0, "it ended", List.of()));
    assertTrue(effects.contains(new Effect.EndArms()), effects.toString());
    assertEquals(new Effect.ReadTrial(), effects.getLast());
    type("x");
    assertTrue(walk().place() instanceof Place.Comparing);
    assertEquals(new Effect.Release(), effects.getLast());
  }

  @Test
  void quitsFromEverywhere() {
    type("q");
    assertEquals(new Effect.Exit(0), effects.getLast());
    type("\r\rq");
    type("\rq");
    apply(new Msg.KeyPressed(Key.ctrl('c')));
    assertEquals(4, effects.stream().filter(e -> e.equals(new Effect.Exit(0))).count());
  }

  @Test
  void aPastedGuessIsOnlyDigitsAndUnits() {
    type("\r\r");
    apply(new Msg.Pasted("\u001b[31m4 0 0 nq/s\r"));
    assertEquals(new Place.Guessing(0, "31m400/s", -1, ""), walk().place());
    assertTrue(effects.isEmpty());
  }

  @Test
  void theMouseDoesNothingBetweenRuns() {
    apply(new Msg.PageClicked(Page.HOST)).apply(new Msg.RowClicked(2));
    assertEquals(new Place.Choosing(0), walk().place());
    assertEquals(Page.OVERVIEW, state.ui().page());
  }
}
