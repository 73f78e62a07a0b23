package dev.conctop.state.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.experiment.RacePlan;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.Step;
import dev.conctop.state.effect.Effect;
import dev.conctop.state.keys.Key;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.seen.Contest;
import dev.conctop.state.ui.Overlay;
import dev.conctop.state.ui.Page;
import dev.conctop.view.CompareScenes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** An experiment on the screen. */
class RaceUpdateTest {
  private final Update update = new Update(KeyBindings.defaults(), 2);

  private State press(State state, Key key) {
    return update.apply(state, new Msg.KeyPressed(key)).state();
  }

  private State press(State state, char key) {
    return press(state, Key.of(key));
  }

  @Test
  void aRunIsComparedWithWhatIsPicked() {
    State run = CompareScenes.two().state.withContest(CompareScenes.two().state.contest().get());
    State alone = State.initial(run.ui().withPage(Page.OVERVIEW), run.run(), run.nowNanos());
    State open = press(alone, 'a');
    assertTrue(open.ui().overlay() instanceof Overlay.Launcher launcher && launcher.arm());
    Step step = update.apply(press(open, Key.of(Key.Kind.DOWN)), enter());
    Contest contest = step.state().contest().orElseThrow();
    assertEquals(2, contest.arms().size());
    assertEquals(Page.COMPARE, step.state().ui().page());
    assertEquals(List.of(new Effect.StartArms(contest.slots())), step.effects(), "and its twin");
    assertEquals(3, contest.slots().size());
  }

  private static Msg enter() {
    return new Msg.KeyPressed(Key.of(Key.Kind.ENTER));
  }

  @Test
  void oneMoreArmKeepsThePlanAndTheNames() {
    RacePlan plan =
        RacePlan.ofRounds(50, false, List.of("mine", "yours"), 7, OptionalDouble.of(0.02), 0.01, 9);
    State state =
        CompareScenes.two()
            .state
            .withContest(Contest.of(CompareScenes.two().state.contest().get().arms(), plan));
    State open = press(press(state, 'a'), Key.of(Key.Kind.DOWN));
    RacePlan more = update.apply(open, enter()).state().contest().orElseThrow().race().plan();
    assertEquals(List.of("mine", "yours"), more.labels().subList(0, 2));
    assertEquals(3, more.arms());
    assertEquals(50, more.rounds());
    assertEquals(9, more.seed());
    assertFalse(more.placebo());
    assertEquals(OptionalDouble.of(0.02), more.halfWidth());
  }

  @Test
  void withoutARunNothingIsCompared() {
    State machine = State.initial(CompareScenes.two().state.ui(), Optional.empty(), 1);
    State asked = press(machine, 'a');
    assertTrue(asked.ui().overlay() instanceof Overlay.None);
    assertEquals("only runs are compared: start one first", asked.ui().notice());
  }

  @Test
  void whatIsSaidOfEarlierArmsIsNotOfThese() {
    State state = CompareScenes.two().state;
    State anew = state.withContest(Contest.of(state.contest().get().arms(), plan(state)));
    Step old = update.apply(anew, new Msg.Observed(new SubjectEvent.Rests(0)));
    assertEquals(anew.contest(), old.state().contest());
    State begun = update.apply(anew, new Msg.Observed(new SubjectEvent.ArmsBegin())).state();
    assertTrue(begun.contest().get().begun());
  }

  private static RacePlan plan(State state) {
    return state.contest().get().race().plan();
  }

  @Test
  void knobsAreLeftAlone() {
    State state = CompareScenes.two().rounds(1).state;
    Step step = update.apply(state, new Msg.KeyPressed(Key.of(']')));
    assertEquals(List.of(), step.effects());
    assertEquals("arms stay as they are while they are compared", step.state().ui().notice());
  }

  @Test
  void aPausedComparisonStandsStillAndEscapeDoesNotEndIt() {
    CompareScenes.Game game = CompareScenes.two().rounds(2);
    State paused = press(game.state, ' ');
    int rounds = paused.shown().contest().get().race().roundsDone();
    game.state = paused;
    State later = game.rounds(4).state;
    assertEquals(rounds, later.shown().contest().get().race().roundsDone());
    assertEquals(4, later.contest().get().race().roundsDone());
    assertTrue(press(later, Key.of(Key.Kind.ESCAPE)).paused());
  }

  @Test
  void enterShowsAnArmsLastBlockAndEscapeComesBack() {
    CompareScenes.Game game = CompareScenes.two().rounds(1);
    State none = update.apply(game.state, enter()).state();
    assertEquals("this arm has had no block yet", none.ui().notice(), "its blocks are made up");
  }

  @Test
  void pagesGoRoundWithOneMore() {
    State state = CompareScenes.two().state;
    assertEquals(Page.COMPARE, state.ui().page());
    assertEquals(Page.OVERVIEW, press(state, Key.of(Key.Kind.TAB)).ui().page());
    State run = State.initial(state.ui().withPage(Page.HOST), state.run(), 1);
    assertEquals(Page.OVERVIEW, press(run, Key.of(Key.Kind.TAB)).ui().page());
    assertEquals(Page.HOST, press(run, '5').ui().page(), "there is nothing to compare");
  }
}
