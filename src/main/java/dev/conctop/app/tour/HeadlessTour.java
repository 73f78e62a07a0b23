package dev.conctop.app.tour;

import dev.conctop.app.experiment.HeadlessRace;
import dev.conctop.app.headless.Headless;
import dev.conctop.app.recording.Tape;
import dev.conctop.app.settings.Settings;
import dev.conctop.probe.Probes;
import dev.conctop.report.tour.TrialReader;
import dev.conctop.state.seen.Contest;
import dev.conctop.tour.Attempt;
import dev.conctop.tour.Reading;
import dev.conctop.tour.lesson.Lesson;
import dev.conctop.tour.lesson.Trial;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Every lesson once, without a screen and without a guess. */
public final class HeadlessTour {
  private static final int BROKEN = 3;
  private static final String DIED = "its subject died; standard error has its last words";

  private final Settings settings;
  private final Supplier<Probes> probes;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean showProgress;
  private Reading reading = Reading.none(DIED);

  private HeadlessTour(
      Settings settings,
      Supplier<Probes> probes,
      PrintStream out,
      PrintStream err,
      boolean showProgress) {
    this.settings = settings;
    this.probes = probes;
    this.out = out;
    this.err = err;
    this.showProgress = showProgress;
  }

  /**
   * Runs them one after the other and prints the report.
   *
   * @param showProgress whether {@code err} is a terminal, on which it is said how far it is
   * @return the exit code: 0; 3 when a lesson that could be run did not hold
   */
  public static int run(
      List<Lesson> lessons,
      Settings settings,
      Supplier<Probes> probes,
      PrintStream out,
      PrintStream err,
      boolean showProgress,
      Function<List<Attempt>, String> report) {
    HeadlessTour tour = new HeadlessTour(settings, probes, out, err, showProgress);
    List<Attempt> attempts = new ArrayList<>();
    for (Lesson lesson : lessons) {
      if (showProgress) {
        err.println(
            "lesson " + (attempts.size() + 1) + " of " + lessons.size() + ": " + lesson.name());
      }
      attempts.add(tour.attempt(lesson));
    }
    out.print(report.apply(attempts));
    out.flush();
    return attempts.stream().anyMatch(Attempt::broken) ? BROKEN : 0;
  }

  private Attempt attempt(Lesson lesson) {
    if (!lesson.available()) {
      return new Attempt(lesson, Reading.none(lesson.unavailable()), 0);
    }
    long began = System.nanoTime();
    reading = Reading.none(DIED);
    switch (lesson.trial()) {
      case Trial.Alone alone ->
          new Headless(out, err, showProgress, Tape.none(), List.of())
              .run(
                  alone.spec(),
                  settings,
                  probes.get(),
                  (state, _) -> read(TrialReader.ofRun(lesson.answer(), state)));
      case Trial.Arms arms ->
          HeadlessRace.run(
              Contest.of(arms.arms(), arms.plan()),
              List.of(),
              settings,
              probes.get(),
              out,
              err,
              showProgress,
              Tape.none(),
              (contest, _) -> read(TrialReader.of(lesson.answer(), contest)));
    }
    return new Attempt(lesson, reading, System.nanoTime() - began);
  }

  /** Keeps it; nothing is printed before all are known. */
  private String read(Reading its) {
    reading = its;
    return "";
  }
}
