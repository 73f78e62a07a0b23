package dev.conctop.cli;

import dev.conctop.app.engine.EnginesHere;
import dev.conctop.app.headless.Headless;
import dev.conctop.app.headless.HeadlessExport;
import dev.conctop.app.headless.HeadlessTarget;
import dev.conctop.app.headless.HostReports;
import dev.conctop.app.headless.ListCommand;
import dev.conctop.app.headless.RunReports;
import dev.conctop.app.headless.Terminals;
import dev.conctop.app.loop.ProbeChoice;
import dev.conctop.app.loop.Watch;
import dev.conctop.app.recording.Player;
import dev.conctop.app.recording.Tape;
import dev.conctop.app.settings.Settings;
import dev.conctop.app.target.Targets;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.scenario.Scenario;
import dev.conctop.cli.arguments.Arguments;
import dev.conctop.cli.arguments.common.Command;
import dev.conctop.cli.arguments.common.CommonOptions;
import dev.conctop.cli.shell.ShellFiles;
import dev.conctop.report.assertion.Assertion;
import dev.conctop.report.diagnose.DiagnoseJson;
import dev.conctop.report.diagnose.DiagnoseText;
import dev.conctop.report.host.HostCsv;
import dev.conctop.report.host.HostJson;
import dev.conctop.report.host.HostSeen;
import dev.conctop.report.host.HostText;
import dev.conctop.sample.figure.CleanText;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Dispatches a command; the program's exit codes are here. */
public final class Conctop {
  public static final int DONE = 0;
  public static final int USAGE = 2;

  /** How long a run without a screen lasts when nobody says. */
  private static final long HEADLESS_NANOS = 10_000_000_000L;

  private static final int LONGEST_MESSAGE = 2000;

  /** How long a diagnosis takes when nobody says. */
  private static final long DIAGNOSE_NANOS = 5_000_000_000L;

  /** How long the machine is looked at without a screen when nobody says. */
  private static final long MACHINE_NANOS = 1_000_000_000L;

  private final Shell shell;
  private final Experiments experiments;

  public Conctop(Map<String, String> env, PrintStream out, PrintStream err) {
    shell = new Shell(env, out, err);
    experiments = new Experiments(shell);
  }

  /**
   * Does what the arguments say.
   *
   * @return the exit code: 0 done, 1 failed, 2 usage, 3 an assertion was broken, 4 the process
   *     ended, 5 a recording cannot be read
   */
  public int run(String... args) {
    try {
      int cores = Runtime.getRuntime().availableProcessors();
      return dispatch(new Arguments(cores, version()).parse(args), List.of(args));
    } catch (BadInput e) {
      // What is wrong may hold anything that can be typed.
      shell
          .err()
          .println("conctop: " + CleanText.clean(String.valueOf(e.getMessage()), LONGEST_MESSAGE));
      return USAGE;
    }
  }

  private static String version() {
    String version = Conctop.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private int dispatch(Command command, List<String> args) {
    Recorded recorded = new Recorded(version(), args, shell.err());
    return switch (command) {
      case Command.Print print -> shell.print(print.text());
      case Command.ListCatalog list ->
          shell.print(list(list.what(), Shell.isJson("list", list.common())));
      case Command.FetchEngine fetch -> new FetchEngine(shell).fetch(fetch);
      case Command.Doctor doctor ->
          shell.print(
              HostReports.doctor(
                  ProbeChoice.best(), shell.env(), Shell.isJson("doctor", doctor.common())));
      case Command.Machine machine ->
          recorded.during(machine.common(), tape -> machine(machine, tape));
      case Command.Run run -> recorded.during(run.common(), tape -> runWorkload(run, tape));
      case Command.Compare compare ->
          recorded.during(compare.common(), tape -> experiments.compare(compare, tape));
      case Command.Sweep sweep ->
          recorded.during(sweep.common(), tape -> experiments.sweep(sweep, tape));
      case Command.WhatIf whatIf -> experiments.whatIf(whatIf);
      case Command.WhatIfRecorded whatIf -> experiments.whatIf(whatIf);
      case Command.Tour tour -> experiments.tour(tour);
      case Command.Advise advise -> experiments.advise(advise);
      case Command.AdviseProcess advise -> experiments.advise(advise);
      case Command.Attach attach -> recorded.during(attach.common(), tape -> attach(attach, tape));
      case Command.Diagnose diagnose ->
          recorded.during(diagnose.common(), tape -> diagnose(diagnose, tape));
      case Command.Fleet fleet -> new Fleets(shell, recorded).see(fleet);
      case Command.RunThere there -> new Fleets(shell, recorded).run(there);
      case Command.Feed feed -> new Fleets(shell, recorded).feed(feed);
      case Command.Replay replay -> replay(replay);
      case Command.Report report -> report(report);
      case Command.Diff diff -> diff(diff);
      case Command.ExportRecording export ->
          new RecordedExports(shell.out(), shell.err()).export(export);
      case Command.Cast cast ->
          new RecordedExports(shell.out(), shell.err()).cast(cast, shell.settings(cast.common()));
      case Command.Page page -> new Pages(shell.out(), shell.err()).write(page);
      case Command.Export export -> recorded.during(export.common(), tape -> export(export, tape));
      case Command.Completion completion -> shell.print(ShellFiles.completion(completion.shell()));
      case Command.Manual _ -> shell.print(ShellFiles.manual());
      case Command.Cut cut -> new RecordedReports(shell.out(), shell.err(), true).cut(cut);
    };
  }

  private String list(Command.ListCatalog.What what, boolean json) {
    return switch (what) {
      case ALL -> ListCommand.of(true, true, json, EnginesHere.find(shell.env()));
      case WORKLOADS -> ListCommand.of(true, false, json, EnginesHere.find(shell.env()));
      case MODELS -> ListCommand.of(false, true, json, EnginesHere.find(shell.env()));
      case SCENARIOS -> ListCommand.scenarios(json);
    };
  }

  private int machine(Command.Machine machine, Tape tape) {
    Settings settings = shell.settings(machine.common());
    CommonOptions.Format format = shell.liveFormat(machine.common());
    if (format == CommonOptions.Format.TUI) {
      return shell.fullScreen(settings, machine.common(), new Watch.WholeMachine(), tape);
    }
    boolean ascii = shell.ascii(settings);
    long nanos = machine.durationNanos().orElse(MACHINE_NANOS);
    HostSeen seen = HostReports.see(ProbeChoice::best, nanos, settings, tape);
    if (Shell.isOnOutput(machine.common())) {
      return DONE;
    }
    return shell.print(
        switch (format) {
          case JSON -> HostJson.of(seen) + "\n";
          case CSV -> HostCsv.of(seen);
          case TEXT, TUI -> HostText.of(seen, ascii);
        });
  }

  private int attach(Command.Attach attach, Tape tape) {
    Settings settings = shell.settings(attach.common());
    CommonOptions.Format format = shell.liveFormat(attach.common());
    Watch.Process watch = new Watch.Process(Targets.find(attach.target()), attach.reach());
    return format == CommonOptions.Format.TUI
        ? shell.fullScreen(settings, attach.common(), watch, tape)
        : headless(
            settings,
            watch,
            attach.durationNanos().orElse(HEADLESS_NANOS),
            List.of(),
            format,
            Shell.isOnOutput(attach.common()),
            tape);
  }

  private int export(Command.Export export, Tape tape) {
    Settings settings = shell.settings(export.common());
    Optional<Watch.Process> watch =
        export.target().map(target -> new Watch.Process(Targets.find(target), export.reach()));
    return new HeadlessExport(shell.err(), tape)
        .run(watch, export.durationNanos(), settings, ProbeChoice.best());
  }

  private int report(Command.Report report) {
    Settings settings = shell.settings(report.common());
    CommonOptions.Format format = Shell.format(report.common(), CommonOptions.Format.TEXT);
    if (format == CommonOptions.Format.TUI) {
      throw new BadInput(
          "a report is text, json, csv or another tool's; 'conctop replay' has the screen");
    }
    boolean ascii = shell.ascii(settings);
    return new RecordedReports(shell.out(), shell.err(), ascii).report(report, format);
  }

  private int diff(Command.Diff diff) {
    boolean ascii = shell.ascii(shell.settings(diff.common()));
    return new RecordedDiff(shell.out(), shell.err(), ascii)
        .print(diff, Shell.format(diff.common(), CommonOptions.Format.TEXT));
  }

  private int diagnose(Command.Diagnose diagnose, Tape tape) {
    if (diagnose.recording().isPresent()) {
      boolean ascii = shell.ascii(shell.settings(diagnose.common()));
      return new RecordedReports(shell.out(), shell.err(), ascii)
          .diagnose(
              diagnose.recording().get(),
              diagnose.assertions(),
              Shell.format(diagnose.common(), CommonOptions.Format.TEXT));
    }
    Watch.Process watch = new Watch.Process(Targets.find(diagnose.target()), diagnose.reach());
    return headless(
        shell.settings(diagnose.common()),
        watch,
        diagnose.durationNanos().orElse(DIAGNOSE_NANOS),
        diagnose.assertions(),
        Shell.format(diagnose.common(), CommonOptions.Format.TEXT),
        Shell.isOnOutput(diagnose.common()),
        tape);
  }

  private int headless(
      Settings settings,
      Watch.Process watch,
      long nanos,
      List<Assertion> assertions,
      CommonOptions.Format format,
      boolean silent,
      Tape tape) {
    boolean ascii = shell.ascii(settings);
    boolean json =
        switch (format) {
          case JSON -> true;
          case TEXT -> false;
          case CSV, TUI -> throw new BadInput("a diagnosis is shown as text or json");
        };
    return new HeadlessTarget(shell.out(), shell.err(), tape)
        .run(
            watch,
            nanos,
            assertions,
            settings,
            ProbeChoice.best(),
            (found, results) ->
                silent
                    ? ""
                    : json
                        ? DiagnoseJson.of(found, results) + "\n"
                        : DiagnoseText.of(found, results, ascii));
  }

  private int replay(Command.Replay replay) {
    Settings settings = shell.settings(replay.common());
    if (Shell.format(replay.common(), CommonOptions.Format.TUI) != CommonOptions.Format.TUI) {
      throw new BadInput("a recording is replayed on the screen");
    }
    return new Recordings(shell.err())
        .with(
            replay.file(),
            file -> Player.open(file, ZoneId.systemDefault()),
            player -> {
              replay.at().ifPresent(player::at);
              return shell.fullScreen(
                  settings, replay.common(), new Watch.Replay(player), Tape.none());
            });
  }

  private int runWorkload(Command.Run run, Tape tape) {
    EnginesHere.require(run.spec(), shell.env());
    Settings settings = shell.settings(run.common());
    CommonOptions.Format format = shell.liveFormat(run.common());
    Optional<Scenario> sizes = run.scenario().filter(scenario -> !scenario.sweep().isEmpty());
    if (sizes.isPresent()) {
      if (!run.assertions().isEmpty()) {
        throw new BadInput("a scenario that goes over several sizes is not asserted: run one size");
      }
      if (!run.common().metrics().isNowhere()) {
        throw new BadInput("a scenario that goes over several sizes has no metrics: run one size");
      }
      return experiments.scenarioSweep(run, sizes.get(), settings, format, tape);
    }
    // Whoever asserts something wants an answer, not a screen.
    if (format == CommonOptions.Format.TUI && run.assertions().isEmpty()) {
      Watch watch = new Watch.Run(onScreen(run), run.scenario());
      return shell.fullScreen(settings, run.common(), watch, tape);
    }
    Headless headless =
        new Headless(shell.out(), shell.err(), Terminals.errorIsTerminal(), tape, run.assertions());
    boolean ascii = shell.ascii(settings);
    if (Shell.isOnOutput(run.common())) {
      return headless.run(ending(run.spec()), settings, ProbeChoice.best(), (_, _) -> "");
    }
    return headless.run(
        ending(run.spec()),
        settings,
        ProbeChoice.best(),
        switch (format) {
          case JSON -> RunReports.json(run.scenario());
          case CSV -> RunReports.csv();
          case TEXT, TUI -> RunReports.text(run.scenario(), ascii);
        });
  }

  /** On the screen a run goes on until the user quits, unless the user said when it ends. */
  private static RunSpec onScreen(Command.Run run) {
    return run.ends() ? run.spec() : run.spec().withDuration(OptionalLong.empty());
  }

  /** The same with an end, if it has none. */
  private static RunSpec ending(RunSpec spec) {
    return spec.tasks().isPresent() || spec.durationNanos().isPresent()
        ? spec
        : spec.withDuration(OptionalLong.of(HEADLESS_NANOS));
  }
}
