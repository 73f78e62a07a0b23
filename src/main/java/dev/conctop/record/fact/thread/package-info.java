/**
 * Threads and processes as items of CBOR, each look as what is different from the one before.
 * Imports record.item and sample.
 */
@NullMarked
package dev.conctop.record.fact.thread;

import org.jspecify.annotations.NullMarked;
