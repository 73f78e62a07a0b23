package dev.conctop.state.update;

import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.Fact;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.state.Common;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.Step;
import dev.conctop.state.effect.Effect;
import dev.conctop.state.keys.Command;
import dev.conctop.state.keys.Key;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.seen.Contest;
import dev.conctop.state.seen.Stage;
import dev.conctop.state.ui.Overlay;
import dev.conctop.state.ui.Page;
import dev.conctop.tour.Place;
import dev.conctop.tour.Reading;
import dev.conctop.tour.Turn;
import dev.conctop.tour.Walk;
import dev.conctop.tour.WalkKey;
import dev.conctop.tour.lesson.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a tour. Between the runs its own pages take the keys; while one is shown the
 * screen is the ordinary one, but that nothing else can be started there.
 */
final class TourUpdate {
  private final KeyBindings bindings;
  private final BiFunction<State, Msg, Step> ordinary;

  /**
   * @param ordinary what a message leads to outside of a tour
   */
  TourUpdate(KeyBindings bindings, BiFunction<State, Msg, Step> ordinary) {
    this.bindings = bindings;
    this.ordinary = ordinary;
  }

  Step apply(State state, Walk walk, Msg msg) {
    return switch (msg) {
      case Msg.KeyPressed pressed -> key(state, walk, pressed);
      case Msg.TrialRead read -> follow(state, walk.read(read.reading()));
      case Msg.Observed(Fact fact) -> observed(state, walk, fact);
      case Msg.BlockMeasured _ ->
          // Of arms that were ended meanwhile nothing counts.
          state.contest().filter(Contest::begun).isPresent()
              ? watched(ordinary.apply(state, msg))
              : Step.of(state);
      case Msg.StopContest _ -> watched(ordinary.apply(state, msg));
      case Msg.Mouse _,
          Msg.RowClicked _,
          Msg.HeadClicked _,
          Msg.ThreadHeadClicked _,
          Msg.PageClicked _ ->
          walk.showsRun() ? ordinary.apply(state, msg) : Step.of(state);
      case Msg.Pasted pasted ->
          walk.showsRun() ? ordinary.apply(state, msg) : Step.of(typed(state, pasted.text()));
      case Msg.Resized _,
          Msg.Tick _,
          Msg.Quit _,
          Msg.Judged _,
          Msg.Foreseen _,
          Msg.SettingsSaved _,
          Msg.Notice _,
          Msg.Begun _,
          Msg.Experiment _,
          Msg.PastMoved _,
          Msg.Rewound _,
          Msg.Sought _,
          Msg.Played _,
          Msg.HostsSeen _ ->
          ordinary.apply(state, msg);
    };
  }

  private static State typed(State state, String text) {
    State next = state;
    for (int codePoint : text.codePoints().limit(40).toArray()) {
      next = next.withTour(next.tour().orElseThrow().type(codePoint).walk());
    }
    return next;
  }

  // ---- keys

  private Step key(State state, Walk walk, Msg.KeyPressed pressed) {
    Key key = pressed.key();
    Command command = bindings.command(key).orElse(null);
    if (key.ctrl() && command == Command.QUIT) {
      return Step.of(state, new Effect.Exit(0));
    }
    if (walk.showsRun()) {
      return besideRun(state, walk, pressed, command);
    }
    if (isPlain(key)) {
      Turn typed = walk.type(key.codePoint());
      if (!typed.walk().equals(walk)) {
        return follow(state, typed);
      }
      Optional<WalkKey> its = WalkKey.of(key.codePoint());
      if (its.isPresent()) {
        return follow(state, turn(walk, its.get()));
      }
    }
    return switch (key.kind()) {
      case ENTER -> follow(state, walk.next());
      case ESCAPE -> follow(state, walk.back());
      case BACKSPACE -> follow(state, walk.erase());
      default -> command == null ? Step.of(state) : command(state, walk, command);
    };
  }

  private static Step command(State state, Walk walk, Command command) {
    return switch (command) {
      case QUIT -> Step.of(state, new Effect.Exit(0));
      case SUSPEND -> Step.of(state, new Effect.Suspend());
      case REDRAW -> Step.of(state, new Effect.Redraw());
      case UP -> follow(state, walk.move(-1));
      case DOWN -> follow(state, walk.move(1));
      case FIRST, PAGE_UP -> follow(state, walk.move(-walk.lessons().size()));
      case LAST, PAGE_DOWN -> follow(state, walk.move(walk.lessons().size()));
      case RIGHT -> follow(state, walk.next());
      case LEFT -> follow(state, walk.back());
      default -> Step.of(state);
    };
  }

  /** The screen's own keys, but for those that would start something else. */
  private Step besideRun(
      State state, Walk walk, Msg.KeyPressed pressed, @Nullable Command command) {
    if (!(state.ui().overlay() instanceof Overlay.None)) {
      return ordinary.apply(state, pressed);
    }
    Optional<WalkKey> its =
        isPlain(pressed.key()) ? WalkKey.of(pressed.key().codePoint()) : Optional.empty();
    if (its.isPresent()) {
      return follow(state, turn(walk, its.get()));
    }
    if (command == null) {
      return Step.of(state);
    }
    return switch (command) {
      case LAUNCHER, WORKLOAD, MODEL, ADD_ARM ->
          Step.of(Common.notice(state, "a tour runs its own lessons: q leaves it"));
      case FEWER_WORKERS, MORE_WORKERS, LESS_LOAD, MORE_LOAD, SHORTER_SWITCH, LONGER_SWITCH ->
          Step.of(Common.notice(state, "the lesson's figure is of its own sizes"));
      default -> ordinary.apply(state, pressed);
    };
  }

  private static boolean isPlain(Key key) {
    return key.kind() == Key.Kind.CHARACTER && !key.ctrl() && !key.alt();
  }

  private static Turn turn(Walk walk, WalkKey key) {
    return switch (key) {
      case NEXT -> walk.next();
      case BACK -> walk.back();
      case AGAIN -> walk.again();
      case SKIP -> walk.skip();
      case LESSONS -> walk.choose();
      case NOTES -> walk.toggleNotes();
    };
  }

  // ---- what a step leads to

  private static Step follow(State state, Turn turn) {
    State next = state.withTour(turn.walk());
    if (!turn.notice().isEmpty()) {
      next = Common.notice(next, turn.notice());
    }
    return switch (turn.wish()) {
      case NOTHING -> Step.of(next);
      case READ -> Step.of(next, new Effect.ReadTrial());
      case END -> Step.of(Common.close(next).released(), new Effect.Release());
      case START -> start(Common.close(next), turn.walk().lesson().trial());
    };
  }

  private static Step start(State state, Trial trial) {
    return switch (trial) {
      case Trial.Alone alone -> {
        State fresh = state.restarted(alone.spec());
        yield Step.of(
            fresh.withUi(fresh.ui().withPage(Page.OVERVIEW).withFilter("")),
            new Effect.StartRun(alone.spec()));
      }
      case Trial.Arms arms -> {
        Contest contest = Contest.of(arms.arms(), arms.plan());
        yield Step.of(state.contested(contest), new Effect.StartArms(contest.slots()));
      }
    };
  }

  // ---- what runs

  private Step observed(State state, Walk walk, Fact fact) {
    if (isOfRun(fact)) {
      if (!(walk.place() instanceof Place.Running(int _, Place.Phase phase))) {
        // Of a run that has been ended.
        return Step.of(state);
      }
      if (phase == Place.Phase.ASKED && !begins(fact)) {
        return Step.of(state);
      }
    }
    State heard = begins(fact) ? state.withTour(walk.began().walk()) : state;
    return watched(ordinary.apply(heard, new Msg.Observed(fact)));
  }

  /** Whether it is about what runs, and not about the machine. */
  private static boolean isOfRun(Fact fact) {
    return fact instanceof SubjectEvent
        || fact instanceof TaskFrame
        || fact instanceof ThreadsSample
        || fact instanceof HostTotals
        || fact instanceof JvmSample
        || fact instanceof CpuLimit
        || fact instanceof ThreadStack;
  }

  /** Every run says this first. */
  private static boolean begins(Fact fact) {
    return fact instanceof SubjectEvent.Starting || fact instanceof SubjectEvent.ArmsBegin;
  }

  /** When the run has come to its end, its figure is asked for. */
  private static Step watched(Step step) {
    State state = step.state();
    Walk walk = state.tour().orElseThrow();
    if (!(walk.place() instanceof Place.Running(int _, Place.Phase phase))
        || phase != Place.Phase.UNDER_WAY) {
      return step;
    }
    if (state.stage() instanceof Stage.Died died && state.contest().isEmpty()) {
      String last = died.lastWords().isEmpty() ? "" : ": " + died.lastWords().getLast();
      Turn turn = walk.ended();
      return new Step(
          state.withTour(turn.walk().read(Reading.none(died.what() + last)).walk()),
          step.effects());
    }
    boolean over =
        state.contest().isPresent()
            ? state.contest().get().isOver()
            : state.stage() instanceof Stage.Finished;
    if (!over) {
      return step;
    }
    List<Effect> effects = new ArrayList<>(step.effects());
    effects.add(new Effect.ReadTrial());
    return new Step(state.withTour(walk.ended().walk()), effects);
  }
}
