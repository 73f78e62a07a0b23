package dev.conctop.app.experiment.whatif;

import dev.conctop.app.experiment.whatif.bench.Costs;
import dev.conctop.app.experiment.whatif.bench.Kept;
import dev.conctop.app.experiment.whatif.bench.MachineName;
import dev.conctop.app.recording.part.RecordedPart;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.Servers;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.experiment.predict.PastErrors;
import dev.conctop.experiment.predict.run.Calibration;
import dev.conctop.experiment.predict.run.Candidates;
import dev.conctop.experiment.predict.run.Forecaster;
import dev.conctop.experiment.predict.run.TaskNeeds;
import dev.conctop.experiment.predict.run.WhatIf;
import dev.conctop.state.State;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Predicts from a run that was recorded, and starts nothing: what the machine charges is what is
 * kept of it, if it is this one.
 */
public final class RecordedWhatIf {
  private static final String ENDED = "as far as it was recorded";

  private RecordedWhatIf() {}

  /**
   * Reads it and predicts.
   *
   * @param part of a recording
   * @param env where the machine's costs are kept is said there
   * @throws BadInput in one line, when nothing follows from it
   * @throws IOException when the recording cannot be read
   */
  public static WhatIf of(RecordedPart part, Map<String, String> env) throws IOException {
    RecordedBlocks blocks = new RecordedBlocks(part.beginNanos(), part.endNanos());
    State last = part.blocks(Ui.initial(Page.OVERVIEW, 0), blocks);
    int cores = Math.max(1, part.header().cores());
    RunSpec from = run(last);
    Measured measured = new Measured(from, blocks.all(last));
    if (!measured.tells()) {
      throw new BadInput("nothing follows from a recording in which no task succeeded");
    }
    TaskNeeds needs = measured.needs();
    if (needs.sampled() == 0) {
      throw new BadInput(
          "no task was recorded step by step (an older version's recordings have none): what other"
              + " models would do does not follow from it");
    }
    Optional<Kept> kept = kept(last, cores, env);
    Calibration costs = kept.map(each -> costs(each, from)).orElse(Calibration.NONE);
    PastErrors past = kept.map(Kept::errors).orElse(PastErrors.NONE);
    WhatIf predicted = measured.predicted(needs, Optional.empty(), costs, past, cores, ENDED);
    return costs.cores().isPresent()
        ? predicted
        : predicted.noting(
            "what its machine charges is not known here: 'conctop whatif' of a workload measures it"
                + " where it runs");
  }

  private static RunSpec run(State last) {
    if (last.contest().isPresent() || last.curve().isPresent()) {
      throw new BadInput(
          "it is of several runs, which were measured already: 'conctop report' says what they did");
    }
    RunSpec from =
        last.run()
            .orElseThrow(
                () ->
                    new BadInput(
                        "it is no recording of a run: what somebody else's program would do under"
                            + " another model does not follow from it"));
    Servers.checkOwn("whatif", from.parameters());
    Candidates.check(from);
    return from;
  }

  /** What is kept, if the recording is of a machine like this one. */
  private static Optional<Kept> kept(State last, int cores, Map<String, String> env) {
    Map<String, String> here = MachineName.here(Runtime.getRuntime().availableProcessors());
    Map<String, String> there = MachineName.like(here, last.observed().machine(), cores);
    return here.equals(there) ? Costs.kept(env, here) : Optional.empty();
  }

  /**
   * Which CPython it was, or would be, cannot be asked without starting one: where but one was
   * measured, it is that.
   */
  private static Calibration costs(Kept kept, RunSpec from) {
    boolean asks = Forecaster.reaches(from, ModelSpec.Runtime.CPYTHON);
    List<String> pythons = List.copyOf(kept.pythons().keySet());
    return asks && pythons.size() == 1 ? kept.of(pythons.getFirst()) : kept.jvm();
  }
}
