package dev.conctop.export.perfetto;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A protobuf message under construction, field by field, in the order in which they are put. */
final class Message {
  private static final int USUAL = 128;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL);
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes, USUAL);

  private interface Put {
    void to(CodedOutputStream out) throws IOException;
  }

  private Message put(Put put) {
    try {
      put.to(out);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not refuse bytes", e);
    }
  }

  /** A whole number that is not negative, or an enumeration's value. */
  Message whole(int field, long value) {
    return put(to -> to.writeUInt64(field, value));
  }

  Message real(int field, double value) {
    return put(to -> to.writeDouble(field, value));
  }

  Message text(int field, String value) {
    return put(to -> to.writeString(field, value));
  }

  Message message(int field, Message value) {
    byte[] inner = value.bytes();
    return put(to -> to.writeByteArray(field, inner));
  }

  byte[] bytes() {
    put(CodedOutputStream::flush);
    return bytes.toByteArray();
  }
}
