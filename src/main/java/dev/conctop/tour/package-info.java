/**
 * A guided tour: lessons, the way through them, what came of them. Pure. Imports experiment and
 * catalog.
 */
@NullMarked
package dev.conctop.tour;

import org.jspecify.annotations.NullMarked;
