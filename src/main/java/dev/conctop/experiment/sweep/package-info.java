/**
 * One run at many sizes, pure: which arm works for how long at which value, and what came of it.
 * The mathematics are those of {@code curve}; subjects are somebody else's business.
 */
@NullMarked
package dev.conctop.experiment.sweep;

import org.jspecify.annotations.NullMarked;
