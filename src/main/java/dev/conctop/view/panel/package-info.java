/**
 * One file a panel: a box on a page. Imports canvas, latency, state, diagnosis, catalog and sample.
 */
@NullMarked
package dev.conctop.view.panel;

import org.jspecify.annotations.NullMarked;
