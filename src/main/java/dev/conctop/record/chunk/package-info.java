/**
 * Chunks: how facts lie in a file, one after another, found again and checked. Imports item, fact
 * and sample.
 */
@NullMarked
package dev.conctop.record.chunk;

import org.jspecify.annotations.NullMarked;
