/**
 * The lines above and below a page: header, verdict, lesson, footer. Imports canvas, state, tour,
 * diagnosis, catalog and sample.
 */
@NullMarked
package dev.conctop.view.bar;

import org.jspecify.annotations.NullMarked;
