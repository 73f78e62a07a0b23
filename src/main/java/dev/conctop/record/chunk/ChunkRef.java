package dev.conctop.record.chunk;

/**
 * Where a chunk of entries stands in a file.
 *
 * @param offset of its head
 * @param afterGap whether bytes before it could not be read
 */
public record ChunkRef(
    long offset, long firstNanos, long lastNanos, boolean key, boolean afterGap) {}
