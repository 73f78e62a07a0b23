/**
 * What rules rest on: shares of time, thresholds, what is known of a run. Imports state and sample.
 */
@NullMarked
package dev.conctop.diagnosis.sign;

import org.jspecify.annotations.NullMarked;
