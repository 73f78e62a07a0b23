package dev.conctop.state.update;

import dev.conctop.state.Common;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.Step;
import dev.conctop.state.effect.Effect;
import dev.conctop.state.keys.Command;
import dev.conctop.state.keys.Key;
import dev.conctop.state.row.Listing;
import dev.conctop.state.seen.Lesson;
import dev.conctop.state.ui.Overlay;
import dev.conctop.state.ui.PlayOrder;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.ui.table.Text;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A recording's own keys, and what a recording changes. */
final class PlaybackUpdate {
  private static final long SECOND = 1_000_000_000L;
  private static final long FAR = 10;
  private static final int LONGEST_TIME = 40;

  private PlaybackUpdate() {}

  /** The same, as it was at another moment; what the person has chosen stays. */
  static State sought(State state, Msg.Sought sought) {
    return sought.past().at(state);
  }

  /** Something else was watched from now on. */
  static State begun(State state, Msg.Begun begun) {
    if (begun.run().isPresent()) {
      State next = state.restarted(begun.run().get()).kept(state);
      return begun
          .scenario()
          .map(scenario -> next.withLesson(new Lesson(scenario, List.of())))
          .orElse(next);
    }
    return begun.target().isPresent()
        ? state.attachedTo(begun.target().get()).kept(state)
        : state.released().kept(state);
  }

  /** Several subjects in turns were watched from now on. */
  static State begun(State state, Msg.Experiment experiment) {
    if (experiment.contest().isPresent()) {
      return state.contested(experiment.contest().get()).kept(state);
    }
    return experiment
        .curve()
        .map(curve -> state.restarted(curve.run()).withCurve(curve).kept(state))
        .orElse(state);
  }

  /** What was said goes with the next key: time may stand. */
  static State quiet(State state) {
    return state.ui().notice().isEmpty() ? state : Common.notice(state, "");
  }

  /** What a key does to a recording; empty: what it does anyway. */
  static Optional<Step> key(State state, Key key, @Nullable Command command) {
    if (!(state.ui().overlay() instanceof Overlay.None)) {
      return Optional.empty();
    }
    if (key.kind() == Key.Kind.LEFT || key.kind() == Key.Kind.RIGHT) {
      long seconds = key.shift() ? FAR : 1;
      return play(
          state,
          new PlayOrder.Skip(key.kind() == Key.Kind.LEFT ? -seconds * SECOND : seconds * SECOND));
    }
    return command == null ? Optional.empty() : command(state, command);
  }

  private static Optional<Step> command(State state, Command command) {
    return switch (command) {
      case PAUSE -> play(state, new PlayOrder.PauseOrGoOn());
      case STEP_BACK -> play(state, new PlayOrder.Step(false));
      case STEP_ON -> play(state, new PlayOrder.Step(true));
      case PLAY_SLOWER -> play(state, new PlayOrder.Speed(false));
      case PLAY_FASTER -> play(state, new PlayOrder.Speed(true));
      case FIRST -> play(state, new PlayOrder.End(false));
      case LAST -> state.rewound() ? toNow(state) : play(state, new PlayOrder.End(true));
      case NEXT_EVENT -> play(state, new PlayOrder.Event(true));
      case EVENT_BEFORE -> play(state, new PlayOrder.Event(false));
      case GO_TO ->
          Optional.of(Step.of(state.withUi(state.ui().withOverlay(new Overlay.GoingTo("")))));
      case LAUNCHER,
          WORKLOAD,
          MODEL,
          ADD_ARM,
          FEWER_WORKERS,
          MORE_WORKERS,
          LESS_LOAD,
          MORE_LOAD,
          SHORTER_SWITCH,
          LONGER_SWITCH,
          DUMP,
          SAVE,
          FASTER,
          SLOWER ->
          Optional.of(
              Step.of(
                  Common.notice(
                      state,
                      state.rewound()
                          ? "this is the past: Esc goes back to now"
                          : "this is a recording: nothing runs")));
      case MARK -> play(state, new PlayOrder.Mark());
      case CUT -> play(state, new PlayOrder.Cut());
      case OPEN ->
          state.rewound()
              ? Optional.of(Step.of(Common.notice(state, "this is the past: Esc goes back to now")))
              : Listing.showsProcesses(state.shown())
                  ? Optional.of(
                      Step.of(Common.notice(state, "its threads are not in this recording")))
                  : Optional.empty();
      case BACK -> {
        if (!state.ui().filter().isEmpty()) {
          yield Optional.empty();
        }
        yield state.rewound() ? toNow(state) : Optional.of(Step.of(state));
      }
      case REPORT -> Optional.of(Step.of(state, new Effect.SaveReport()));
      case HELP,
          QUIT,
          NEXT_PAGE,
          PREVIOUS_PAGE,
          OVERVIEW,
          THREADS,
          LATENCY,
          HOST,
          UP,
          DOWN,
          LEFT,
          RIGHT,
          PAGE_UP,
          PAGE_DOWN,
          FILTER,
          SORT,
          SORT_BACK,
          REVERSE,
          GROUP,
          TREE,
          FOLD,
          FOLLOW,
          COMMANDS,
          SETTINGS,
          COMPARE,
          SUSPEND,
          REDRAW ->
          Optional.empty();
    };
  }

  private static Optional<Step> toNow(State state) {
    return Optional.of(Step.of(state.withFrozen(Optional.empty()), new Effect.ToNow()));
  }

  /** What a key does on the live screen: it goes back into the last minutes. */
  static Step rewind(State state, Command command) {
    return switch (command) {
      case STEP_BACK -> Step.of(state, new Effect.Play(new PlayOrder.Step(false)));
      case EVENT_BEFORE -> Step.of(state, new Effect.Play(new PlayOrder.Event(false)));
      case GO_TO -> Step.of(state.withUi(state.ui().withOverlay(new Overlay.GoingTo(""))));
      default -> Step.of(Common.notice(state, "this is now: , goes back"));
    };
  }

  private static Optional<Step> play(State state, PlayOrder order) {
    return Optional.of(Step.of(state, new Effect.Play(order)));
  }

  /** A time is being typed. */
  static Step going(State state, Overlay.GoingTo going, Key key) {
    Ui ui = state.ui();
    String text = going.text();
    return switch (key.kind()) {
      case ENTER ->
          text.isBlank()
              ? Step.of(Common.close(state))
              : Step.of(Common.close(state), new Effect.Play(new PlayOrder.To(text.strip())));
      case ESCAPE -> Step.of(Common.close(state));
      case BACKSPACE ->
          Step.of(
              text.isEmpty()
                  ? Common.close(state)
                  : state.withUi(ui.withOverlay(new Overlay.GoingTo(Text.withoutLast(text)))));
      case CHARACTER ->
          Step.of(
              key.ctrl() || key.alt() ? state : typed(state, Character.toString(key.codePoint())));
      default -> Step.of(state);
    };
  }

  /** More of a time. */
  static State typed(State state, String more) {
    if (!(state.ui().overlay() instanceof Overlay.GoingTo(String text))) {
      return state;
    }
    String all = text + more;
    String kept = all.length() > LONGEST_TIME ? text : all;
    return state.withUi(state.ui().withOverlay(new Overlay.GoingTo(kept)));
  }
}
