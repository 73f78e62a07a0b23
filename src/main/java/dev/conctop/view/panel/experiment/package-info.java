/** Drawings of what was compared: arms and curves. Imports canvas, state and experiment. */
@NullMarked
package dev.conctop.view.panel.experiment;

import org.jspecify.annotations.NullMarked;
