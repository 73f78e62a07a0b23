/** Sums since watching began. Imports state.past.lane and sample. */
@NullMarked
package dev.conctop.state.past.total;

import org.jspecify.annotations.NullMarked;
