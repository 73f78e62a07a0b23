package dev.conctop.record.chunk;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where chunks go, one after the other. */
public interface ChunkSink {
  /**
   * Takes a chunk.
   *
   * @param whole head and bytes; good until this returns
   */
  void take(ChunkHead head, ByteBuffer whole) throws IOException;

  /** There are no more. */
  void end() throws IOException;
}
