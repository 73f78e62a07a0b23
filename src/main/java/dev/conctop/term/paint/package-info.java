/** Cells to bytes. Imports view and state. */
@NullMarked
package dev.conctop.term.paint;

import org.jspecify.annotations.NullMarked;
