package dev.conctop.metrics;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A message of protobuf, read by its wire format alone, so that no library checks itself. Numbers
 * of fields are those of the published definitions.
 */
public final class Proto {
  private final Map<Integer, List<Object>> fields = new HashMap<>();

  private Proto() {}

  /** Reads a message; a field that is cut is an error. */
  public static Proto read(byte[] bytes) {
    Proto message = new Proto();
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long key = varint(in);
      Object value =
          switch ((int) (key & 7)) {
            case 0 -> varint(in);
            case 1 -> in.getLong();
            case 2 -> take(in, (int) varint(in));
            case 5 -> in.getInt();
            default -> throw new IllegalArgumentException("wire type " + (key & 7));
          };
      message.fields.computeIfAbsent((int) (key >>> 3), _ -> new ArrayList<>()).add(value);
    }
    return message;
  }

  /** Messages each behind its length, as scrapes have them. */
  public static List<Proto> readDelimited(byte[] bytes) {
    List<Proto> all = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    while (in.hasRemaining()) {
      all.add(read(take(in, (int) varint(in))));
    }
    return all;
  }

  private static byte[] take(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private List<Object> all(int field) {
    return fields.getOrDefault(field, List.of());
  }

  public boolean has(int field) {
    return fields.containsKey(field);
  }

  public List<Proto> messages(int field) {
    return all(field).stream().map(bytes -> read((byte[]) bytes)).toList();
  }

  public Proto message(int field) {
    return messages(field).getFirst();
  }

  public String text(int field) {
    return has(field) ? new String((byte[]) all(field).getFirst(), StandardCharsets.UTF_8) : "";
  }

  /** A number in 64 bits, whatever it is made of; 0 where it was left out. */
  public long number(int field) {
    return has(field) ? ((Number) all(field).getFirst()).longValue() : 0;
  }

  public double real(int field) {
    return has(field) ? Double.longBitsToDouble((Long) all(field).getFirst()) : 0;
  }

  /** sint32 and sint64. */
  public long signed(int field) {
    return zigzag(number(field));
  }

  private static long zigzag(long value) {
    return value >>> 1 ^ -(value & 1);
  }

  /** Repeated numbers, packed or not. */
  public List<Long> numbers(int field) {
    List<Long> numbers = new ArrayList<>();
    for (Object value : all(field)) {
      if (value instanceof byte[] packed) {
        ByteBuffer in = ByteBuffer.wrap(packed);
        while (in.hasRemaining()) {
          numbers.add(varint(in));
        }
      } else {
        numbers.add(((Number) value).longValue());
      }
    }
    return numbers;
  }

  /** The same of sint64. */
  public List<Long> signedNumbers(int field) {
    return numbers(field).stream().map(Proto::zigzag).toList();
  }
}
