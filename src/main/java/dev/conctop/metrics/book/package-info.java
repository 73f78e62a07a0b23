/**
 * Facts, one after the other, to metrics: counters that only rise, gauges, histograms, with names
 * of groups bounded. Pure. Imports metrics, state, diagnosis and sample.
 */
@NullMarked
package dev.conctop.metrics.book;

import org.jspecify.annotations.NullMarked;
