/**
 * Facts as items of CBOR, and back: what is inside a chunk of a recording. Imports sample, catalog
 * and wire, whose form of a histogram it has.
 */
@NullMarked
package dev.conctop.record.fact;

import org.jspecify.annotations.NullMarked;
