/**
 * From State to a grid of cells; one file a panel. Pure. Imports state, tour, diagnosis, catalog
 * and sample.
 */
@NullMarked
package dev.conctop.view;

import org.jspecify.annotations.NullMarked;
