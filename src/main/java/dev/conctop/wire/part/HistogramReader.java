package dev.conctop.wire.part;

import static dev.conctop.wire.part.HistogramFormat.COMPRESSED_V2;
import static dev.conctop.wire.part.HistogramFormat.PACKED_HEADER;
import static dev.conctop.wire.part.HistogramFormat.PLACES;
import static dev.conctop.wire.part.HistogramFormat.PLAIN_HEADER;
import static dev.conctop.wire.part.HistogramFormat.PLAIN_V2;
import static dev.conctop.wire.part.HistogramFormat.WORD_SIZE;

import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.ValueCounts;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads HdrHistogram's V2 form, compressed or plain. Every header field is checked. What it works
 * with is used again by the next call: thirty frames a second of thousands of values each would
 * otherwise be most of what the observer leaves to its collector. Confined to one thread.
 */
public final class HistogramReader {
  /** A full histogram of our range has 33 k counts of at most 9 bytes. */
  public static final int LARGEST_PLAIN = 512 << 10;

  private static final int LARGEST_TEXT = 700 << 10;

  private final Inflater inflater = new Inflater();
  private final ValueCounts.Builder values = new ValueCounts.Builder();
  private byte[] plain = new byte[4096];
  private int at;

  /** Reads one histogram, ns, in base 64. */
  public ValueCounts read(String base64) throws BadFrame {
    if (base64.length() > LARGEST_TEXT) {
      throw new BadFrame("histogram text is too long");
    }
    try {
      ByteBuffer outer = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
      if (outer.remaining() < PACKED_HEADER || (outer.getInt() & ~WORD_SIZE) != COMPRESSED_V2) {
        throw new BadFrame("histogram is not V2 compressed");
      }
      int length = outer.getInt();
      if (length < 0 || length > outer.remaining()) {
        throw new BadFrame("histogram length is wrong");
      }
      int size = inflate(outer.array(), outer.position(), length);
      return counts(PLAIN_HEADER + payload(ByteBuffer.wrap(plain, 0, size)));
    } catch (DataFormatException | RuntimeException e) {
      throw new BadFrame("histogram cannot be decoded: " + e.getClass().getSimpleName());
    }
  }

  /**
   * Reads what was not compressed.
   *
   * @throws BadFrame when it is anything but a histogram of our range and digits
   */
  public ValueCounts readPlain(byte[] bytes) throws BadFrame {
    if (bytes.length > LARGEST_PLAIN) {
      throw new BadFrame("histogram is too long");
    }
    if (plain.length < bytes.length) {
      plain = new byte[bytes.length];
    }
    System.arraycopy(bytes, 0, plain, 0, bytes.length);
    try {
      return counts(PLAIN_HEADER + payload(ByteBuffer.wrap(plain, 0, bytes.length)));
    } catch (RuntimeException e) {
      throw new BadFrame("histogram cannot be decoded: " + e.getClass().getSimpleName());
    }
  }

  /** How many bytes it came to. */
  private int inflate(byte[] bytes, int from, int length) throws DataFormatException, BadFrame {
    inflater.reset();
    inflater.setInput(bytes, from, length);
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
    return size;
  }

  /** How long the payload behind the header is, bytes. */
  private static int payload(ByteBuffer plain) throws BadFrame {
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
    return payload;
  }

  /** Reads counts place by place; a number below 0 is so many places without any. */
  private ValueCounts counts(int end) throws BadFrame {
    values.clear();
    at = PLAIN_HEADER;
    long place = 0;
    while (at < end) {
      long count = zigZag(end);
      if (count > 0 && place < PLACES) {
        values.add(HistogramFormat.highest((int) place), count);
      }
      place += count < 0 ? -count : 1;
      if (place < 0 || place > PLACES) {
        throw new BadFrame("histogram has more counts than its range");
      }
    }
    return values.build();
  }

  /** One number: least bits first, seven a byte, eight in the ninth; the lowest bit is the sign. */
  private long zigZag(int end) throws BadFrame {
    long bits = 0;
    for (int shift = 0; at < end; shift += 7) {
      byte next = plain[at++];
      if (next >= 0 || shift == 56) {
        bits |= (next & 0xffL) << shift;
        return (bits >>> 1) ^ -(bits & 1);
      }
      bits |= (next & 0x7fL) << shift;
    }
    throw new BadFrame("histogram ends within a number");
  }
}
