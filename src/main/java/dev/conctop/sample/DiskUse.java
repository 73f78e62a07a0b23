package dev.conctop.sample;

/**
 * One disk over the last interval.
 *
 * @param busy share of the interval, 0 to 1, in which at least one request was under way
 * @param latencyNanos mean time of the requests that ended in the interval, queue included; n/a
 *     when none ended
 * @param readPerSecond bytes
 * @param writtenPerSecond bytes
 */
public record DiskUse(
    String name, Figure busy, Figure latencyNanos, double readPerSecond, double writtenPerSecond) {}
