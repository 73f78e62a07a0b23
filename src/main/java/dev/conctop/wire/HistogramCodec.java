package dev.conctop.wire;

import dev.conctop.sample.Series;
import dev.conctop.sample.ValueCounts;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * HdrHistogram's V2 compressed form. The library writes it; it is read here, value by value,
 * because the library would make a whole histogram (270 KB of our range) of each. Every header
 * field is checked.
 */
final class HistogramCodec {
  private static final int COMPRESSED_V2 = 0x1c849304;
  private static final int PLAIN_V2 = 0x1c849303;

  /** Bits of the cookie that say nothing in V2. */
  private static final int WORD_SIZE = 0xf0;

  /** What the library writes there. */
  private static final int WORD_SIZE_OF_ONE = 0x10;

  private static final int PLAIN_HEADER = 40;
  private static final int PACKED_HEADER = 8;
  private static final int LONGEST_NUMBER = 9;

  /** A full histogram of our range has 33 k counts of at most 9 bytes. */
  private static final int LARGEST_PLAIN = 512 << 10;

  private static final int LARGEST_TEXT = 700 << 10;

  /** Values of one octave that are told apart, with three digits; those below twice as many all. */
  private static final int HALF = 1024;

  private static final int HALF_BITS = 10;

  /** How many places for counts a histogram of our range has. */
  static final int PLACES = 33 * HALF;

  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private ByteBuffer plain = ByteBuffer.allocate(1024);
  private ByteBuffer packed = ByteBuffer.allocate(1024);

  /**
   * Encodes into a buffer that is used again by the next call.
   *
   * @return the buffer's array holds the bytes from 0 to its position
   */
  ByteBuffer encode(ValueCounts values) {
    int most = PLAIN_HEADER + values.size() * 2 * LONGEST_NUMBER;
    if (plain.capacity() < most) {
      plain = ByteBuffer.allocate(most);
    }
    plain.clear();
    plain.putInt(PLAIN_V2 | WORD_SIZE_OF_ONE).putInt(0).putInt(0).putInt(Series.DIGITS);
    plain.putLong(1).putLong(Series.HIGHEST_NANOS).putDouble(1.0);
    int next = 0;
    for (int i = 0; i < values.size(); i++) {
      int place = place(values.value(i));
      if (place > next) {
        putZigZag(plain, next - place);
      }
      putZigZag(plain, values.count(i));
      next = place + 1;
    }
    plain.putInt(4, plain.position() - PLAIN_HEADER);
    return pack();
  }

  private ByteBuffer pack() {
    // What cannot be made smaller grows by a few bytes a block.
    int most = plain.position() + plain.position() / 1000 + 64;
    if (packed.capacity() < most) {
      packed = ByteBuffer.allocate(most);
    }
    deflater.reset();
    deflater.setInput(plain.array(), 0, plain.position());
    deflater.finish();
    int length = deflater.deflate(packed.array(), PACKED_HEADER, packed.capacity() - PACKED_HEADER);
    packed.clear();
    packed.putInt(COMPRESSED_V2 | WORD_SIZE_OF_ONE).putInt(length);
    return packed.position(PACKED_HEADER + length);
  }

  static ValueCounts decode(String base64) throws BadFrame {
    if (base64.length() > LARGEST_TEXT) {
      throw new BadFrame("histogram text is too long");
    }
    try {
      ByteBuffer outer = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
      if (outer.remaining() < 8 || (outer.getInt() & ~WORD_SIZE) != COMPRESSED_V2) {
        throw new BadFrame("histogram is not V2 compressed");
      }
      int length = outer.getInt();
      if (length < 0 || length > outer.remaining()) {
        throw new BadFrame("histogram length is wrong");
      }
      ByteBuffer plain = inflate(outer.array(), outer.position(), length);
      checkHeader(plain);
      return counts(plain.slice(PLAIN_HEADER, plain.getInt(4)));
    } catch (DataFormatException | RuntimeException e) {
      throw new BadFrame("histogram cannot be decoded: " + e.getClass().getSimpleName());
    }
  }

  private static ByteBuffer inflate(byte[] bytes, int from, int length)
      throws DataFormatException, BadFrame {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes, from, length);
      byte[] plain = new byte[4096];
      int size = 0;
      while (!inflater.finished()) {
        int got = inflater.inflate(plain, size, plain.length - size);
        size += got;
        if (got == 0 && size < plain.length) {
          throw new BadFrame("histogram is cut short");
        }
        if (size == plain.length && !inflater.finished()) {
          if (size >= LARGEST_PLAIN) {
            throw new BadFrame("histogram inflates too far");
          }
          plain = Arrays.copyOf(plain, plain.length * 2);
        }
      }
      return ByteBuffer.wrap(plain, 0, size);
    } finally {
      inflater.end();
    }
  }

  private static void checkHeader(ByteBuffer plain) throws BadFrame {
    if (plain.remaining() < PLAIN_HEADER || (plain.getInt(0) & ~WORD_SIZE) != PLAIN_V2) {
      throw new BadFrame("histogram is not V2");
    }
    int payload = plain.getInt(4);
    if (payload < 0 || payload > plain.remaining() - PLAIN_HEADER) {
      throw new BadFrame("histogram payload length is wrong");
    }
    boolean ours =
        plain.getInt(8) == 0
            && plain.getInt(12) == Series.DIGITS
            && plain.getLong(16) == 1
            && plain.getLong(24) == Series.HIGHEST_NANOS
            && plain.getDouble(32) == 1.0;
    if (!ours) {
      throw new BadFrame("histogram range or digits differ from the handshake's");
    }
  }

  /** Reads counts place by place; a number below 0 is so many places without any. */
  private static ValueCounts counts(ByteBuffer payload) throws BadFrame {
    ValueCounts.Builder values = new ValueCounts.Builder();
    long place = 0;
    while (payload.hasRemaining()) {
      long count = zigZag(payload);
      if (count > 0 && place < PLACES) {
        values.add(highest((int) place), count);
      }
      place += count < 0 ? -count : 1;
      if (place < 0 || place > PLACES) {
        throw new BadFrame("histogram has more counts than its range");
      }
    }
    return values.build();
  }

  private static void putZigZag(ByteBuffer to, long number) {
    long bits = (number << 1) ^ (number >> 63);
    for (int i = 1; i < LONGEST_NUMBER && (bits & ~0x7fL) != 0; i++) {
      to.put((byte) (bits | 0x80));
      bits >>>= 7;
    }
    to.put((byte) bits);
  }

  /** One number: least bits first, seven a byte, eight in the ninth; the lowest bit is the sign. */
  private static long zigZag(ByteBuffer from) {
    long bits = 0;
    for (int shift = 0; shift < 56; shift += 7) {
      byte next = from.get();
      bits |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return (bits >>> 1) ^ -(bits & 1);
      }
    }
    bits |= (from.get() & 0xffL) << 56;
    return (bits >>> 1) ^ -(bits & 1);
  }

  /** Where a value is counted. */
  static int place(long value) {
    int octave = Math.max(0, Long.SIZE - HALF_BITS - 1 - Long.numberOfLeadingZeros(value));
    return octave * HALF + (int) (value >> octave);
  }

  /** The highest value that is counted at a place. */
  static long highest(int place) {
    int octave = Math.max(0, (place >> HALF_BITS) - 1);
    long lowest = (long) (place - octave * HALF) << octave;
    return lowest + (1L << octave) - 1;
  }
}
