package dev.conctop.probe.python.memory;

import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.program.ElfFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** What an executable or library of x86-64 defines, and where it comes to lie (elf(5)). */
public final class ElfImage {
  private static final int HEADER = 64;
  private static final int X86_64 = 62;
  private static final int SEGMENT = 56;
  private static final int MOST_SEGMENTS = 64;
  private static final int LOAD = 1;
  private static final int SYMBOL = 24;
  private static final long PAGE = 4096;

  private final ElfFile file;
  private final boolean x8664;

  /** File offset of each loaded segment and the address that it was linked for, whole pages. */
  private final Map<Long, Long> linkedAt = new HashMap<>();

  private ElfImage(ElfFile file, ByteBuffer header, ByteBuffer segments) {
    this.file = file;
    this.x8664 = file.readable() && (header.getShort(18) & 0xffff) == X86_64;
    for (int at = 0; at + SEGMENT <= segments.limit(); at += SEGMENT) {
      if (segments.getInt(at) == LOAD) {
        linkedAt.putIfAbsent(segments.getLong(at + 8) & -PAGE, segments.getLong(at + 16) & -PAGE);
      }
    }
  }

  /** The file; not {@link #usable} when it cannot be read or is of another kind. */
  public static ElfImage of(ProcFiles files, String path) {
    ElfFile file = ElfFile.of(files, path);
    ByteBuffer header = read(files, path, 0, HEADER);
    ByteBuffer segments = ByteBuffer.allocate(0);
    if (header.limit() == HEADER && (header.getShort(54) & 0xffff) == SEGMENT) {
      int count = Math.min(MOST_SEGMENTS, header.getShort(56) & 0xffff);
      segments = read(files, path, header.getLong(32), count * SEGMENT);
    }
    return new ElfImage(file, header, segments);
  }

  private static ByteBuffer read(ProcFiles files, String path, long offset, int length) {
    byte[] into = new byte[length];
    int got = Math.max(0, files.readAt(path, offset, into, length));
    return ByteBuffer.wrap(into).limit(got).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Whether it is an ELF file of x86-64 that can be read; it may have no symbols. */
  public boolean usable() {
    return x8664;
  }

  /**
   * What is to be added to a symbol's value for its address in memory.
   *
   * @param mapping of any of the file's loaded segments
   */
  public OptionalLong bias(MemoryMap.Mapping mapping) {
    Long linked = linkedAt.get(mapping.offset());
    return linked == null ? OptionalLong.empty() : OptionalLong.of(mapping.start() - linked);
  }

  /**
   * The values of symbols that are defined here: the exported ones, and if the first asked for is
   * not among them, those left for debuggers.
   */
  public Map<String, Long> symbols(String first, Set<String> others) {
    Map<String, Long> found = new HashMap<>();
    collect(".dynsym", ".dynstr", first, others, found);
    if (!found.containsKey(first)) {
      collect(".symtab", ".strtab", first, others, found);
    }
    return found;
  }

  private void collect(
      String table, String words, String first, Set<String> others, Map<String, Long> into) {
    byte[] names = file.section(words);
    ByteBuffer symbols = ByteBuffer.wrap(file.section(table)).order(ByteOrder.LITTLE_ENDIAN);
    Map<String, byte[]> wanted = new HashMap<>();
    wanted.put(first, first.getBytes(StandardCharsets.US_ASCII));
    others.forEach(name -> wanted.put(name, name.getBytes(StandardCharsets.US_ASCII)));
    for (int at = 0; at + SYMBOL <= symbols.limit(); at += SYMBOL) {
      int name = symbols.getInt(at);
      boolean defined = symbols.getShort(at + 6) != 0;
      if (defined && name > 0) {
        long value = symbols.getLong(at + 8);
        wanted.forEach(
            (word, bytes) -> {
              if (is(names, name, bytes)) {
                into.putIfAbsent(word, value);
              }
            });
      }
    }
  }

  private static boolean is(byte[] names, int from, byte[] word) {
    int end = from + word.length;
    if (end < 0 || end >= names.length || names[end] != 0) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (names[from + i] != word[i]) {
        return false;
      }
    }
    return true;
  }
}
