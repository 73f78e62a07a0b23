/** The page of several machines. Imports canvas, overlay, diagnosis, state and sample. */
@NullMarked
package dev.conctop.view.fleet;

import org.jspecify.annotations.NullMarked;
