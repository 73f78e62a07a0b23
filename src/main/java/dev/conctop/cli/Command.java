package dev.conctop.cli;

import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.Scenario;
import dev.conctop.sample.Pid;
import java.util.Optional;

/** What the arguments ask for. */
public sealed interface Command {
  /** Watch the whole machine. */
  record Machine(CommonOptions common) implements Command {}

  /**
   * Run a workload under a model and watch it.
   *
   * @param request as asked
   * @param spec the same, checked, with the defaults filled in
   * @param scenario what the run is to show, if it is one of the scenarios
   */
  record Run(RunRequest request, RunSpec spec, Optional<Scenario> scenario, CommonOptions common)
      implements Command {}

  /** Watch a process of somebody else's. */
  record Attach(Pid pid, CommonOptions common) implements Command {}

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

  /** Print this text; nothing else is to be done. */
  record Print(String text) implements Command {}
}
