/** Distributions: histograms, percentiles, heat maps, ladders. Imports canvas, state and sample. */
@NullMarked
package dev.conctop.view.latency;

import org.jspecify.annotations.NullMarked;
