package dev.conctop.app.experiment.whatif;

import dev.conctop.catalog.RunSpec;
import dev.conctop.experiment.BlockFigures;
import dev.conctop.experiment.predict.PastErrors;
import dev.conctop.experiment.predict.run.Calibration;
import dev.conctop.experiment.predict.run.Candidates;
import dev.conctop.experiment.predict.run.Forecast;
import dev.conctop.experiment.predict.run.Forecaster;
import dev.conctop.experiment.predict.run.FullCores;
import dev.conctop.experiment.predict.run.RunDemands;
import dev.conctop.experiment.predict.run.RunMeasure;
import dev.conctop.experiment.predict.run.TaskNeeds;
import dev.conctop.experiment.predict.run.WhatIf;
import dev.conctop.state.seen.ArmLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * One run, measured in blocks, and what follows from it: the same whether it was seen just now or
 * is read from a recording.
 *
 * @param from the run
 * @param blocks of it, in their order
 */
record Measured(RunSpec from, List<Block> blocks) {
  /** A block's figures, and what tasks need by it. */
  record Block(BlockFigures figures, RunMeasure measure) {}

  Measured {
    blocks = List.copyOf(blocks);
  }

  /** Whether a task was completed. */
  boolean tells() {
    return blocks.stream().anyMatch(each -> each.measure().tasks().completed() > 0);
  }

  /** What one task needs; only if it {@link #tells}. */
  TaskNeeds needs() {
    List<RunMeasure> measures = blocks.stream().map(Block::measure).toList();
    return RunDemands.of(measures, from.model().tasksShareThreads());
  }

  /**
   * All that is predicted.
   *
   * @param needs as {@link #needs()}
   * @param full what the same tasks cost with the cores full, if that was measured
   * @param costs of the machine that it ran on
   * @param past errors of predictions there
   * @param cores that it could use
   * @param ended why it ended, in words
   */
  WhatIf predicted(
      TaskNeeds needs,
      Optional<FullCores> full,
      Calibration costs,
      PastErrors past,
      int cores,
      String ended) {
    Forecaster forecaster = Forecaster.of(from, needs, costs, past, full);
    List<RunSpec> arms = Candidates.of(from, needs, cores);
    List<String> labels = ArmLabels.of(arms);
    OptionalDouble p50 = p50();
    List<Forecast> forecasts = new ArrayList<>();
    forecasts.add(forecaster.control(labels.getFirst(), p50));
    // Nobody works meanwhile: all cores are free for it.
    forecasts.addAll(
        IntStream.range(1, arms.size())
            .parallel()
            .mapToObj(arm -> forecaster.forecast(arms.get(arm), labels.get(arm)))
            .toList());
    double seconds = blocks.stream().mapToDouble(each -> each.measure().wallNanos()).sum() / 1e9;
    return new WhatIf(
        from,
        p50,
        seconds,
        Optional.of(needs),
        costs,
        WhatIf.ordered(forecasts),
        Optional.empty(),
        ended,
        notes(needs, full));
  }

  private OptionalDouble p50() {
    double[] all =
        blocks.stream()
            .mapToDouble(each -> each.figures().p50())
            .filter(value -> value > 0)
            .sorted()
            .toArray();
    return all.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(all[all.length / 2]);
  }

  private List<String> notes(TaskNeeds needs, Optional<FullCores> full) {
    List<String> notes = new ArrayList<>();
    long failed = blocks.stream().mapToLong(each -> each.measure().tasks().failed()).sum();
    if (failed > 0) {
      notes.add(failed + " tasks failed: they are no part of the demands");
    }
    full.ifPresent(
        each ->
            notes.add(
                String.format(
                    Locale.ROOT,
                    "with the cores %.0f %% busy a task takes %.2f times the CPU, its server %.2f times"
                        + " (the run: %.0f %% busy)",
                    100 * each.fullBusy(),
                    each.work(),
                    each.served(),
                    100 * each.measuredBusy())));
    if (needs.sampled() == 0) {
      notes.add("tasks were not seen step by step: all are taken to be like the mean");
    }
    long disturbed =
        blocks.stream().filter(each -> each.figures().surroundings().disturbed()).count();
    if (disturbed > 0) {
      notes.add(disturbed + " of " + blocks.size() + " blocks were disturbed by others");
    }
    return notes;
  }
}
