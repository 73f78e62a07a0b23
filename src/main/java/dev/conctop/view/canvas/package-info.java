/**
 * Cells, glyphs, ink and words: what everything is drawn with. Imports catalog, state and sample.
 */
@NullMarked
package dev.conctop.view.canvas;

import org.jspecify.annotations.NullMarked;
