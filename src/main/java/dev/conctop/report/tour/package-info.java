/**
 * A tour's figures: from the documents of runs and comparisons, as text and as JSON. Imports tour,
 * state, the reports of runs and comparisons, experiment and sample.
 */
@NullMarked
package dev.conctop.report.tour;

import org.jspecify.annotations.NullMarked;
