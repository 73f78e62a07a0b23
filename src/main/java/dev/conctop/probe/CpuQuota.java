package dev.conctop.probe;

import dev.conctop.sample.figure.Figure;

/**
 * The CPU quota that holds a process back, counted since its control group began: compare two
 * readings.
 *
 * @param quotaCores cores' worth of time a second; infinite when measured that there is none
 * @param throttledNanos time held back
 * @param throttledPeriods periods in which it was held back
 * @param periods periods that were counted
 */
public record CpuQuota(
    Figure quotaCores, Figure throttledNanos, Figure throttledPeriods, Figure periods) {
  /** Not measured, for one reason. */
  public static CpuQuota na(String reason) {
    Figure na = Figure.na(reason);
    return new CpuQuota(na, na, na, na);
  }
}
