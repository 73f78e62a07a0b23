package dev.conctop.wire.part;

import static dev.conctop.wire.part.HistogramFormat.COMPRESSED_V2;
import static dev.conctop.wire.part.HistogramFormat.LONGEST_NUMBER;
import static dev.conctop.wire.part.HistogramFormat.PACKED_HEADER;
import static dev.conctop.wire.part.HistogramFormat.PLAIN_HEADER;
import static dev.conctop.wire.part.HistogramFormat.PLAIN_V2;
import static dev.conctop.wire.part.HistogramFormat.WORD_SIZE_OF_ONE;

import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.ValueCounts;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Writes values in HdrHistogram's V2 form, compressed or plain. Confined to one thread. */
public final class HistogramWriter {
  /** Takes a quarter of a MiB outside of the heap: made where something is packed. */
  private @Nullable Deflater deflater;

  private ByteBuffer plain = ByteBuffer.allocate(1024);
  private ByteBuffer packed = ByteBuffer.allocate(1024);

  /**
   * Encodes into a buffer that is used again by the next call.
   *
   * @return the buffer's array holds the bytes from 0 to its position
   */
  public ByteBuffer encode(ValueCounts values) {
    plain(values);
    return pack();
  }

  /**
   * Encodes without compression, for what is compressed as a whole later.
   *
   * @return the buffer's array holds the bytes from 0 to its position, until the next call
   */
  public ByteBuffer plain(ValueCounts values) {
    int most = PLAIN_HEADER + values.size() * 2 * LONGEST_NUMBER;
    if (plain.capacity() < most) {
      plain = ByteBuffer.allocate(most);
    }
    plain.clear();
    plain.putInt(PLAIN_V2 | WORD_SIZE_OF_ONE).putInt(0).putInt(0).putInt(Series.DIGITS);
    plain.putLong(1).putLong(Series.HIGHEST_NANOS).putDouble(1.0);
    int next = 0;
    for (int i = 0; i < values.size(); i++) {
      int place = HistogramFormat.place(values.value(i));
      if (place > next) {
        putZigZag(plain, next - place);
      }
      putZigZag(plain, values.count(i));
      next = place + 1;
    }
    return plain.putInt(4, plain.position() - PLAIN_HEADER);
  }

  private ByteBuffer pack() {
    // What cannot be made smaller grows by a few bytes a block.
    int most = plain.position() + plain.position() / 1000 + 64;
    if (packed.capacity() < most) {
      packed = ByteBuffer.allocate(most);
    }
    Deflater with = deflater == null ? new Deflater(Deflater.BEST_SPEED) : deflater;
    deflater = with;
    with.reset();
    with.setInput(plain.array(), 0, plain.position());
    with.finish();
    int length = with.deflate(packed.array(), PACKED_HEADER, packed.capacity() - PACKED_HEADER);
    packed.clear();
    packed.putInt(COMPRESSED_V2 | WORD_SIZE_OF_ONE).putInt(length);
    return packed.position(PACKED_HEADER + length);
  }

  private static void putZigZag(ByteBuffer to, long number) {
    long bits = (number << 1) ^ (number >> 63);
    for (int i = 1; i < LONGEST_NUMBER && (bits & ~0x7fL) != 0; i++) {
      to.put((byte) (bits | 0x80));
      bits >>>= 7;
    }
    to.put((byte) bits);
  }
}
