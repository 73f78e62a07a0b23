/** Exact intervals and words for samples, paired and not; pure. */
@NullMarked
package dev.conctop.experiment.statistic;

import org.jspecify.annotations.NullMarked;
