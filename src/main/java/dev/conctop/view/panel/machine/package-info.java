/** Panels of the whole machine. Imports canvas, state and sample. */
@NullMarked
package dev.conctop.view.panel.machine;

import org.jspecify.annotations.NullMarked;
