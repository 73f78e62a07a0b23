package dev.conctop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.conctop.app.headless.RunReports;
import dev.conctop.app.headless.Terminals;
import dev.conctop.app.recording.Destination;
import dev.conctop.app.recording.RecordTo;
import dev.conctop.app.recording.deck.Cut;
import dev.conctop.app.recording.part.Replayed;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.cli.arguments.common.Command;
import dev.conctop.cli.arguments.common.CommonOptions;
import dev.conctop.experiment.sweep.Swept;
import dev.conctop.record.Recording;
import dev.conctop.record.fact.Watched;
import dev.conctop.report.Recorded;
import dev.conctop.report.assertion.Assertion;
import dev.conctop.report.assertion.Outcome;
import dev.conctop.report.compare.CompareJson;
import dev.conctop.report.compare.CompareText;
import dev.conctop.report.diagnose.DiagnoseJson;
import dev.conctop.report.diagnose.DiagnoseText;
import dev.conctop.report.diagnose.Diagnosed;
import dev.conctop.report.diagnose.ProcessFound;
import dev.conctop.report.host.HostCsv;
import dev.conctop.report.host.HostJson;
import dev.conctop.report.host.HostSeen;
import dev.conctop.report.host.HostText;
import dev.conctop.report.run.RunJson;
import dev.conctop.report.sweep.SweepJson;
import dev.conctop.report.sweep.SweepText;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.state.State;
import dev.conctop.state.seen.Contest;
import dev.conctop.state.seen.Curve;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
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
  private static final int LONGEST_NAME = 200;
  private static final String CUT_SHORT = "the recording ends here";

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
        asked.to(),
        (replayed, to) ->
            switch (replayed.watched()) {
              case Watched.Run _ -> run(replayed, format, to);
              case Watched.Process _ -> diagnosis(replayed, List.of(), format, to);
              case Watched.Machine _ -> machine(replayed, format, to);
              case Watched.Race _ -> race(replayed, format, to);
              case Watched.Sweep _ -> sweep(replayed, format, to);
            });
  }

  /** A diagnosis of the process that was recorded. */
  int diagnose(Command.Part part, List<Assertion> assertions, CommonOptions.Format format) {
    return read(
        part,
        new Command.To(Optional.empty(), false),
        (replayed, to) -> {
          if (!(replayed.watched() instanceof Watched.Process)) {
            throw new BadInput(part.file() + " is no recording of a process: try 'conctop report'");
          }
          return diagnosis(replayed, assertions, format, to);
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
              new Gaps(err).say(made.gaps(), true);
              err.println("conctop: " + made.length() + " of it are in " + shown(asked.to()));
              return !made.gaps().isEmpty() && part.strict() ? Gaps.DAMAGED : DONE;
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
    int print(Replayed replayed, PrintStream to);
  }

  private int read(Command.Part part, Command.To to, Report report) {
    Output.check(to, part.file());
    return new Recordings(err)
        .with(
            part.file(),
            Recording::open,
            recording -> {
              Replayed replayed =
                  Replayed.of(recording, part.from(), part.to(), ZoneId.systemDefault());
              Charset charset = to.file().isPresent() ? UTF_8 : out.charset();
              return new Output(out, err)
                  .during(
                      to,
                      false,
                      bytes -> {
                        PrintStream printed = new PrintStream(bytes, false, charset);
                        int code = report.print(replayed, printed);
                        printed.flush();
                        boolean gaps = new Gaps(err).say(replayed.gaps(), replayed.ended());
                        return gaps && part.strict() && code == DONE ? Gaps.DAMAGED : code;
                      });
            });
  }

  private int race(Replayed replayed, CommonOptions.Format format, PrintStream to) {
    Contest contest = replayed.state().contest().orElseThrow(RecordedReports::unknown);
    Contest ended = contest.isOver() ? contest : contest.ended(CUT_SHORT);
    to.print(
        switch (format) {
          case JSON -> recorded(replayed).json(CompareJson.of(ended, List.of())) + "\n";
          case TEXT, TUI -> recorded(replayed).text(CompareText.of(ended, List.of(), ascii));
          case CSV -> throw new BadInput("a comparison is shown as text or json");
        });
    return DONE;
  }

  private int sweep(Replayed replayed, CommonOptions.Format format, PrintStream to) {
    Curve curve = replayed.state().curve().orElseThrow(RecordedReports::unknown);
    Swept swept = curve.isOver() ? curve.swept() : curve.stopped(CUT_SHORT).swept();
    to.print(
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

  private int run(Replayed replayed, CommonOptions.Format format, PrintStream to) {
    State state = replayed.state();
    if (state.run().isEmpty()) {
      throw unknown();
    }
    to.print(
        switch (format) {
          case JSON -> recorded(replayed).json(RunJson.of(state)) + "\n";
          case CSV -> RunReports.csv().apply(state, List.of());
          case TEXT, TUI ->
              recorded(replayed)
                  .text(RunReports.text(Optional.empty(), ascii).apply(state, List.of()));
        });
    return DONE;
  }

  private int diagnosis(
      Replayed replayed, List<Assertion> assertions, CommonOptions.Format format, PrintStream to) {
    Diagnosed found = Diagnosed.of(replayed.state(), replayed.threads());
    List<Outcome> results = ProcessFound.check(assertions, found);
    to.print(
        switch (format) {
          case JSON -> recorded(replayed).json(DiagnoseJson.of(found, results)) + "\n";
          case TEXT -> recorded(replayed).text(DiagnoseText.of(found, results, ascii));
          case CSV, TUI ->
              throw new BadInput(
                  "a diagnosis is shown as text or json; --table has a recording's facts as csv");
        });
    List<String> broken = Outcome.broken(results);
    broken.forEach(line -> err.println("conctop: " + line));
    return broken.isEmpty() ? DONE : BROKEN;
  }

  private int machine(Replayed replayed, CommonOptions.Format format, PrintStream to) {
    HostSeen seen = replayed.machine();
    to.print(
        switch (format) {
          case JSON -> recorded(replayed).json(HostJson.of(seen)) + "\n";
          case CSV -> HostCsv.of(seen);
          case TEXT, TUI -> recorded(replayed).text(HostText.of(seen, ascii));
        });
    return DONE;
  }
}
