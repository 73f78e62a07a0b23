package dev.conctop.app;

import dev.conctop.app.loop.Watch;
import dev.conctop.app.recording.Player;
import dev.conctop.record.fact.Watched;
import dev.conctop.state.State;
import dev.conctop.state.seen.Curve;
import dev.conctop.state.seen.Lesson;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import java.util.List;
import java.util.Optional;

/** What the first frame shows, before anything was seen. */
final class Opening {
  private Opening() {}

  /**
   * The state to begin with.
   *
   * @param ui choices and sizes; the page is chosen by what is watched
   */
  static State of(Watch watch, Ui ui) {
    long now = System.nanoTime();
    return switch (watch) {
      case Watch.WholeMachine _, Watch.Fleet _ ->
          State.initial(ui.withPage(Page.HOST), Optional.empty(), now);
      case Watch.Run run -> {
        State initial = State.initial(ui, Optional.of(run.spec()), now);
        yield run.scenario()
            .map(scenario -> initial.withLesson(new Lesson(scenario, List.of())))
            .orElse(initial);
      }
      case Watch.Arms arms ->
          State.initial(
                  ui.withPage(Page.COMPARE), Optional.of(arms.contest().arms().getFirst()), now)
              .withContest(arms.contest());
      case Watch.Sizes sizes -> {
        Curve curve = Curve.of(sizes.plan(), now);
        State initial =
            State.initial(ui.withPage(Page.COMPARE), Optional.of(curve.run()), now)
                .withCurve(curve);
        yield sizes
            .scenario()
            .map(scenario -> initial.withLesson(new Lesson(scenario, List.of())))
            .orElse(initial);
      }
      case Watch.Process process -> State.attached(ui, process.target(), now);
      case Watch.Guided guided -> State.initial(ui, Optional.empty(), now).withTour(guided.walk());
      case Watch.Replay(Player player) -> {
        Page page =
            switch (player.first()) {
              case Watched.Machine _ -> Page.HOST;
              case Watched.Process _, Watched.Run _ -> Page.OVERVIEW;
              case Watched.Race _, Watched.Sweep _ -> Page.COMPARE;
            };
        yield State.initial(ui.withPage(page), Optional.empty(), player.nowNanos())
            .withPlayback(player.playback());
      }
    };
  }
}
