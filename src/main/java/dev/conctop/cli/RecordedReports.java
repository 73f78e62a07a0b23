package dev.conctop.cli;

import dev.conctop.app.RunReports;
import dev.conctop.app.Terminals;
import dev.conctop.app.recording.Cut;
import dev.conctop.app.recording.Destination;
import dev.conctop.app.recording.RecordTo;
import dev.conctop.app.recording.Replayed;
import dev.conctop.catalog.BadInput;
import dev.conctop.cli.arguments.Command;
import dev.conctop.cli.arguments.CommonOptions;
import dev.conctop.experiment.sweep.Swept;
import dev.conctop.record.Recording;
import dev.conctop.record.fact.Watched;
import dev.conctop.report.Recorded;
import dev.conctop.report.compare.CompareJson;
import dev.conctop.report.compare.CompareText;
import dev.conctop.report.diagnose.Assertion;
import dev.conctop.report.diagnose.DiagnoseJson;
import dev.conctop.report.diagnose.DiagnoseText;
import dev.conctop.report.diagnose.Diagnosed;
import dev.conctop.report.host.HostCsv;
import dev.conctop.report.host.HostJson;
import dev.conctop.report.host.HostSeen;
import dev.conctop.report.host.HostText;
import dev.conctop.report.run.RunJson;
import dev.conctop.report.sweep.SweepJson;
import dev.conctop.report.sweep.SweepText;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.figure.CauseRate;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Figure;
import dev.conctop.state.State;
import dev.conctop.state.seen.Contest;
import dev.conctop.state.seen.Curve;
import dev.conctop.state.seen.Observed;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What recordings say, without a screen. */
final class RecordedReports {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int BROKEN = 3;
  private static final int DAMAGED = 5;
  private static final int MOST_GAPS = 5;
  private static final int LONGEST_NAME = 200;
  private static final String CUT_SHORT = "the recording ends here";
  private static final Figure NOT_RECORDED = Figure.na("it was not recorded");

  private final PrintStream out;
  private final PrintStream err;
  private final boolean ascii;

  RecordedReports(PrintStream out, PrintStream err, boolean ascii) {
    this.out = out;
    this.err = err;
    this.ascii = ascii;
  }

  /** The live report of what was recorded. */
  int report(Command.Report asked, CommonOptions.Format format) {
    return read(
        asked.part(),
        replayed ->
            switch (replayed.watched()) {
              case Watched.Run _ -> run(replayed, format);
              case Watched.Process _ -> diagnosis(replayed, List.of(), format);
              case Watched.Machine _ -> machine(replayed, format);
              case Watched.Race _ -> race(replayed, format);
              case Watched.Sweep _ -> sweep(replayed, format);
            });
  }

  /** A diagnosis of the process that was recorded. */
  int diagnose(Command.Part part, List<Assertion> assertions, CommonOptions.Format format) {
    return read(
        part,
        replayed -> {
          if (!(replayed.watched() instanceof Watched.Process)) {
            throw new BadInput(part.file() + " is no recording of a process: try 'conctop report'");
          }
          return diagnosis(replayed, assertions, format);
        });
  }

  /** A part as a recording of its own. */
  int cut(Command.Cut asked) {
    Command.Part part = asked.part();
    return new Recordings(err)
        .with(
            part.file(),
            Recording::open,
            recording -> {
              refuseItself(part.file(), asked.to());
              Cut.Made made;
              try {
                made =
                    Cut.of(
                        recording,
                        part.from(),
                        part.to(),
                        ZoneId.systemDefault(),
                        () -> Destination.open(asked.to(), "-o", Terminals.outputIsTerminal()));
              } catch (UncheckedIOException e) {
                err.println(
                    "conctop: "
                        + shown(asked.to())
                        + " is not whole: "
                        + CleanText.clean(String.valueOf(e.getMessage()), LONGEST_NAME));
                return FAILED;
              }
              say(made.gaps());
              err.println("conctop: " + made.length() + " of it are in " + shown(asked.to()));
              return !made.gaps().isEmpty() && part.strict() ? DAMAGED : DONE;
            });
  }

  /** A file that is written over while it is read would lose what it has. */
  private static void refuseItself(Path from, RecordTo to) throws IOException {
    if (!to.toOutput()
        && Files.exists(Path.of(to.file()))
        && Files.isSameFile(from, Path.of(to.file()))) {
      throw new BadInput("-o " + shown(to) + " is the recording itself: give another name");
    }
  }

  private static String shown(RecordTo to) {
    return to.toOutput() ? "standard output" : CleanText.clean(to.file(), LONGEST_NAME);
  }

  @FunctionalInterface
  private interface Report {
    int print(Replayed replayed);
  }

  private int read(Command.Part part, Report report) {
    return new Recordings(err)
        .with(
            part.file(),
            Recording::open,
            recording -> {
              Replayed replayed =
                  Replayed.of(recording, part.from(), part.to(), ZoneId.systemDefault());
              int code = report.print(replayed);
              out.flush();
              return gaps(part.file(), replayed) && part.strict() && code == DONE ? DAMAGED : code;
            });
  }

  /** Says what cannot be read; whether there is such a thing. */
  private boolean gaps(Path file, Replayed replayed) {
    List<String> gaps = replayed.gaps();
    say(gaps);
    if (!replayed.ended()) {
      err.println(
          "conctop: the recording was not ended: it is written still, or its last second is lost");
    }
    return !gaps.isEmpty();
  }

  private void say(List<String> gaps) {
    gaps.stream().limit(MOST_GAPS).forEach(gap -> err.println("conctop: " + gap));
    if (gaps.size() > MOST_GAPS) {
      err.println("conctop: and " + (gaps.size() - MOST_GAPS) + " more of these");
    }
  }

  private int race(Replayed replayed, CommonOptions.Format format) {
    Contest contest = replayed.state().contest().orElseThrow(RecordedReports::unknown);
    Contest ended = contest.isOver() ? contest : contest.ended(CUT_SHORT);
    out.print(
        switch (format) {
          case JSON -> recorded(replayed).json(CompareJson.of(ended, List.of())) + "\n";
          case TEXT, TUI -> recorded(replayed).text(CompareText.of(ended, List.of(), ascii));
          case CSV -> throw new BadInput("a comparison is shown as text or json");
        });
    return DONE;
  }

  private int sweep(Replayed replayed, CommonOptions.Format format) {
    Curve curve = replayed.state().curve().orElseThrow(RecordedReports::unknown);
    Swept swept = curve.isOver() ? curve.swept() : curve.stopped(CUT_SHORT).swept();
    out.print(
        switch (format) {
          case JSON -> recorded(replayed).json(SweepJson.of(swept)) + "\n";
          case TEXT, TUI -> recorded(replayed).text(SweepText.of(swept, ascii));
          case CSV -> throw new BadInput("a sweep is shown as text or json");
        });
    return DONE;
  }

  private static BadInput unknown() {
    return new BadInput("what ran is not known to this version of conctop");
  }

  private static Recorded recorded(Replayed replayed) {
    return new Recorded(replayed.fromNanos(), replayed.toNanos(), replayed.header().writer());
  }

  private int run(Replayed replayed, CommonOptions.Format format) {
    State state = replayed.state();
    if (state.run().isEmpty()) {
      throw unknown();
    }
    out.print(
        switch (format) {
          case JSON -> recorded(replayed).json(RunJson.of(state)) + "\n";
          case CSV -> RunReports.csv().apply(state);
          case TEXT, TUI ->
              recorded(replayed).text(RunReports.text(Optional.empty(), ascii).apply(state));
        });
    return DONE;
  }

  private int diagnosis(
      Replayed replayed, List<Assertion> assertions, CommonOptions.Format format) {
    Diagnosed found = Diagnosed.of(replayed.state(), replayed.threads());
    List<Assertion.Result> results = assertions.stream().map(a -> a.check(found)).toList();
    out.print(
        switch (format) {
          case JSON -> recorded(replayed).json(DiagnoseJson.of(found, results)) + "\n";
          case TEXT -> recorded(replayed).text(DiagnoseText.of(found, results, ascii));
          case CSV, TUI -> throw new BadInput("a diagnosis is shown as text or json");
        });
    int code = DONE;
    for (Assertion.Result result : results) {
      if (!result.held()) {
        err.println("conctop: broken: " + result.assertion().written() + ", " + result.found());
        code = BROKEN;
      }
    }
    return code;
  }

  private int machine(Replayed replayed, CommonOptions.Format format) {
    HostSeen seen = seen(replayed);
    out.print(
        switch (format) {
          case JSON -> recorded(replayed).json(HostJson.of(seen)) + "\n";
          case CSV -> HostCsv.of(seen);
          case TEXT, TUI -> recorded(replayed).text(HostText.of(seen, ascii));
        });
    return DONE;
  }

  private static HostSeen seen(Replayed replayed) {
    Observed known = replayed.state().observed();
    HostSample host =
        known.host().orElseThrow(() -> new BadInput("there is no look in that recording"));
    return new HostSeen(
        known
            .machine()
            .orElseGet(
                () ->
                    new MachineInfo(
                        replayed.header().host(),
                        "",
                        0,
                        replayed.header().cores(),
                        NOT_RECORDED,
                        "")),
        host,
        known.processes(),
        known.devices(),
        replayed.state().history().disks(),
        known.limit().orElseGet(() -> new CpuLimit(0, NOT_RECORDED, NOT_RECORDED, NOT_RECORDED)),
        known
            .cost()
            .orElseGet(() -> new ObserverCost(NOT_RECORDED, 0, 0, 0, "", CauseRate.none())));
  }
}
