package dev.conctop.experiment.advice.probe;

import dev.conctop.experiment.BlockFigures;

/**
 * A block of the probing run.
 *
 * @param workers that it had
 */
public record Probe(Way way, int workers, BlockFigures block) {
  /** How the tasks were run. */
  public enum Way {
    /** One at a time on one thread: what a task needs. */
    ALONE,

    /** Many at a time on threads: what they take from each other. */
    TOGETHER,

    /** One at a time in another process: what sending costs. */
    SENT,

    /** One at a time without an interpreter lock: what that costs. */
    UNLOCKED
  }
}
