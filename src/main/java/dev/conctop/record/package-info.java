/**
 * Recordings: facts in a file, in the order in which they came, and back. See the page on their
 * format. Imports sample, catalog and wire.
 */
@NullMarked
package dev.conctop.record;

import org.jspecify.annotations.NullMarked;
