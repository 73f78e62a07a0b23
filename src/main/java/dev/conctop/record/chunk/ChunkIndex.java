package dev.conctop.record.chunk;

import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.record.item.Redaction;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Where all chunks of entries stand: the last chunk of a recording that was ended as it should, and
 * the few bytes after it by which it is found.
 */
public final class ChunkIndex {
  /** Offset of the index, its checksum, magic. */
  public static final int TRAILER = 20;

  private static final long END = 0x636f6e63746f700aL;

  /** Some weeks. */
  private static final int MOST_CHUNKS = 4_000_000;

  private ChunkIndex() {}

  /** As differences, each from the chunk before. */
  public static void write(Packer.Plain plain, List<ChunkRef> chunks) {
    plain.reset();
    try (Out out = new Out(plain, Redaction.none())) {
      out.open();
      long offset = 0;
      long nanos = 0;
      for (ChunkRef chunk : chunks) {
        out.whole(chunk.offset() - offset);
        out.whole(chunk.firstNanos() - nanos);
        out.whole(chunk.lastNanos() - chunk.firstNanos());
        out.flag(chunk.key());
        offset = chunk.offset();
        nanos = chunk.lastNanos();
      }
      out.shut();
    }
  }

  /**
   * Reads it.
   *
   * @param end where the index itself stands: all chunks are before it
   */
  public static List<ChunkRef> read(byte[] plain, int length, long end) throws Damaged {
    List<ChunkRef> chunks = new ArrayList<>();
    try (In in = new In(plain, length)) {
      in.open();
      long offset = 0;
      long nanos = 0;
      while (in.more()) {
        long step = in.whole();
        if (step <= 0 || step > end - offset - ChunkHead.LENGTH || chunks.size() == MOST_CHUNKS) {
          throw new Damaged("its places are wrong");
        }
        offset += step;
        long first = nanos + in.whole();
        nanos = first + in.whole();
        chunks.add(new ChunkRef(offset, first, nanos, in.flag(), false));
      }
      in.shut();
    } catch (RuntimeException e) {
      throw new Damaged("it is no index");
    }
    return chunks;
  }

  /** The last bytes of a file: where its index begins. */
  public static ByteBuffer trailer(long offset) {
    ByteBuffer trailer = ByteBuffer.allocate(TRAILER).putLong(offset);
    return trailer.putInt(check(trailer.array())).putLong(END).flip();
  }

  /** Where the index stands, by a file's last bytes; -1 when they are no trailer. */
  public static long offset(byte[] trailer) {
    ByteBuffer bytes = ByteBuffer.wrap(trailer);
    boolean whole =
        trailer.length == TRAILER
            && bytes.getLong(12) == END
            && bytes.getInt(8) == check(trailer)
            && bytes.getLong(0) > 0;
    return whole ? bytes.getLong(0) : -1;
  }

  private static int check(byte[] trailer) {
    CRC32C crc = new CRC32C();
    crc.update(trailer, 0, Long.BYTES);
    return (int) crc.getValue();
  }
}
