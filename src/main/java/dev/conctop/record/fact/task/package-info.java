/**
 * Tasks and latencies as items of CBOR, each frame as what is different from the one before.
 * Imports record.item, sample and wire, which knows the places of a histogram.
 */
@NullMarked
package dev.conctop.record.fact.task;

import org.jspecify.annotations.NullMarked;
