/**
 * What one task needs, whatever runs it: bursts of work and waits outside, as they were measured or
 * as they can be drawn. Pure.
 */
@NullMarked
package dev.conctop.experiment.predict.task;

import org.jspecify.annotations.NullMarked;
