package dev.conctop.record;

import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.record.item.Redaction;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * How a recording begins.
 *
 * @param writer which program wrote it, with its version
 * @param host the machine's name
 * @param cores how many cores the writer might use
 * @param command the command line that recorded, word by word, passwords masked
 * @param wallNanos when it began, ns since 1970, UTC
 * @param monotonicNanos the same by the clock of all its stamps
 * @param redacted whether names are hashed
 * @param seed of what was drawn by lot; empty when nothing was
 * @param partNanos of a part that was cut out of another recording: where it begins, a stamp; what
 *     comes before it is what stood then, and counts for nothing. Empty of a whole one
 */
public record Header(
    String writer,
    String host,
    int cores,
    List<String> command,
    long wallNanos,
    long monotonicNanos,
    boolean redacted,
    OptionalLong seed,
    OptionalLong partNanos) {
  /** Of what is written here. A reader refuses any other. */
  static final int VERSION = 1;

  /** No text; its line ends are lost when it was copied as one. */
  private static final byte[] MAGIC = {(byte) 0x89, 'c', 'o', 'n', 'c', '\r', '\n', 0x1a};

  /** Magic, version, length of what follows. */
  static final int FIXED = 16;

  static final int CRC = 4;

  private static final int LONGEST = 1 << 20;
  private static final int MOST_CORES = 1 << 20;

  public Header {
    command = List.copyOf(command);
  }

  /** Of a whole recording. */
  public Header(
      String writer,
      String host,
      int cores,
      List<String> command,
      long wallNanos,
      long monotonicNanos,
      boolean redacted,
      OptionalLong seed) {
    this(
        writer,
        host,
        cores,
        command,
        wallNanos,
        monotonicNanos,
        redacted,
        seed,
        OptionalLong.empty());
  }

  /** Of a part of the same, from a stamp on. */
  public Header part(long nanos) {
    return new Header(
        writer,
        host,
        cores,
        command,
        wallNanos,
        monotonicNanos,
        redacted,
        seed,
        OptionalLong.of(nanos));
  }

  /** What time a stamp is, ns since 1970. */
  public long wallNanosAt(long nanos) {
    return wallNanos + (nanos - monotonicNanos);
  }

  /** The whole head of a file. */
  byte[] bytes(Redaction redaction) {
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    try (Out out = new Out(fields, redaction)) {
      out.open();
      out.text(writer);
      out.name(host);
      out.whole(cores);
      out.names(command);
      out.whole(wallNanos);
      out.whole(monotonicNanos);
      out.flag(redacted);
      number(out, seed);
      number(out, partNanos);
      out.shut();
    }
    ByteBuffer all = ByteBuffer.allocate(FIXED + fields.size() + CRC);
    all.put(MAGIC).putInt(VERSION).putInt(fields.size()).put(fields.toByteArray());
    CRC32C crc = new CRC32C();
    crc.update(all.array(), 0, all.position());
    return all.putInt((int) crc.getValue()).array();
  }

  private static void number(Out out, OptionalLong value) {
    if (value.isPresent()) {
      out.whole(value.getAsLong());
    } else {
      out.none();
    }
  }

  /** Whether these bytes, as many as there are so far, may be the beginning of one. */
  static boolean mayBegin(byte[] bytes, int from, int length) {
    int known = Math.min(length, MAGIC.length);
    return Arrays.equals(bytes, from, from + known, MAGIC, 0, known);
  }

  /**
   * How long the whole head is.
   *
   * @param fixed its first {@link #FIXED} bytes, or fewer when the file has no more
   * @throws NotARecording when it is not the beginning of one, or of another version
   */
  static int length(ByteBuffer fixed) throws NotARecording {
    byte[] magic = new byte[MAGIC.length];
    if (fixed.remaining() < FIXED) {
      throw new NotARecording("it is not a recording of conctop: it has too few bytes");
    }
    fixed.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new NotARecording("it is not a recording of conctop");
    }
    int version = fixed.getInt();
    if (version != VERSION) {
      throw new NotARecording(
          "it is of version "
              + Integer.toUnsignedString(version)
              + "; this conctop reads version "
              + VERSION);
    }
    int length = fixed.getInt();
    if (length < 0 || length > LONGEST) {
      throw new NotARecording("its header is damaged");
    }
    return FIXED + length + CRC;
  }

  /**
   * Reads a whole head.
   *
   * @throws NotARecording when it is damaged
   */
  static Header of(byte[] all) throws NotARecording {
    int end = all.length - CRC;
    CRC32C crc = new CRC32C();
    crc.update(all, 0, end);
    if (ByteBuffer.wrap(all).getInt(end) != (int) crc.getValue()) {
      throw new NotARecording("its header is damaged");
    }
    byte[] fields = Arrays.copyOfRange(all, FIXED, end);
    try (In in = new In(fields, fields.length)) {
      in.open();
      return new Header(
          in.text(),
          in.text(),
          in.whole(0, MOST_CORES),
          in.texts(),
          in.whole(),
          in.whole(),
          in.flag(),
          in.none() ? OptionalLong.empty() : OptionalLong.of(in.whole()),
          in.none() ? OptionalLong.empty() : OptionalLong.of(in.whole()));
    } catch (Damaged | RuntimeException e) {
      throw new NotARecording("its header is damaged");
    }
  }
}
