/**
 * A document under construction: elements by a library that escapes, numbers as people read them
 * with how they were got. Imports plot and sample.
 */
@NullMarked
package dev.conctop.export.html.markup;

import org.jspecify.annotations.NullMarked;
