package dev.conctop.sample.task;

/**
 * One series over one interval.
 *
 * @param values nanoseconds
 * @param clipped values above the range, counted at its top
 */
public record LatencyInterval(Series series, ValueCounts values, long clipped) {}
