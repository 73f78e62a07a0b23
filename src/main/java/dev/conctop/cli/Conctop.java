package dev.conctop.cli;

import dev.conctop.app.FullScreen;
import dev.conctop.app.Headless;
import dev.conctop.app.HeadlessTarget;
import dev.conctop.app.HostReports;
import dev.conctop.app.ListCommand;
import dev.conctop.app.ProbeChoice;
import dev.conctop.app.RunReports;
import dev.conctop.app.Sweep;
import dev.conctop.app.Targets;
import dev.conctop.app.Terminals;
import dev.conctop.app.Watch;
import dev.conctop.app.experiment.HeadlessRace;
import dev.conctop.app.experiment.HeadlessSweep;
import dev.conctop.app.experiment.whatif.HeadlessWhatIf;
import dev.conctop.app.settings.CauseOptions;
import dev.conctop.app.settings.Settings;
import dev.conctop.app.settings.SettingsKeeper;
import dev.conctop.app.settings.SettingsReader;
import dev.conctop.catalog.BadInput;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.Scenario;
import dev.conctop.report.compare.CompareJson;
import dev.conctop.report.compare.CompareText;
import dev.conctop.report.diagnose.Assertion;
import dev.conctop.report.diagnose.DiagnoseJson;
import dev.conctop.report.diagnose.DiagnoseText;
import dev.conctop.report.host.HostCsv;
import dev.conctop.report.host.HostJson;
import dev.conctop.report.host.HostSeen;
import dev.conctop.report.host.HostText;
import dev.conctop.report.sweep.SweepJson;
import dev.conctop.report.sweep.SweepText;
import dev.conctop.report.whatif.WhatIfJson;
import dev.conctop.report.whatif.WhatIfText;
import dev.conctop.sample.figure.CleanText;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
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

  private final Map<String, String> env;
  private final PrintStream out;
  private final PrintStream err;

  public Conctop(Map<String, String> env, PrintStream out, PrintStream err) {
    this.env = env;
    this.out = out;
    this.err = err;
  }

  /**
   * Does what the arguments say.
   *
   * @return the exit code: 0 done, 1 failed, 2 usage, 3 an assertion was broken, 4 the process
   *     ended
   */
  public int run(String... args) {
    try {
      int cores = Runtime.getRuntime().availableProcessors();
      return dispatch(new Arguments(cores, version()).parse(args));
    } catch (BadInput e) {
      // What is wrong may hold anything that can be typed.
      err.println("conctop: " + CleanText.clean(String.valueOf(e.getMessage()), LONGEST_MESSAGE));
      return USAGE;
    }
  }

  private static String version() {
    String version = Conctop.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private int dispatch(Command command) {
    return switch (command) {
      case Command.Print print -> print(print.text());
      case Command.ListCatalog list -> print(list(list.what(), isJson("list", list.common())));
      case Command.Doctor doctor ->
          print(HostReports.doctor(ProbeChoice.best(), env, isJson("doctor", doctor.common())));
      case Command.Machine machine -> machine(machine);
      case Command.Run run -> runWorkload(run);
      case Command.Compare compare -> compare(compare);
      case Command.Sweep sweep -> sweepSizes(sweep);
      case Command.WhatIf whatIf -> whatIf(whatIf);
      case Command.Attach attach -> attach(attach);
      case Command.Diagnose diagnose -> diagnose(diagnose);
    };
  }

  private static String list(Command.ListCatalog.What what, boolean json) {
    return switch (what) {
      case ALL -> ListCommand.of(true, true, json);
      case WORKLOADS -> ListCommand.of(true, false, json);
      case MODELS -> ListCommand.of(false, true, json);
      case SCENARIOS -> ListCommand.scenarios(json);
    };
  }

  private int print(String text) {
    out.print(text);
    out.flush();
    return DONE;
  }

  private static CommonOptions.Format format(CommonOptions common, CommonOptions.Format usual) {
    return common.format().orElse(usual);
  }

  /** For what is printed and over: text unless JSON was asked for. */
  private static boolean isJson(String command, CommonOptions common) {
    return switch (format(common, CommonOptions.Format.TEXT)) {
      case JSON -> true;
      case TEXT -> false;
      case TUI, CSV -> throw new BadInput(command + " prints text or json");
    };
  }

  /** The full screen on a terminal, else text, unless a format was asked for. */
  private CommonOptions.Format liveFormat(CommonOptions common) {
    return format(
        common,
        Terminals.outputIsTerminal() ? CommonOptions.Format.TUI : CommonOptions.Format.TEXT);
  }

  private int machine(Command.Machine machine) {
    Settings settings = settings(machine.common());
    CommonOptions.Format format = liveFormat(machine.common());
    if (format == CommonOptions.Format.TUI) {
      return fullScreen(settings, machine.common(), new Watch.WholeMachine());
    }
    boolean ascii = settings.ascii() || !Terminals.isUtf8(env);
    HostSeen seen =
        HostReports.see(ProbeChoice.best(), machine.durationNanos().orElse(MACHINE_NANOS));
    return print(
        switch (format) {
          case JSON -> HostJson.of(seen) + "\n";
          case CSV -> HostCsv.of(seen);
          case TEXT, TUI -> HostText.of(seen, ascii);
        });
  }

  private int attach(Command.Attach attach) {
    Settings settings = settings(attach.common());
    CommonOptions.Format format = liveFormat(attach.common());
    Watch.Process watch = new Watch.Process(Targets.find(attach.target()), attach.reach());
    return format == CommonOptions.Format.TUI
        ? fullScreen(settings, attach.common(), watch)
        : headless(
            settings, watch, attach.durationNanos().orElse(HEADLESS_NANOS), List.of(), format);
  }

  private int diagnose(Command.Diagnose diagnose) {
    Watch.Process watch = new Watch.Process(Targets.find(diagnose.target()), diagnose.reach());
    return headless(
        settings(diagnose.common()),
        watch,
        diagnose.durationNanos().orElse(DIAGNOSE_NANOS),
        diagnose.assertions(),
        format(diagnose.common(), CommonOptions.Format.TEXT));
  }

  private int headless(
      Settings settings,
      Watch.Process watch,
      long nanos,
      List<Assertion> assertions,
      CommonOptions.Format format) {
    boolean ascii = settings.ascii() || !Terminals.isUtf8(env);
    boolean json =
        switch (format) {
          case JSON -> true;
          case TEXT -> false;
          case CSV, TUI -> throw new BadInput("a diagnosis is shown as text or json");
        };
    return new HeadlessTarget(out, err)
        .run(
            watch,
            nanos,
            assertions,
            settings,
            ProbeChoice.best(),
            (found, results) ->
                json
                    ? DiagnoseJson.of(found, results) + "\n"
                    : DiagnoseText.of(found, results, ascii));
  }

  private int runWorkload(Command.Run run) {
    Settings settings = settings(run.common());
    CommonOptions.Format format = liveFormat(run.common());
    if (format == CommonOptions.Format.TUI) {
      Watch watch = new Watch.Run(onScreen(run), run.scenario());
      return fullScreen(settings, run.common(), watch);
    }
    Headless headless = new Headless(out, err, Terminals.errorIsTerminal());
    if (run.scenario().isPresent() && !run.scenario().get().sweep().isEmpty()) {
      return sweep(headless, run, run.scenario().get(), settings, format);
    }
    boolean ascii = settings.ascii() || !Terminals.isUtf8(env);
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

  private int compare(Command.Compare compare) {
    Settings settings = settings(compare.common());
    CommonOptions.Format format = liveFormat(compare.common());
    if (format == CommonOptions.Format.TUI && compare.assertions().isEmpty()) {
      return fullScreen(settings, compare.common(), new Watch.Arms(compare.contest()));
    }
    if (format == CommonOptions.Format.CSV) {
      throw new BadInput("compare prints text or json");
    }
    boolean ascii = settings.ascii() || !Terminals.isUtf8(env);
    return HeadlessRace.run(
        compare.contest(),
        compare.assertions(),
        settings,
        ProbeChoice.best(),
        out,
        err,
        Terminals.errorIsTerminal(),
        (contest, outcomes) ->
            format == CommonOptions.Format.JSON
                ? CompareJson.of(contest, outcomes) + "\n"
                : CompareText.of(contest, outcomes, ascii));
  }

  private int sweepSizes(Command.Sweep sweep) {
    boolean json = isJson("sweep", sweep.common());
    Settings settings = settings(sweep.common());
    boolean ascii = settings.ascii() || !Terminals.isUtf8(env);
    return HeadlessSweep.run(
        sweep.plan(),
        settings,
        ProbeChoice.best(),
        out,
        err,
        Terminals.errorIsTerminal(),
        swept -> json ? SweepJson.of(swept) + "\n" : SweepText.of(swept, ascii));
  }

  private int whatIf(Command.WhatIf whatIf) {
    boolean json = isJson("whatif", whatIf.common());
    Settings settings = settings(whatIf.common());
    boolean ascii = settings.ascii() || !Terminals.isUtf8(env);
    return HeadlessWhatIf.run(
        whatIf.plan(),
        settings,
        ProbeChoice.best(),
        env,
        out,
        err,
        Terminals.errorIsTerminal(),
        known -> json ? WhatIfJson.of(known) + "\n" : WhatIfText.of(known, ascii));
  }

  private int sweep(
      Headless headless,
      Command.Run run,
      Scenario scenario,
      Settings settings,
      CommonOptions.Format format) {
    List<RunSpec> runs =
        Sweep.runs(scenario, run.request(), Runtime.getRuntime().availableProcessors()).stream()
            .map(Conctop::ending)
            .toList();
    boolean json = format == CommonOptions.Format.JSON;
    return Sweep.run(headless, out, scenario, runs, settings, ProbeChoice::best, json);
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

  private int fullScreen(Settings settings, CommonOptions common, Watch watch) {
    return switch (Terminals.open(env, settings)) {
      case Terminals.Refused refused ->
          throw new BadInput(
              refused.reason() + ": the full screen needs a terminal (try --format text)");
      case Terminals.Opened opened ->
          FullScreen.show(
              opened.session(),
              opened.palette(),
              settings,
              SettingsKeeper.open(env, common.config()),
              watch,
              ProbeChoice::best,
              err);
    };
  }

  private Settings settings(CommonOptions common) {
    Settings read = SettingsReader.read(env, common.config());
    Settings settings =
        new Settings(
            common.intervalNanos().orElse(read.intervalNanos()),
            common.ascii() || read.ascii(),
            !common.noMouse() && read.mouse(),
            common.theme().orElse(read.theme()),
            common.deep().orElse(read.deep()),
            read.keys(),
            CauseOptions.over(
                read.causes(), "--causes", common.causes(), "--cost-budget", common.costBudget()),
            read.columns());
    Terminals.checkTheme(settings);
    return settings;
  }
}
