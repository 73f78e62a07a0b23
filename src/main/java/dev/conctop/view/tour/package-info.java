/** The pages of a guided tour, and its lines above a run. Imports canvas, state and tour. */
@NullMarked
package dev.conctop.view.tour;

import org.jspecify.annotations.NullMarked;
