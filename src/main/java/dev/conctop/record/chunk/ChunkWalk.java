package dev.conctop.record.chunk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Finds chunks from head to head. What is no head where one should be is passed over, byte by byte,
 * to the next one. It stops where a chunk is not whole, and can go on from there when the file has
 * grown. Confined to one thread.
 */
public final class ChunkWalk {
  private static final int BLOCK = 64 << 10;

  private final Bytes file;
  private long at;
  private boolean afterGap;

  /**
   * @param begin where the first chunk stands
   */
  public ChunkWalk(Bytes file, long begin) {
    this.file = file;
    this.at = begin;
  }

  /**
   * Goes on as far as the file goes.
   *
   * @return whether the end that was meant has come: the index
   */
  public boolean on(Consumer<ChunkRef> found) throws IOException {
    long size = file.size();
    while (size - at >= ChunkHead.LENGTH) {
      ByteBuffer bytes = file.read(at, ChunkHead.LENGTH);
      if (!ChunkHead.isAt(bytes, 0)) {
        long next = search(at + 1, size);
        afterGap |= next > at;
        if (next < 0) {
          return false;
        }
        at = next;
        continue;
      }
      ChunkHead head = ChunkHead.at(bytes, 0);
      long end = at + ChunkHead.LENGTH + head.stored();
      if (end > size) {
        return false;
      }
      if (head.kind() == ChunkHead.Kind.INDEX && end + ChunkIndex.TRAILER >= size) {
        return true;
      }
      if (head.kind() == ChunkHead.Kind.ENTRIES) {
        found.accept(new ChunkRef(at, head.firstNanos(), head.lastNanos(), head.key(), afterGap));
        afterGap = false;
      }
      at = end;
    }
    return false;
  }

  /** Where the next head stands; -1 when there is none up to the end. */
  private long search(long from, long size) throws IOException {
    long begin = from;
    while (size - begin >= ChunkHead.LENGTH) {
      ByteBuffer block = file.read(begin, BLOCK);
      int last = block.limit() - ChunkHead.LENGTH;
      for (int i = 0; i <= last; i++) {
        if (ChunkHead.isAt(block, i)) {
          return begin + i;
        }
      }
      if (last < 0) {
        return -1;
      }
      begin += last + 1;
    }
    return -1;
  }
}
