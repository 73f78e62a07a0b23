package dev.conctop.cli;

import dev.conctop.app.engine.EnginesHere;
import dev.conctop.app.experiment.Connections;
import dev.conctop.app.experiment.HeadlessAdvice;
import dev.conctop.app.experiment.HeadlessRace;
import dev.conctop.app.experiment.HeadlessSweep;
import dev.conctop.app.experiment.whatif.HeadlessWhatIf;
import dev.conctop.app.experiment.whatif.RecordedWhatIf;
import dev.conctop.app.headless.HeadlessTarget;
import dev.conctop.app.headless.Terminals;
import dev.conctop.app.loop.ProbeChoice;
import dev.conctop.app.loop.Watch;
import dev.conctop.app.recording.Tape;
import dev.conctop.app.recording.part.RecordedPart;
import dev.conctop.app.settings.Settings;
import dev.conctop.app.target.Targets;
import dev.conctop.app.tour.HeadlessTour;
import dev.conctop.app.tour.TourFiles;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.scenario.Scenario;
import dev.conctop.cli.arguments.common.Command;
import dev.conctop.cli.arguments.common.CommonOptions;
import dev.conctop.cli.arguments.experiment.AdviseArguments;
import dev.conctop.experiment.predict.run.WhatIf;
import dev.conctop.experiment.sweep.Swept;
import dev.conctop.record.Recording;
import dev.conctop.report.advice.AdviceJson;
import dev.conctop.report.advice.AdviceText;
import dev.conctop.report.advice.ForeignAdvised;
import dev.conctop.report.advice.ForeignJson;
import dev.conctop.report.advice.ForeignText;
import dev.conctop.report.compare.CompareJson;
import dev.conctop.report.compare.CompareText;
import dev.conctop.report.run.ScenarioCheck;
import dev.conctop.report.sweep.SweepJson;
import dev.conctop.report.sweep.SweepText;
import dev.conctop.report.tour.TourJson;
import dev.conctop.report.tour.TourText;
import dev.conctop.report.whatif.WhatIfJson;
import dev.conctop.report.whatif.WhatIfText;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.state.seen.Target;
import dev.conctop.tour.Walk;
import dev.conctop.tour.lesson.Lesson;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Experiments: the same work under several models, at many sizes, predicted, advised, taught. */
final class Experiments {
  /** Why an experiment on the screen is over when the user quits. */
  private static final String BY_HAND = "it was ended by hand";

  /** How long a process is watched for advice when nobody says. */
  private static final long WATCH_NANOS = 5_000_000_000L;

  private static final int LONGEST_PROBLEM = 2000;

  private final Shell shell;

  Experiments(Shell shell) {
    this.shell = shell;
  }

  int compare(Command.Compare compare, Tape tape) {
    compare.contest().arms().forEach(arm -> EnginesHere.require(arm, shell.env()));
    Settings settings = shell.settings(compare.common());
    CommonOptions.Format format = shell.liveFormat(compare.common());
    if (format == CommonOptions.Format.TUI && compare.assertions().isEmpty()) {
      return shell.fullScreen(
          settings,
          compare.common(),
          new Watch.Arms(compare.contest()),
          tape,
          state ->
              state
                  .contest()
                  .filter(contest -> !contest.race().blocks().isEmpty())
                  .map(contest -> contest.isOver() ? contest : contest.ended(BY_HAND))
                  .map(
                      contest -> CompareText.of(contest, List.of(), !Terminals.isUtf8(shell.env())))
                  .orElse(""));
    }
    if (format == CommonOptions.Format.CSV) {
      throw new BadInput("compare prints text or json");
    }
    boolean ascii = shell.ascii(settings);
    boolean silent = Shell.isOnOutput(compare.common());
    return HeadlessRace.run(
        compare.contest(),
        compare.assertions(),
        settings,
        ProbeChoice.best(),
        shell.out(),
        shell.err(),
        Terminals.errorIsTerminal(),
        tape,
        (contest, outcomes) ->
            silent
                ? ""
                : format == CommonOptions.Format.JSON
                    ? CompareJson.of(contest, outcomes) + "\n"
                    : CompareText.of(contest, outcomes, ascii));
  }

  int sweep(Command.Sweep sweep, Tape tape) {
    EnginesHere.require(sweep.plan().spec(), shell.env());
    Settings settings = shell.settings(sweep.common());
    CommonOptions.Format format = shell.liveFormat(sweep.common());
    boolean ascii = shell.ascii(settings);
    return sweep(
        settings,
        sweep.common(),
        format,
        new Watch.Sizes(sweep.plan(), Optional.empty()),
        tape,
        swept ->
            Shell.isOnOutput(sweep.common())
                ? ""
                : format == CommonOptions.Format.JSON
                    ? SweepJson.of(swept) + "\n"
                    : SweepText.of(swept, ascii));
  }

  int scenarioSweep(
      Command.Run run,
      Scenario scenario,
      Settings settings,
      CommonOptions.Format format,
      Tape tape) {
    boolean ascii = shell.ascii(settings);
    return sweep(
        settings,
        run.common(),
        format,
        new Watch.Sizes(ScenarioSweep.plan(scenario, run.spec()), Optional.of(scenario)),
        tape,
        swept -> {
          if (Shell.isOnOutput(run.common())) {
            return "";
          }
          ScenarioCheck check = ScenarioCheck.of(scenario, SweepJson.of(swept));
          return format == CommonOptions.Format.JSON
              ? check.json() + "\n"
              : check.text() + SweepText.of(swept, ascii);
        });
  }

  private int sweep(
      Settings settings,
      CommonOptions common,
      CommonOptions.Format format,
      Watch.Sizes watch,
      Tape tape,
      Function<Swept, String> report) {
    return switch (format) {
      case TUI ->
          shell.fullScreen(
              settings,
              common,
              watch,
              tape,
              state ->
                  state
                      .curve()
                      .filter(curve -> !curve.swept().points().isEmpty())
                      .map(curve -> curve.isOver() ? curve : curve.stopped(BY_HAND))
                      .map(curve -> report.apply(curve.swept()))
                      .orElse(""));
      case CSV -> throw new BadInput("a sweep prints text or json");
      case TEXT, JSON ->
          HeadlessSweep.run(
              watch.plan(),
              settings,
              ProbeChoice.best(),
              shell.out(),
              shell.err(),
              Terminals.errorIsTerminal(),
              tape,
              report);
    };
  }

  int whatIf(Command.WhatIf whatIf) {
    boolean json = Shell.isJson("whatif", whatIf.common());
    Settings settings = shell.settings(whatIf.common());
    boolean ascii = shell.ascii(settings);
    return HeadlessWhatIf.run(
        whatIf.plan(),
        settings,
        ProbeChoice.best(),
        shell.env(),
        shell.out(),
        shell.err(),
        Terminals.errorIsTerminal(),
        known -> json ? WhatIfJson.of(known) + "\n" : WhatIfText.of(known, ascii));
  }

  /** Of a run that was recorded. */
  int whatIf(Command.WhatIfRecorded asked) {
    boolean json = Shell.isJson("whatif", asked.common());
    boolean ascii = shell.ascii(shell.settings(asked.common()));
    Command.Part which = asked.part();
    return new Recordings(shell.err())
        .with(
            which.file(),
            Recording::open,
            recording -> {
              RecordedPart part =
                  RecordedPart.of(recording, which.from(), which.to(), ZoneId.systemDefault());
              WhatIf known = RecordedWhatIf.of(part, shell.env());
              shell.print(json ? WhatIfJson.of(known) + "\n" : WhatIfText.of(known, ascii));
              boolean gaps = new Gaps(shell.err()).say(part.gaps(), part.isEnded());
              return gaps && which.strict() ? Gaps.DAMAGED : 0;
            });
  }

  int advise(Command.Advise advise) {
    boolean json = Shell.isJson("advise", advise.common());
    Settings settings = shell.settings(advise.common());
    boolean ascii = shell.ascii(settings);
    return HeadlessAdvice.run(
        advise.plan(),
        settings,
        ProbeChoice.best(),
        shell.out(),
        shell.err(),
        Terminals.errorIsTerminal(),
        advised -> json ? AdviceJson.of(advised) + "\n" : AdviceText.of(advised, ascii));
  }

  int advise(Command.AdviseProcess advise) {
    boolean json = Shell.isJson("advise", advise.common());
    Settings settings = shell.settings(advise.common());
    boolean ascii = shell.ascii(settings);
    Target target = Targets.find(advise.target(), AdviseArguments.otherwise(advise));
    return new HeadlessTarget(shell.out(), shell.err(), Tape.none())
        .run(
            new Watch.Process(target, advise.reach()),
            advise.durationNanos().orElse(WATCH_NANOS),
            List.of(),
            settings,
            ProbeChoice.best(),
            (found, _) -> {
              ForeignAdvised advised = ForeignAdvised.of(found, Connections.of(target.pid()));
              return json ? ForeignJson.of(advised) + "\n" : ForeignText.of(advised, ascii);
            });
  }

  int tour(Command.Tour tour) {
    int cores = Runtime.getRuntime().availableProcessors();
    if (tour.how() == Command.Tour.How.CHECK) {
      return checkTour(TourFiles.look(tour.folder(), cores));
    }
    Settings settings = shell.settings(tour.common());
    List<Lesson> lessons = TourFiles.checked(TourFiles.read(tour.folder(), cores), shell.env());
    if (tour.how() == Command.Tour.How.ALL) {
      boolean json = Shell.isJson("tour --all", tour.common());
      boolean ascii = shell.ascii(settings);
      List<Lesson> asked =
          tour.lesson()
              .map(word -> List.of(lessons.get(TourFiles.find(lessons, word))))
              .orElse(lessons);
      return HeadlessTour.run(
          asked,
          settings,
          ProbeChoice::best,
          shell.out(),
          shell.err(),
          Terminals.errorIsTerminal(),
          attempts -> json ? TourJson.of(attempts) + "\n" : TourText.of(attempts, ascii));
    }
    if (shell.liveFormat(tour.common()) != CommonOptions.Format.TUI) {
      throw new BadInput("a tour needs a terminal; 'conctop tour --all' runs it without");
    }
    Walk walk = Walk.of(lessons);
    return shell.fullScreen(
        settings,
        tour.common(),
        new Watch.Guided(
            tour.lesson().map(word -> walk.at(TourFiles.find(lessons, word))).orElse(walk)),
        Tape.none());
  }

  private int checkTour(TourFiles.Found found) {
    found
        .problems()
        .forEach(
            problem ->
                shell.err().println("conctop: " + CleanText.clean(problem, LONGEST_PROBLEM)));
    long seconds =
        found.lessons().stream().mapToLong(each -> each.trial().aboutNanos()).sum()
            / 1_000_000_000L;
    return found.problems().isEmpty()
        ? shell.print(
            found.lessons().size()
                + " lessons are right; their runs take about "
                + seconds
                + " s\n")
        : Conctop.USAGE;
  }
}
