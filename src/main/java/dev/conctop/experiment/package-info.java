/**
 * Experiments, pure: figures of arms block by block → ratios with intervals, words, an order of
 * blocks. Knows nothing of what the figures are of.
 */
@NullMarked
package dev.conctop.experiment;

import org.jspecify.annotations.NullMarked;
