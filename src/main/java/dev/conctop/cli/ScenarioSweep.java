package dev.conctop.cli;

import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.scenario.Scenario;
import dev.conctop.experiment.curve.Range;
import dev.conctop.experiment.sweep.SweepPlan;
import java.util.Optional;
import java.util.stream.Collectors;

/** A scenario that goes over numbers of workers, as the sweep that it is. */
final class ScenarioSweep {
  private static final long SEED = 1;

  private ScenarioSweep() {}

  /** The plan; it takes as long as the run would at most. */
  static SweepPlan plan(Scenario scenario, RunSpec spec) {
    String sizes = scenario.sweep().stream().map(String::valueOf).collect(Collectors.joining(","));
    Range range =
        Range.read(
            SweepPlan.WORKERS + "=" + sizes, RunSpec.parametersOf(spec.workload(), spec.model()));
    int cores = Runtime.getRuntime().availableProcessors();
    return SweepPlan.of(
        spec, range, cores, spec.durationNanos().orElse(SweepPlan.NO_END), SEED, Optional.empty());
  }
}
