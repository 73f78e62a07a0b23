package dev.conctop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.conctop.app.RunReports;
import dev.conctop.app.recording.Replayed;
import dev.conctop.catalog.BadInput;
import dev.conctop.cli.arguments.Command;
import dev.conctop.cli.arguments.CommonOptions;
import dev.conctop.record.Recording;
import dev.conctop.record.fact.Watched;
import dev.conctop.report.Recorded;
import dev.conctop.report.diagnose.Assertion;
import dev.conctop.report.diagnose.DiagnoseJson;
import dev.conctop.report.diagnose.DiagnoseText;
import dev.conctop.report.diagnose.Diagnosed;
import dev.conctop.report.host.HostCsv;
import dev.conctop.report.host.HostJson;
import dev.conctop.report.host.HostSeen;
import dev.conctop.report.host.HostText;
import dev.conctop.report.run.RunJson;
import dev.conctop.state.State;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What recordings say, without a screen. */
final class RecordedReports {
  private static final int DONE = 0;
  private static final int BROKEN = 3;

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

  private static Recorded recorded(Replayed replayed) {
    return new Recorded(replayed.fromNanos(), replayed.toNanos(), replayed.header().writer());
  }

  private int run(Replayed replayed, CommonOptions.Format format, PrintStream to) {
    State state = replayed.state();
    if (state.run().isEmpty()) {
      throw new BadInput("what ran is not known to this version of conctop");
    }
    to.print(
        switch (format) {
          case JSON -> recorded(replayed).json(RunJson.of(state)) + "\n";
          case CSV -> RunReports.csv().apply(state);
          case TEXT, TUI ->
              recorded(replayed).text(RunReports.text(Optional.empty(), ascii).apply(state));
        });
    return DONE;
  }

  private int diagnosis(
      Replayed replayed, List<Assertion> assertions, CommonOptions.Format format, PrintStream to) {
    Diagnosed found = Diagnosed.of(replayed.state(), replayed.threads());
    List<Assertion.Result> results = assertions.stream().map(a -> a.check(found)).toList();
    to.print(
        switch (format) {
          case JSON -> recorded(replayed).json(DiagnoseJson.of(found, results)) + "\n";
          case TEXT -> recorded(replayed).text(DiagnoseText.of(found, results, ascii));
          case CSV, TUI ->
              throw new BadInput(
                  "a diagnosis is shown as text or json; --table has a recording's facts as csv");
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
