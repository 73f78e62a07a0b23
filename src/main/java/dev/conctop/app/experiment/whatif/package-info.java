/**
 * What another model would do: one run, the machine's costs, predictions, and their verification.
 */
@NullMarked
package dev.conctop.app.experiment.whatif;

import org.jspecify.annotations.NullMarked;
