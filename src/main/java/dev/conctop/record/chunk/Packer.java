package dev.conctop.record.chunk;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;

/** Makes chunks: what was written, deflated (RFC 1951), with its head. Confined to one thread. */
public final class Packer {
  /** What is to be packed, in an array that is used again. */
  public static final class Plain extends ByteArrayOutputStream {
    private static final int FIRST = 16 << 10;

    public Plain() {
      super(FIRST);
    }

    byte[] array() {
      return buf;
    }
  }

  /** For what is kept: as small as can be. */
  public static final int SMALL = Deflater.BEST_COMPRESSION;

  /**
   * For what is seldom kept, or sent at once: beside 2,000 lively threads a hundredth larger, in a
   * tenth of the time.
   */
  public static final int QUICK = 5;

  /** DEFLATE looks back no further. */
  static final int WINDOW = 32 << 10;

  private final Deflater deflater;
  private final byte[] before = new byte[WINDOW];
  private int beforeLength;
  private ByteBuffer packed = ByteBuffer.allocate(16 << 10);

  /**
   * @param level {@link #SMALL} or {@link #QUICK}
   */
  public Packer(int level) {
    deflater = new Deflater(level, true);
  }

  /**
   * Packs. Entries that are no key are packed with what was packed before as a dictionary.
   *
   * @return head and bytes, in a buffer that is used again by the next call
   */
  public ByteBuffer pack(
      ChunkHead.Kind kind, boolean key, long firstNanos, long lastNanos, Plain plain) {
    // What cannot be made smaller grows by a few bytes a block.
    int most = ChunkHead.LENGTH + plain.size() + plain.size() / 1000 + 64;
    if (packed.capacity() < most) {
      packed = ByteBuffer.allocate(most);
    }
    deflater.reset();
    if (kind == ChunkHead.Kind.ENTRIES) {
      if (!key) {
        deflater.setDictionary(before, 0, beforeLength);
      }
      beforeLength = Math.min(WINDOW, plain.size());
      System.arraycopy(plain.array(), plain.size() - beforeLength, before, 0, beforeLength);
    }
    deflater.setInput(plain.array(), 0, plain.size());
    deflater.finish();
    byte[] to = packed.array();
    int stored = deflater.deflate(to, ChunkHead.LENGTH, to.length - ChunkHead.LENGTH);
    CRC32C crc = new CRC32C();
    crc.update(to, ChunkHead.LENGTH, stored);
    packed.clear();
    new ChunkHead(kind, key, stored, plain.size(), firstNanos, lastNanos, (int) crc.getValue())
        .put(packed);
    return packed.position(0).limit(ChunkHead.LENGTH + stored);
  }

  /** Gives back what the compressor holds. */
  public void end() {
    deflater.end();
  }
}
