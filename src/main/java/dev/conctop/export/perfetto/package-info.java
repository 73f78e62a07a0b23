/**
 * Lanes and counters as Perfetto's native trace. Imports part, record, state, sample; the only user
 * of protobuf.
 */
@NullMarked
package dev.conctop.export.perfetto;

import org.jspecify.annotations.NullMarked;
