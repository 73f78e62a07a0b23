package dev.conctop.state.update;

import dev.conctop.sample.SubjectEvent;
import dev.conctop.state.Common;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.Step;
import dev.conctop.state.effect.Effect;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.past.History;
import dev.conctop.state.past.total.Totals;
import dev.conctop.state.row.Processes;
import dev.conctop.state.row.ThreadTableUpdate;
import dev.conctop.state.seen.Lesson;
import java.util.Optional;

/**
 * State and message to the next state and what is to be done outside. Describes effects and
 * performs none. The accumulating parts of a state ({@link Totals}, {@link History}) are carried
 * on, not copied: the old state is not to be used again.
 */
public final class Update {
  private final KeyUpdate keys;
  private final TourUpdate tour;

  public Update(KeyBindings bindings, int cores) {
    keys = new KeyUpdate(bindings, cores);
    tour = new TourUpdate(bindings, this::ordinary);
  }

  /** What a message leads to. */
  public Step apply(State state, Msg msg) {
    return state.tour().isPresent()
        ? tour.apply(state, state.tour().get(), msg)
        : ordinary(state, msg);
  }

  private Step ordinary(State state, Msg msg) {
    return switch (msg) {
      case Msg.Observed(SubjectEvent event) when isOfArm(event) ->
          state.curve().isPresent()
              ? SweepUpdate.apply(state, state.curve().get(), event)
              : RaceUpdate.apply(state, event);
      case Msg.Observed observed -> Step.of(FactUpdate.apply(state, observed.fact()));
      case Msg.BlockMeasured measured ->
          state.curve().isPresent()
              ? SweepUpdate.measured(state, state.curve().get(), measured.figures())
              : RaceUpdate.measured(state, measured.figures());
      case Msg.Foreseen(var arms, var throughputs) ->
          Step.of(
              state
                  .contest()
                  .map(contest -> state.withContest(contest.foresees(arms, throughputs)))
                  .orElse(state));
      case Msg.StopContest stop ->
          state.curve().isPresent()
              ? SweepUpdate.stop(state, state.curve().get(), stop.why())
              : RaceUpdate.stop(state, stop.why());
      case Msg.TrialRead _, Msg.PastMoved _ -> Step.of(state);
      case Msg.Begun begun -> Step.of(PlaybackUpdate.begun(state, begun));
      case Msg.Experiment experiment -> Step.of(PlaybackUpdate.begun(state, experiment));
      case Msg.Rewound rewound -> Step.of(state.withFrozen(Optional.of(rewound.then())));
      case Msg.Sought sought -> Step.of(PlaybackUpdate.sought(state, sought));
      case Msg.Played played -> Step.of(state.withPlayback(played.playback()));
      case Msg.HostsSeen _ -> Step.of(state);
      case Msg.KeyPressed pressed -> keys.apply(state, pressed.key());
      case Msg.Mouse mouse -> keys.mouse(state, mouse);
      case Msg.RowClicked row -> keys.clicked(state, row.index());
      case Msg.HeadClicked head -> keys.sorted(state, head.column());
      case Msg.ThreadHeadClicked head ->
          Step.of(ThreadTableUpdate.headClicked(state, head.column()));
      case Msg.PageClicked page -> Step.of(state.withUi(state.ui().withPage(page.page())));
      case Msg.Pasted pasted -> keys.paste(state, pasted.text());
      case Msg.Resized size ->
          Step.of(
              state.withUi(state.ui().withSize(size.columns(), size.rows())), new Effect.Redraw());
      case Msg.Tick tick -> Step.of(tick(state, tick.nanos()));
      case Msg.Quit quit -> Step.of(state, new Effect.Exit(quit.exitCode()));
      case Msg.Judged judged -> Step.of(judged(state, judged));
      case Msg.SettingsSaved saved -> Step.of(SettingsUpdate.saved(state, saved.outcome()));
      case Msg.Notice notice -> Step.of(Common.notice(state, notice.text()));
    };
  }

  private static boolean isOfArm(SubjectEvent event) {
    return switch (event) {
      case SubjectEvent.ArmsBegin _,
          SubjectEvent.BlockBegins _,
          SubjectEvent.BlockEnded _,
          SubjectEvent.Rests _,
          SubjectEvent.ArmDied _ ->
          true;
      default -> false;
    };
  }

  private static State judged(State state, Msg.Judged judged) {
    return state
        .lesson()
        .map(lesson -> state.withLesson(new Lesson(lesson.scenario(), judged.outcomes())))
        .orElse(state);
  }

  private static State tick(State state, long nanos) {
    State next = Processes.tick(state.withNow(nanos));
    return !next.ui().notice().isEmpty() && nanos > next.ui().noticeUntilNanos()
        ? next.withUi(next.ui().withNotice("", 0))
        : next;
  }
}
