package dev.conctop.record.item;

import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Millionths;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.function.BiConsumer;
import org.HdrHistogram.Histogram;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORWriteFeature;

/**
 * Writes CBOR (RFC 8949) of few kinds: whole numbers, numbers, texts, byte strings, switches,
 * nothing, and arrays of them. A text that comes again is a reference (tags 25 and 256). Confined
 * to one thread.
 */
public final class Out implements AutoCloseable {
  private static final CBORFactory FACTORY =
      CBORFactory.builder()
          .enable(CBORWriteFeature.STRINGREF)
          .enable(CBORWriteFeature.WRITE_MINIMAL_DOUBLES)
          .build();

  /** Whole numbers up to here are the same as numbers. */
  private static final double EXACT = 1L << 53;

  private static final int DIGITS_OF_MILLIONTHS = 6;
  private static final int LONGEST_PACKED = 10;

  private final JsonGenerator to;
  private final Redaction redaction;
  private byte[] packed = new byte[512];

  public Out(OutputStream to, Redaction redaction) {
    this.to = FACTORY.createGenerator(ObjectWriteContext.empty(), to);
    this.redaction = redaction;
  }

  /** Begins an array. */
  public void open() {
    to.writeStartArray();
  }

  /** Ends the array that was begun last. */
  public void shut() {
    to.writeEndArray();
  }

  public void whole(long value) {
    to.writeNumber(value);
  }

  /** A number in the shortest form that is it exactly. */
  public void real(double value) {
    long whole = (long) value;
    boolean negativeZero = value == 0 && 1 / value < 0;
    if (whole == value && Math.abs(value) < EXACT && !negativeZero) {
      to.writeNumber(whole);
    } else if ((float) value != value && isMillionths(value)) {
      to.writeNumber(BigDecimal.valueOf(Millionths.of(value), DIGITS_OF_MILLIONTHS));
    } else {
      to.writeNumber(value);
    }
  }

  private static boolean isMillionths(double value) {
    long count = Millionths.of(value);
    return (int) count == count && Millionths.times(count) == value;
  }

  /** Many whole numbers as one byte string: seven bits a byte, least first, the sign lowest. */
  public void packed(Column numbers) {
    if (packed.length < numbers.size() * LONGEST_PACKED) {
      packed = new byte[numbers.size() * LONGEST_PACKED];
    }
    int at = 0;
    for (int i = 0; i < numbers.size(); i++) {
      long value = numbers.get(i);
      long bits = value << 1 ^ value >> Long.SIZE - 1;
      while ((bits & ~0x7fL) != 0) {
        packed[at++] = (byte) (bits | 0x80);
        bits >>>= 7;
      }
      packed[at++] = (byte) bits;
    }
    to.writeBinary(packed, 0, at);
  }

  /** Words of ours, and what the kernel calls things. */
  public void text(String value) {
    to.writeString(
        value.length() <= In.LONGEST_TEXT ? value : CleanText.clean(value, In.LONGEST_TEXT));
  }

  /** What somebody has named, and what may tell who or what it is. */
  public void name(String value) {
    text(redacted(value));
  }

  /** A name as it is written. */
  public String redacted(String name) {
    return redaction.name(name);
  }

  /** Whether names are hashed. */
  public boolean redacts() {
    return redaction.hashes();
  }

  public void flag(boolean value) {
    to.writeBoolean(value);
  }

  public void none() {
    to.writeNull();
  }

  public void bytes(ByteBuffer filled) {
    to.writeBinary(filled.array(), 0, filled.position());
  }

  public void histogram(Histogram histogram) {
    ByteBuffer plain = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    histogram.encodeIntoByteBuffer(plain);
    bytes(plain);
  }

  public void wholes(long[] values) {
    open();
    for (long value : values) {
      whole(value);
    }
    shut();
  }

  public <T> void all(Collection<T> items, BiConsumer<Out, T> each) {
    open();
    for (T item : items) {
      each.accept(this, item);
    }
    shut();
  }

  /**
   * An array of keys and values in turns.
   *
   * @param key how a key is written: {@link #text} or {@link #name}
   */
  public <T> void pairs(
      Map<String, T> items, BiConsumer<Out, String> key, BiConsumer<Out, T> each) {
    open();
    items.forEach(
        (name, value) -> {
          key.accept(this, name);
          each.accept(this, value);
        });
    shut();
  }

  /** Texts that name things. */
  public void names(Collection<String> names) {
    all(names, Out::name);
  }

  /** What was written so far is where it goes. */
  public void flush() {
    to.flush();
  }

  @Override
  public void close() {
    to.close();
  }
}
