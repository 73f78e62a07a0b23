/**
 * The only user of Lanterna: the terminal's life-cycle, keys, and cells to bytes. Imports view and
 * state.
 */
@NullMarked
package dev.conctop.term;

import org.jspecify.annotations.NullMarked;
