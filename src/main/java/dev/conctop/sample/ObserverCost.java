package dev.conctop.sample;

/**
 * What conctop itself costs.
 *
 * @param cpuShareOfCore CPU time over wall time of the observer in the last interval
 * @param sampleNanos how long the last look took
 * @param samples looks so far
 * @param missed looks that came too late to be made
 */
public record ObserverCost(Figure cpuShareOfCore, long sampleNanos, long samples, long missed)
    implements Fact {}
