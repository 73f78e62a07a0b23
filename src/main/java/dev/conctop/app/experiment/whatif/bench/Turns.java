package dev.conctop.app.experiment.whatif.bench;

import dev.conctop.experiment.BlockFigures;
import dev.conctop.experiment.Race;
import dev.conctop.experiment.predict.run.RunMeasure;

/** Whose turn it is among subjects that rest, and what came of each block. */
public interface Turns {
  /**
   * What is to be done now; who gets a turn begins it.
   *
   * @param now any clock that goes on, ns, the same as before
   */
  Race.Next next(long now);

  /** The block of the one that works is over. */
  void measured(BlockFigures figures, RunMeasure measure);

  void rests(int slot);

  void died(int slot, String why);

  /** Nothing more is begun. */
  void stop(String why);
}
