package dev.conctop.app;

import dev.conctop.catalog.RunSpec;
import dev.conctop.probe.Reach;
import dev.conctop.state.Target;

/** What the full screen is to watch. */
public sealed interface Watch {
  record WholeMachine() implements Watch {}

  record Run(RunSpec spec) implements Watch {}

  /**
   * A process of somebody else's.
   *
   * @param reach whether its descendants are watched, too
   */
  record Process(Target target, Reach reach) implements Watch {}
}
