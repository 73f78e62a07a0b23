package dev.conctop.wire.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.ValueCounts;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What is read here is what the library has written, value by value. */
class HistogramFormatTest {
  private final HistogramWriter writer = new HistogramWriter();

  /** One for all: what it read before must not show. */
  private final HistogramReader reader = new HistogramReader();

  private static Histogram histogram() {
    return new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
  }

  /** Written and read here, and both by the library, too. */
  private ValueCounts read(ValueCounts values) throws BadFrame {
    ByteBuffer bytes = writer.encode(values);
    byte[] ours = Arrays.copyOf(bytes.array(), bytes.position());
    assertEquals(values, ValueCounts.of(byLibrary(ours)));
    Histogram histogram = histogram();
    values.addTo(histogram);
    ByteBuffer theirs = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity() + 64);
    histogram.encodeIntoCompressedByteBuffer(theirs);
    assertEquals(values, reader.read(base64(Arrays.copyOf(theirs.array(), theirs.position()))));
    return reader.read(base64(ours));
  }

  private static Histogram byLibrary(byte[] bytes) {
    try {
      return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
    } catch (DataFormatException e) {
      throw new AssertionError(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void placesAreTheLibrarys() {
    Histogram histogram = histogram();
    long value = 0;
    for (int place = 0; place < HistogramFormat.PLACES; place++) {
      assertEquals(histogram.highestEquivalentValue(value), HistogramFormat.highest(place));
      assertEquals(place, HistogramFormat.place(value));
      assertEquals(place, HistogramFormat.place(HistogramFormat.highest(place)));
      value = histogram.nextNonEquivalentValue(value);
    }
    // As many bytes as for counts that all take nine, and a header.
    assertEquals(HistogramFormat.PLACES * 9 + 40, histogram.getNeededByteBufferCapacity());
  }

  @Test
  void whateverWasRecordedComesBack() throws BadFrame {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      Histogram histogram = histogram();
      for (int i = random.nextInt(200); i >= 0; i--) {
        long value = (long) Math.exp(random.nextDouble() * Math.log(Series.HIGHEST_NANOS));
        long count = 1 + (random.nextLong() >>> random.nextInt(2, 64)) / 1000;
        histogram.recordValueWithCount(random.nextInt(20) == 0 ? 0 : value, count);
      }
      ValueCounts values = ValueCounts.of(histogram);
      assertEquals(histogram.getTotalCount(), values.total());
      assertEquals(values, read(values));
      Histogram again = histogram();
      values.addTo(again);
      assertEquals(histogram, again);
    }
  }

  @Test
  void nothingAndTheExtremesComeBack() throws BadFrame {
    assertEquals(ValueCounts.none(), read(ValueCounts.none()));
    Histogram histogram = histogram();
    histogram.recordValueWithCount(0, Long.MAX_VALUE / 2);
    histogram.recordValue(Series.HIGHEST_NANOS);
    ValueCounts values = ValueCounts.of(histogram);
    assertEquals(2, values.size());
    assertEquals(values, read(values));
  }

  @Test
  void whatNoHistogramOfOursHasIsRefused() {
    assertRefused("more counts than its range", 0, 3, (HistogramFormat.PLACES + 1L) * 2 - 1);
    assertRefused("ends within a number", 0x80);
    long most = Long.MAX_VALUE;
    assertRefused("cannot be decoded", nine(most), nine(most));
  }

  @Test
  void aRunThatReachesTheEndIsTaken() throws BadFrame {
    // One, then none at all other places.
    byte[] bytes = payload(2, (HistogramFormat.PLACES - 1L) * 2 - 1);
    ValueCounts values = reader.read(text(bytes));
    assertEquals(1, values.size());
    assertEquals(0, values.value(0));
    assertEquals(1, values.count(0));
  }

  private void assertRefused(String why, long... numbers) {
    BadFrame bad = assertThrows(BadFrame.class, () -> reader.read(text(payload(numbers))));
    assertEquals(true, String.valueOf(bad.getMessage()).contains(why), bad.getMessage());
  }

  /** The zigzag form of a number that takes nine bytes. */
  private static long nine(long number) {
    return number << 1;
  }

  /** Numbers in their zigzag form, as bytes; 0x80 stands for a byte that promises another. */
  private static byte[] payload(long... numbers) {
    ByteBuffer out = ByteBuffer.allocate(numbers.length * 9);
    for (long number : numbers) {
      if (number == 0x80) {
        out.put((byte) 0x80);
        continue;
      }
      long left = number;
      int bytes = 1;
      while (bytes < 9 && (left & ~0x7fL) != 0) {
        out.put((byte) (left | 0x80));
        left >>>= 7;
        bytes++;
      }
      out.put((byte) left);
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  private static String text(byte[] payload) {
    ByteBuffer plain = ByteBuffer.allocate(40 + payload.length);
    plain.putInt(0x1c849313).putInt(payload.length).putInt(0).putInt(Series.DIGITS);
    plain.putLong(1).putLong(Series.HIGHEST_NANOS).putDouble(1.0).put(payload);
    Deflater deflater = new Deflater();
    deflater.setInput(plain.array());
    deflater.finish();
    byte[] out = new byte[plain.capacity() + 64];
    int length = deflater.deflate(out);
    deflater.end();
    ByteBuffer whole = ByteBuffer.allocate(8 + length).putInt(0x1c849314).putInt(length);
    return Base64.getEncoder().encodeToString(whole.put(out, 0, length).array());
  }
}
