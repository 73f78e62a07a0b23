package dev.conctop.record.fact;

import dev.conctop.sample.Fact;

/** One thing that a recording tells, in the order in which it came about. */
public sealed interface Entry {
  /** When, by the monotonic clock of who recorded. */
  long nanos();

  /** A fact came in. */
  record Seen(long nanos, Fact fact) implements Entry {}

  /** From now on something else is watched. */
  record Begins(long nanos, Watched what) implements Entry {}

  /**
   * The recorder did not keep up, or had no room.
   *
   * @param facts how many were left out before this
   */
  record Lost(long nanos, long facts) implements Entry {}

  /**
   * What was recorded here cannot be read. A reader finds this; written is one only where a part is
   * made a recording of its own.
   *
   * @param why in one line
   */
  record Gap(long nanos, String why) implements Entry {}
}
