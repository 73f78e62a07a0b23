/**
 * One arm at several sizes, pure: which size is measured next, and of the blocks that were measured
 * a curve with intervals, its knee, the scalability law and the bounds. Knows nothing of how a
 * block is run. Imports the ratios beside it and, for how values are written, {@code catalog}.
 */
@NullMarked
package dev.conctop.experiment.curve;

import org.jspecify.annotations.NullMarked;
