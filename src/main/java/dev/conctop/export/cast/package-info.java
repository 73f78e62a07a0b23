/** A recording as a film of the screen. Imports part, record, state, diagnosis, view and term. */
@NullMarked
package dev.conctop.export.cast;

import org.jspecify.annotations.NullMarked;
