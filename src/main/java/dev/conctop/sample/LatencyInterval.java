package dev.conctop.sample;

import org.HdrHistogram.Histogram;

/**
 * One series over one interval.
 *
 * @param histogram nanoseconds; not to be changed by who receives it
 * @param clipped values above the range, counted at its top
 */
public record LatencyInterval(Series series, Histogram histogram, long clipped) {}
