package dev.conctop.record.fact;

import dev.conctop.catalog.RunRequest;
import dev.conctop.sample.figure.Pid;

/** What was watched while facts were recorded. */
public sealed interface Watched {
  /** The whole machine. */
  record Machine() implements Watched {}

  /**
   * A process of somebody else's.
   *
   * @param name what it is called, cleaned
   * @param tree whether its descendants were watched, too
   */
  record Process(Pid pid, String name, boolean tree) implements Watched {}

  /**
   * A run of ours.
   *
   * @param request with all that had a default filled in; passwords are masked
   */
  record Run(RunRequest request) implements Watched {}
}
