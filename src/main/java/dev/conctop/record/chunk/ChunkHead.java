package dev.conctop.record.chunk;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What stands before each chunk: what it is, how long, and whether it is whole. It has a checksum
 * of its own, so that a length is believed only when it is the one that was written.
 *
 * @param key whether it can be read without those before
 * @param stored how many bytes follow
 * @param plain how many they come to
 * @param firstNanos the first stamp in it
 * @param lastNanos the last
 * @param crc CRC-32C of the stored bytes
 */
public record ChunkHead(
    Kind kind, boolean key, int stored, int plain, long firstNanos, long lastNanos, int crc) {
  /** What is in a chunk. */
  public enum Kind {
    /** Of a later version: passed over. */
    UNKNOWN,
    ENTRIES,
    INDEX,
    /**
     * In a feed: what time it was there when it was asked with the first stamp, which is the
     * asker's; the last is its own. Nothing follows.
     */
    ECHO
  }

  /** Bytes of a head. */
  public static final int LENGTH = 40;

  /** The first four bytes, big-endian: CHNK. */
  public static final int MAGIC = 0x43484e4b;

  /** A chunk has a second; one of a machine with a hundred thousand threads is below this. */
  static final int MOST_STORED = 16 << 20;

  static final int MOST_PLAIN = 16 << 20;

  private static final Kind[] KINDS = Kind.values();
  private static final int KEY = 1;
  private static final int CHECKED = LENGTH - 4;

  /** An answer to who asked what time it is. */
  public static ChunkHead echo(long askedNanos, long nanos) {
    return new ChunkHead(Kind.ECHO, false, 0, 0, askedNanos, nanos, 0);
  }

  /** Writes itself, 40 bytes. */
  public void put(ByteBuffer to) {
    int begin = to.position();
    to.putInt(MAGIC).put((byte) kind.ordinal()).put((byte) (key ? KEY : 0)).putShort((short) 0);
    to.putInt(stored).putInt(plain).putLong(firstNanos).putLong(lastNanos).putInt(crc);
    to.putInt(check(to, begin));
  }

  /** Whether a head stands at a place of a buffer, as far as the checksum tells. */
  public static boolean isAt(ByteBuffer from, int begin) {
    return from.limit() - begin >= LENGTH
        && from.getInt(begin) == MAGIC
        && from.getInt(begin + CHECKED) == check(from, begin)
        && withinLimits(from.getInt(begin + 8), MOST_STORED)
        && withinLimits(from.getInt(begin + 12), MOST_PLAIN);
  }

  /** The head at a place where {@link #isAt} says that there is one. */
  public static ChunkHead at(ByteBuffer from, int begin) {
    int kind = from.get(begin + 4);
    return new ChunkHead(
        kind > 0 && kind < KINDS.length ? KINDS[kind] : Kind.UNKNOWN,
        (from.get(begin + 5) & KEY) != 0,
        from.getInt(begin + 8),
        from.getInt(begin + 12),
        from.getLong(begin + 16),
        from.getLong(begin + 24),
        from.getInt(begin + 32));
  }

  private static boolean withinLimits(int length, int most) {
    return length >= 0 && length <= most;
  }

  private static int check(ByteBuffer bytes, int begin) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate().limit(begin + CHECKED).position(begin));
    return (int) crc.getValue();
  }
}
