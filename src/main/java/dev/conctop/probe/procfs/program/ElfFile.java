package dev.conctop.probe.procfs.program;

import dev.conctop.probe.procfs.file.ProcFiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The sections of a 64-bit little-endian executable (elf(5)), as far as they can be read. */
public final class ElfFile {
  private static final int HEADER = 64;
  private static final int SECTION = 64;
  private static final int MOST_SECTIONS = 256;
  private static final int LARGEST_SECTION = 16 << 20;

  private record Place(long offset, long size) {}

  private final ProcFiles files;
  private final String path;
  private final Map<String, Place> sections = new HashMap<>();

  private ElfFile(ProcFiles files, String path) {
    this.files = files;
    this.path = path;
  }

  /** The file; without sections when it cannot be read or is none. */
  public static ElfFile of(ProcFiles files, String path) {
    ElfFile elf = new ElfFile(files, path);
    elf.readSections();
    return elf;
  }

  private void readSections() {
    ByteBuffer header = bytes(0, HEADER);
    if (header.limit() < HEADER
        || header.getInt(0) != 0x464c457f
        || header.get(4) != 2
        || header.get(5) != 1) {
      return;
    }
    long from = header.getLong(40);
    int count = Math.min(MOST_SECTIONS, header.getShort(60) & 0xffff);
    int names = header.getShort(62) & 0xffff;
    if ((header.getShort(58) & 0xffff) != SECTION || names >= count || from <= 0) {
      return;
    }
    ByteBuffer table = bytes(from, count * SECTION);
    if (table.limit() < count * SECTION) {
      return;
    }
    byte[] words = read(table.getLong(names * SECTION + 24), table.getLong(names * SECTION + 32));
    for (int i = 0; i < count; i++) {
      int at = i * SECTION;
      sections.put(
          word(words, table.getInt(at)), new Place(table.getLong(at + 24), table.getLong(at + 32)));
    }
  }

  private static String word(byte[] words, int from) {
    int end = Math.max(0, from);
    while (end < words.length && words[end] != 0) {
      end++;
    }
    return from < 0 || from >= words.length
        ? ""
        : new String(words, from, end - from, StandardCharsets.ISO_8859_1);
  }

  private ByteBuffer bytes(long offset, int length) {
    byte[] into = new byte[length];
    int got = Math.max(0, files.readAt(path, offset, into, length));
    return ByteBuffer.wrap(into).limit(got).order(ByteOrder.LITTLE_ENDIAN);
  }

  private byte[] read(long offset, long size) {
    if (offset < 0 || size <= 0 || size > LARGEST_SECTION) {
      return new byte[0];
    }
    ByteBuffer read = bytes(offset, (int) size);
    return read.limit() < size ? new byte[0] : read.array();
  }

  /** Whether it is an executable that could be read. */
  public boolean readable() {
    return !sections.isEmpty();
  }

  boolean has(String section) {
    return sections.containsKey(section);
  }

  /** A section's bytes; empty when there is none, or it is too large. */
  public byte[] section(String name) {
    Place place = sections.get(name);
    return place == null ? new byte[0] : read(place.offset(), place.size());
  }
}
