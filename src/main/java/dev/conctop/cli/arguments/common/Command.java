package dev.conctop.cli.arguments.common;

import dev.conctop.app.recording.RecordTo;
import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.scenario.Scenario;
import dev.conctop.experiment.RaceAssertion;
import dev.conctop.experiment.advice.probe.AdvicePlan;
import dev.conctop.experiment.predict.run.WhatIfPlan;
import dev.conctop.experiment.sweep.SweepPlan;
import dev.conctop.export.ExportFormat;
import dev.conctop.export.cast.CastOptions;
import dev.conctop.export.part.Choices;
import dev.conctop.probe.Reach;
import dev.conctop.report.assertion.Assertion;
import dev.conctop.state.seen.Contest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the arguments ask for. */
public sealed interface Command {
  /**
   * Watch the whole machine.
   *
   * @param durationNanos how long to look without a screen
   */
  record Machine(OptionalLong durationNanos, CommonOptions common) implements Command {}

  /**
   * Run a workload under a model and watch it.
   *
   * @param request as asked
   * @param spec the same, checked, with the defaults filled in
   * @param scenario what the run is to show, if it is one of the scenarios
   * @param ends whether the user said when it ends; a scenario's own end is that of a report
   * @param assertions what must hold at its end
   */
  record Run(
      RunRequest request,
      RunSpec spec,
      Optional<Scenario> scenario,
      boolean ends,
      List<Assertion> assertions,
      CommonOptions common)
      implements Command {
    public Run {
      assertions = List.copyOf(assertions);
    }
  }

  /**
   * Compare arms.
   *
   * @param contest the arms and how they are compared
   * @param assertions what must hold
   */
  record Compare(Contest contest, List<RaceAssertion> assertions, CommonOptions common)
      implements Command {
    public Compare {
      assertions = List.copyOf(assertions);
    }
  }

  /** Run a workload at many sizes. */
  record Sweep(SweepPlan plan, CommonOptions common) implements Command {}

  /** Run a workload once and say what it would do under other models. */
  record WhatIf(WhatIfPlan plan, CommonOptions common) implements Command {}

  /** Say what a run that was recorded would have done under other models. */
  record WhatIfRecorded(Part part, CommonOptions common) implements Command {}

  /** Say which model and how many workers fit a workload. */
  record Advise(AdvicePlan plan, CommonOptions common) implements Command {}

  /**
   * Say what fits a process of somebody else's.
   *
   * @param target its number or name
   * @param said whether it was said that it is a process; else it may be a workload misspelt
   * @param durationNanos how long to watch
   */
  record AdviseProcess(
      String target, boolean said, Reach reach, OptionalLong durationNanos, CommonOptions common)
      implements Command {}

  /**
   * Lessons.
   *
   * @param lesson its name or number; empty: all of them
   * @param folder of lessons of the user's own
   */
  record Tour(Optional<String> lesson, Optional<Path> folder, How how, CommonOptions common)
      implements Command {
    /** What is done with them. */
    public enum How {
      /** A person is led through them on the full screen. */
      GUIDED,
      /** Each is run once, without a screen. */
      ALL,
      /** They are read. */
      CHECK
    }
  }

  /**
   * Watch a process of somebody else's.
   *
   * @param target its number or name
   * @param durationNanos how long to watch without a screen
   */
  record Attach(String target, Reach reach, OptionalLong durationNanos, CommonOptions common)
      implements Command {}

  /**
   * Watch a process of somebody else's for a while and say what its time goes to.
   *
   * @param target its number or name
   * @param durationNanos how long to watch
   * @param assertions what must hold
   * @param recording of what, in the place of a process
   */
  record Diagnose(
      String target,
      Reach reach,
      OptionalLong durationNanos,
      List<Assertion> assertions,
      Optional<Part> recording,
      CommonOptions common)
      implements Command {
    public Diagnose {
      assertions = List.copyOf(assertions);
    }
  }

  /**
   * See other machines.
   *
   * @param hosts as written
   * @param copy the archive that is brought along where conctop is missing, as written
   * @param target the number or the name of a process there; none for the machines themselves
   * @param durationNanos how long to look without a screen
   * @param assertions what must hold on each
   */
  record Fleet(
      String hosts,
      Optional<String> copy,
      What what,
      Optional<String> target,
      Reach reach,
      OptionalLong durationNanos,
      List<Assertion> assertions,
      CommonOptions common)
      implements Command {
    public Fleet {
      assertions = List.copyOf(assertions);
    }

    /** What is seen there. */
    public enum What {
      MACHINES,
      ATTACH,
      DIAGNOSE
    }
  }

  /**
   * Run a workload on another machine and watch it here.
   *
   * @param host as written
   * @param copy the archive that is brought along where conctop is missing, as written
   */
  record RunThere(String host, Optional<String> copy, Run run) implements Command {}

  /**
   * Tell a conctop elsewhere what is seen here.
   *
   * @param runs whether workloads are run when that is asked for
   */
  record Feed(boolean runs, CommonOptions common) implements Command {}

  /**
   * A recording, or a part of it.
   *
   * @param from its first moment, as written
   * @param to its last moment, as written
   * @param strict whether what is damaged inside is an error
   */
  record Part(Path file, Optional<String> from, Optional<String> to, boolean strict) {}

  /**
   * Where data go.
   *
   * @param file empty: standard output
   * @param force whether a file that exists is written over
   */
  record To(Optional<Path> file, boolean force) {}

  /** What was recorded, as it was reported live. */
  record Report(Part part, To to, CommonOptions common) implements Command {}

  /** What was recorded, for another tool. */
  record ExportRecording(
      Part part, ExportFormat format, Choices choices, To to, CommonOptions common)
      implements Command {}

  /** A recording as a film of the screen. */
  record Cast(Part part, CastOptions film, To to, CommonOptions common) implements Command {}

  /** Put two recordings, or two parts of one, beside each other. */
  record Diff(Part a, Part b, CommonOptions common) implements Command {}

  /** What was recorded, as a page to be looked at. */
  record Page(Part part, To to, CommonOptions common) implements Command {}

  /**
   * A part of a recording is to be one of its own.
   *
   * @param to where to
   */
  record Cut(Part part, RecordTo to, CommonOptions common) implements Command {}

  /**
   * Play a recording.
   *
   * @param at where to begin, as written
   */
  record Replay(Path file, Optional<String> at, CommonOptions common) implements Command {}

  /**
   * Give metrics of the machine, or of a process, and nothing else.
   *
   * @param target the process's number or name; empty: the machine
   * @param durationNanos for how long; empty: until it is ended
   */
  record Export(
      Optional<String> target, Reach reach, OptionalLong durationNanos, CommonOptions common)
      implements Command {}

  /** Print the completion for a shell. */
  record Completion(String shell) implements Command {}

  /** Print the manual page. */
  record Manual() implements Command {}

  /** Print what can be run. */
  record ListCatalog(What what, CommonOptions common) implements Command {
    /** Which part of the catalogue. */
    public enum What {
      ALL,
      WORKLOADS,
      MODELS,
      SCENARIOS
    }
  }

  /** Print what this machine can and cannot measure. */
  record Doctor(CommonOptions common) implements Command {}

  /**
   * Bring an engine that the archive has not.
   *
   * @param engine as written; empty when none was named
   * @param yes whether not to ask
   */
  record FetchEngine(String engine, boolean yes) implements Command {}

  /** Print this text; nothing else is to be done. */
  record Print(String text) implements Command {}
}
