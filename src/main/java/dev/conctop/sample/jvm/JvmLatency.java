package dev.conctop.sample.jvm;

import org.HdrHistogram.Histogram;

/**
 * One kind of wait over one interval.
 *
 * @param histogram nanoseconds; not to be changed by who receives it
 */
public record JvmLatency(JvmWait kind, Histogram histogram) {}
