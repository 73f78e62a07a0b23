package dev.conctop.state;

import dev.conctop.catalog.RunSpec;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.state.seen.Stage;

/** A block of one of several subjects, as all pages and reports see it: a short run of its own. */
public final class ArmBlocks {
  private ArmBlocks() {}

  /**
   * What is told from now on is about this block.
   *
   * @param spec what works
   */
  public static State begun(State state, RunSpec spec, SubjectEvent.BlockBegins begins) {
    State next = state.inBlock(spec);
    return next.withObserved(next.observed().with(begins.hello()));
  }

  /** All that is known of the block has been told. */
  public static State ended(State state, SubjectEvent.BlockEnded ended) {
    state.totals().tasks(ended.tasks(), ended.errors(), ended.wallNanos());
    return state.withStage(new Stage.Finished(ended.wallNanos()));
  }
}
