package dev.conctop.sample;

import dev.conctop.sample.figure.Figure;

/**
 * The CPU quota that holds the watched process back (its control group's), or our own when none is
 * watched.
 *
 * @param pid whose quota it is
 * @param quotaCores cores' worth of time a second; infinite when measured that there is none
 * @param throttledLately share, 0 to 1, of the quota's periods in the last second or so in which
 *     the group was held back
 * @param throttledSinceMark the same since measuring began
 */
public record CpuLimit(
    int pid, Figure quotaCores, Figure throttledLately, Figure throttledSinceMark) implements Fact {

  /** Whether a quota is in force. */
  public boolean limited() {
    return quotaCores.known() && quotaCores.value() < Double.POSITIVE_INFINITY;
  }
}
