/** Items of CBOR, within limits; names that may be hashed. Imports sample.figure. */
@NullMarked
package dev.conctop.record.item;

import org.jspecify.annotations.NullMarked;
