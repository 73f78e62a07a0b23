package dev.conctop.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes a protobuf message apart by the wire format alone
 * (protobuf.dev/programming-guides/encoding): a field's number → its values in order: longs, bits
 * of doubles, or bytes.
 */
final class ProtoReader {
  private final byte[] bytes;
  private int at;
  private final Map<Integer, List<Object>> fields = new TreeMap<>();

  private ProtoReader(byte[] bytes) {
    this.bytes = bytes;
    while (at < bytes.length) {
      long tag = varint();
      int field = (int) (tag >>> 3);
      Object value =
          switch ((int) (tag & 7)) {
            case 0 -> varint();
            case 1 -> fixed64();
            case 2 -> chunk();
            default -> throw new AssertionError("wire type " + (tag & 7));
          };
      fields.computeIfAbsent(field, _ -> new ArrayList<>()).add(value);
    }
  }

  static ProtoReader of(byte[] bytes) {
    return new ProtoReader(bytes);
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      byte next = bytes[at++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new AssertionError("a number of more than ten bytes");
  }

  private Long fixed64() {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value |= (bytes[at++] & 0xffL) << 8 * i;
    }
    return value;
  }

  private byte[] chunk() {
    int length = Math.toIntExact(varint());
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  boolean has(int field) {
    return fields.containsKey(field);
  }

  private Object one(int field) {
    List<Object> all = fields.getOrDefault(field, List.of());
    if (all.size() != 1) {
      throw new AssertionError("field " + field + " is there " + all.size() + " times");
    }
    return all.getFirst();
  }

  long number(int field) {
    return (Long) one(field);
  }

  double real(int field) {
    return Double.longBitsToDouble((Long) one(field));
  }

  String text(int field) {
    return new String((byte[]) one(field), StandardCharsets.UTF_8);
  }

  ProtoReader message(int field) {
    return new ProtoReader((byte[]) one(field));
  }

  List<ProtoReader> messages(int field) {
    return fields.getOrDefault(field, List.of()).stream()
        .map(each -> new ProtoReader((byte[]) each))
        .toList();
  }
}
