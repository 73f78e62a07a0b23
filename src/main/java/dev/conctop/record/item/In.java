package dev.conctop.record.item;

import dev.conctop.sample.figure.CleanText;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.dataformat.cbor.CBORFactory;

/**
 * Reads what {@link Out} writes, from bytes that anybody may have made: every length, count and
 * number is checked before anything is made of it, and texts are cleaned. Confined to one thread.
 */
public final class In implements AutoCloseable {
  /** The longest text that there is, a command line of another program's included, UTF-16 units. */
  public static final int LONGEST_TEXT = 16 << 10;

  /** Entries of what is listed by name: gauges, failures, parameters. */
  public static final int MOST_NAMED = 4096;

  /** Threads, processes, and whatever there is one of for each. */
  public static final int MOST_ROWS = 1 << 18;

  /** Rows that one stretch may come to, those that are only named as being there still included. */
  private static final int MOST_WORK = 1 << 19;

  private static final int LONGEST_HISTOGRAM = 512 << 10;
  private static final int LONGEST_PACKED = 4 << 20;
  private static final int HISTOGRAM_HEADER = 40;
  private static final int PLAIN_V2 = 0x1c849303;
  private static final int WORD_SIZE = 0xf0;
  private static final long HISTOGRAM_RANGE = 3_600_000_000_000L;

  private static final CBORFactory FACTORY =
      CBORFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(16)
                  .maxNumberLength(40)
                  .maxStringLength(4 * LONGEST_TEXT)
                  .build())
          .build();

  /** Reads one item of an array. */
  @FunctionalInterface
  public interface Item<T> {
    T read(In in) throws Damaged;
  }

  private final JsonParser from;
  private @Nullable JsonToken ahead;
  private int work;

  public In(byte[] bytes, int length) {
    from = FACTORY.createParser(ObjectReadContext.empty(), bytes, 0, length);
  }

  private JsonToken peek() throws Damaged {
    JsonToken token = ahead;
    if (token == null) {
      token = from.nextToken();
      ahead = token;
    }
    if (token == null) {
      throw new Damaged("it ends too early");
    }
    return token;
  }

  private void take(JsonToken expected, String words) throws Damaged {
    JsonToken token = peek();
    if (token != expected) {
      throw new Damaged("there is " + token + " instead of " + words);
    }
    ahead = null;
  }

  /**
   * Counts what few bytes may ask for: so many rows are made, or kept once more.
   *
   * @throws Damaged when it is more than anybody has written
   */
  public void rows(int count) throws Damaged {
    work += count;
    if (work > MOST_WORK) {
      throw new Damaged("there are more than " + MOST_WORK + " rows");
    }
  }

  /** An array begins. */
  public void open() throws Damaged {
    take(JsonToken.START_ARRAY, "an array");
  }

  /** Whether the array that was begun last has more items. */
  public boolean more() throws Damaged {
    return peek() != JsonToken.END_ARRAY;
  }

  /**
   * Ends the array that was begun last; items that a later version has put at its end are skipped.
   */
  public void shut() throws Damaged {
    while (more()) {
      skip();
    }
    ahead = null;
  }

  /** Passes over one item, whatever it is. */
  public void skip() throws Damaged {
    peek();
    from.skipChildren();
    ahead = null;
  }

  public long whole() throws Damaged {
    take(JsonToken.VALUE_NUMBER_INT, "a whole number");
    return from.getLongValue();
  }

  /**
   * A whole number within limits.
   *
   * @param most inclusive
   */
  public int whole(int least, int most) throws Damaged {
    long value = whole();
    if (value < least || value > most) {
      throw new Damaged(value + " is outside " + least + " … " + most);
    }
    return (int) value;
  }

  public int int32() throws Damaged {
    return whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  public boolean isWhole() throws Damaged {
    return peek() == JsonToken.VALUE_NUMBER_INT;
  }

  public boolean isText() throws Damaged {
    return peek() == JsonToken.VALUE_STRING;
  }

  public boolean isArray() throws Damaged {
    return peek() == JsonToken.START_ARRAY;
  }

  public double real() throws Damaged {
    JsonToken token = peek();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw new Damaged("there is " + token + " instead of a number");
    }
    ahead = null;
    return from.getDoubleValue();
  }

  public String text() throws Damaged {
    take(JsonToken.VALUE_STRING, "a text");
    return CleanText.clean(from.getString(), LONGEST_TEXT);
  }

  public boolean flag() throws Damaged {
    boolean value = peek() == JsonToken.VALUE_TRUE;
    take(value ? JsonToken.VALUE_TRUE : JsonToken.VALUE_FALSE, "true or false");
    return value;
  }

  /** Whether there is nothing where something may be; then it is passed over. */
  public boolean none() throws Damaged {
    boolean none = peek() == JsonToken.VALUE_NULL;
    if (none) {
      ahead = null;
    }
    return none;
  }

  /**
   * One of an enumeration, by its number.
   *
   * @param all in the order of their numbers
   */
  public <E> E oneOf(E[] all) throws Damaged {
    return all[whole(0, all.length - 1)];
  }

  public byte[] bytes(int longest) throws Damaged {
    take(JsonToken.VALUE_EMBEDDED_OBJECT, "bytes");
    byte[] bytes = from.getBinaryValue();
    if (bytes.length > longest) {
      throw new Damaged(bytes.length + " bytes are more than " + longest);
    }
    return bytes;
  }

  /** What {@link Out#packed} has written, in the place of what the column held. */
  public void packed(Column to) throws Damaged {
    byte[] bytes = bytes(LONGEST_PACKED);
    to.clear();
    long bits = 0;
    int shift = 0;
    for (byte next : bytes) {
      if (shift >= Long.SIZE) {
        throw new Damaged("a number has too many bytes");
      }
      bits |= (next & 0x7fL) << shift;
      shift += 7;
      if (next >= 0) {
        to.add(bits >>> 1 ^ -(bits & 1));
        bits = 0;
        shift = 0;
      }
    }
    if (shift != 0) {
      throw new Damaged("a number ends too early");
    }
  }

  /**
   * A histogram of nanoseconds up to an hour. The library trusts its header: it is checked here.
   */
  public Histogram histogram() throws Damaged {
    ByteBuffer plain = ByteBuffer.wrap(bytes(LONGEST_HISTOGRAM));
    boolean ours =
        plain.remaining() >= HISTOGRAM_HEADER
            && (plain.getInt(0) & ~WORD_SIZE) == PLAIN_V2
            && plain.getInt(4) == plain.remaining() - HISTOGRAM_HEADER
            && plain.getInt(8) == 0
            && plain.getInt(12) >= 1
            && plain.getInt(12) <= 3
            && plain.getLong(16) == 1
            && plain.getLong(24) == HISTOGRAM_RANGE
            && plain.getDouble(32) == 1.0;
    if (!ours) {
      throw new Damaged("a histogram has another range or form");
    }
    return Histogram.decodeFromByteBuffer(plain, 1);
  }

  /** An array of exactly so many whole numbers. */
  public long[] wholes(int count) throws Damaged {
    long[] values = new long[count];
    open();
    for (int i = 0; i < count; i++) {
      values[i] = whole();
    }
    shut();
    return values;
  }

  public <T> List<T> all(int most, Item<T> item) throws Damaged {
    List<T> items = new ArrayList<>();
    open();
    while (more()) {
      if (items.size() == most) {
        throw new Damaged("there are more than " + most + " items");
      }
      rows(1);
      items.add(item.read(this));
    }
    shut();
    return items;
  }

  public List<String> texts() throws Damaged {
    return all(MOST_NAMED, In::text);
  }

  public <T> Map<String, T> pairs(Item<T> item) throws Damaged {
    Map<String, T> items = new LinkedHashMap<>();
    open();
    while (more()) {
      if (items.size() == MOST_NAMED) {
        throw new Damaged("there are more than " + MOST_NAMED + " entries");
      }
      items.put(text(), item.read(this));
    }
    shut();
    return items;
  }

  @Override
  public void close() {
    from.close();
  }
}
