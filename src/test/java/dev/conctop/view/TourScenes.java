package dev.conctop.view;

import dev.conctop.sample.SubjectEvent;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.keys.Key;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import dev.conctop.tour.Lessons;
import dev.conctop.tour.Reading;
import dev.conctop.tour.Walk;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A tour as it is seen, step by step. */
final class TourScenes {
  private static final Reading HOLDS = new Reading(396.4, 400, 360, 412, 0.04, "");
  private static final Reading BROKEN = new Reading(212, 400, 360, 412, 1.4, "");

  private final Update update = new Update(KeyBindings.defaults(), 2);
  private State state =
      State.initial(Ui.initial(Page.OVERVIEW, Scenes.TICK), Optional.empty(), Scenes.START)
          .withTour(Walk.of(Lessons.three()));

  private TourScenes() {}

  static void put(Map<String, Supplier<Screens.Screen>> all) {
    all.put("tour-lessons", () -> keys("j").screen());
    all.put("tour-lessons-done", () -> keys("\r\r200\r").over(HOLDS).type("o").screen());
    all.put("tour-explain", () -> keys("\r").screen());
    all.put("tour-explain-notes", () -> keys("\ri").screen());
    all.put("tour-explain-unavailable", () -> keys("jj\r").screen());
    all.put("tour-guess", () -> keys("\r\r200").screen());
    all.put("tour-guess-problem", () -> keys("\r\r2..0\r").screen());
    all.put("tour-guess-choice", () -> keys("j\r\r1").screen());
    all.put("tour-run", () -> keys("\r\r200\r").begins().screen());
    all.put("tour-run-over", () -> keys("\r\r200\r").over(HOLDS).screen());
    all.put("tour-run-notes", () -> keys("\r\r200\r").begins().type("i").screen());
    all.put("tour-compare", () -> keys("\r\r200\r").over(HOLDS).type("n").screen());
    all.put("tour-compare-broken", () -> keys("\r\r9000\r").over(BROKEN).type("n").screen());
    all.put("tour-compare-skipped", () -> keys("\r\r200\r").begins().type("x").screen());
    all.put("tour-compare-unavailable", () -> keys("jj\r\r1\r").screen());
    all.put("tour-compare-choice", () -> chosen().screen());
  }

  private static TourScenes keys(String keys) {
    return new TourScenes().type(keys);
  }

  /** A comparison whose arms both did the same. */
  private static TourScenes chosen() {
    TourScenes scenes = keys("j\r\r1\r");
    scenes.see(new SubjectEvent.ArmsBegin());
    scenes.apply(new Msg.StopContest("as many as asked for"));
    scenes.see(new SubjectEvent.Rests(0));
    return scenes.read(new Reading(1.01, 1, 0.9, 1.1, 0.1, "")).type("n");
  }

  private TourScenes type(String keys) {
    keys.chars()
        .forEach(
            c -> apply(new Msg.KeyPressed(c == '\r' ? Key.of(Key.Kind.ENTER) : Key.of((char) c))));
    return this;
  }

  private TourScenes begins() {
    return see(new SubjectEvent.Starting("starting the server"));
  }

  private TourScenes over(Reading reading) {
    begins();
    see(new SubjectEvent.Finished(6_000_000_000L, state.totals().tasks(), Map.of()));
    return read(reading);
  }

  private TourScenes read(Reading reading) {
    apply(new Msg.TrialRead(reading));
    return this;
  }

  private TourScenes see(SubjectEvent event) {
    apply(new Msg.Observed(event));
    return this;
  }

  private void apply(Msg msg) {
    state = update.apply(state, msg).state();
  }

  private Screens.Screen screen() {
    State shown = state.shown();
    return new Screens.Screen(shown, dev.conctop.diagnosis.Diagnosis.live(shown));
  }
}
