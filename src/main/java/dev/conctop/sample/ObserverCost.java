package dev.conctop.sample;

import dev.conctop.sample.figure.CauseRate;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Millionths;

/**
 * What conctop itself costs.
 *
 * @param cpuShareOfCore CPU time over wall time of the observer since measuring began, in whole
 *     millionths
 * @param sampleNanos how long the last look took, told once a second when many are made
 * @param samples looks so far
 * @param missed looks that came too late to be made
 * @param notice what is read with less care than usual and why, one line; empty when nothing is
 * @param causes how often the causes of waits are looked up
 */
public record ObserverCost(
    Figure cpuShareOfCore,
    long sampleNanos,
    long samples,
    long missed,
    String notice,
    CauseRate causes)
    implements Fact {
  public ObserverCost {
    cpuShareOfCore = Millionths.near(cpuShareOfCore);
  }
}
