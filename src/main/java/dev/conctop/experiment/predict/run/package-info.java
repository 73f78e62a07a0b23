/**
 * From a run to predictions: a run's figures → what one task needs; a run as it is specified → the
 * model that predicts it; which other arms are worth predicting. Imports catalog and sample. Pure.
 */
@NullMarked
package dev.conctop.experiment.predict.run;

import org.jspecify.annotations.NullMarked;
