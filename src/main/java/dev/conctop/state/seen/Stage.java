package dev.conctop.state.seen;

import java.util.List;

/** Where the observed run is. */
public sealed interface Stage {
  /** The machine is watched, nothing of ours runs. */
  record Watching() implements Stage {}

  /**
   * A subject is being started.
   *
   * @param step what is being done, in words
   * @param sinceNanos when this began
   */
  record Starting(String step, long sinceNanos) implements Stage {}

  record WarmingUp(long sinceNanos) implements Stage {}

  record Measuring(long sinceNanos) implements Stage {}

  record Draining() implements Stage {}

  /** The run ended as it should. */
  record Finished(long wallNanos) implements Stage {}

  /**
   * The subject ended by itself.
   *
   * @param refused whether it was for what was asked of it, not for what happened
   */
  record Died(String what, List<String> lastWords, boolean refused) implements Stage {}
}
