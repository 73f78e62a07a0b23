/**
 * The geometry of charts: scales, ticks and the paths of SVG, as numbers and short texts; no
 * markup, no colours. Imports the JDK only.
 */
@NullMarked
package dev.conctop.export.html.plot;

import org.jspecify.annotations.NullMarked;
