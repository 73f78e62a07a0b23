/** Panels of the whole machine. Imports canvas, latency, state, catalog and sample. */
@NullMarked
package dev.conctop.view.panel.machine;

import org.jspecify.annotations.NullMarked;
