package dev.conctop.probe.python.memory;

import dev.conctop.probe.procfs.file.ProcFiles;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What files are mapped into a process, by {@code /proc/PID/maps} (proc_pid_maps(5)), in the order
 * of addresses.
 */
public record MemoryMap(List<Mapping> mappings) {
  private static final int PIECE = 64 * 1024;
  private static final int MOST = 16 << 20;
  private static final String DELETED = " (deleted)";

  public MemoryMap {
    mappings = List.copyOf(mappings);
  }

  /**
   * A piece of a file in memory.
   *
   * @param range as the kernel writes it, {@code start-end}
   * @param start its first address
   * @param offset where in the file it begins, in bytes
   * @param path as the process sees it; when deleted, with the kernel's word for it
   */
  public record Mapping(String range, long start, long offset, String path) {
    public String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    public boolean deleted() {
      return path.endsWith(DELETED);
    }
  }

  /** Empty when it cannot be read, or there is nothing, as in a thread of the kernel. */
  public static MemoryMap read(ProcFiles files, int pid) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    int length = files.readAt(pid + "/maps", 0, piece, PIECE);
    while (length > 0 && text.size() < MOST) {
      text.write(piece, 0, length);
      length = files.readAt(pid + "/maps", text.size(), piece, PIECE);
    }
    return parse(text.toString(StandardCharsets.UTF_8));
  }

  /** Reads a text of /proc/PID/maps; lines of no file are left out. */
  public static MemoryMap parse(String text) {
    List<Mapping> found = new ArrayList<>();
    for (String line : text.split("\n")) {
      // range, permissions, offset, device, inode, path
      String[] words = line.split(" +", 6);
      if (words.length == 6 && words[5].startsWith("/")) {
        long start = hex(words[0].substring(0, Math.max(0, words[0].indexOf('-'))));
        long offset = hex(words[2]);
        if (start >= 0 && offset >= 0) {
          found.add(new Mapping(words[0], start, offset, words[5]));
        }
      }
    }
    return new MemoryMap(found);
  }

  /** A number of at most 15 digits, or -1. */
  private static long hex(String digits) {
    if (digits.isEmpty() || digits.length() > 15) {
      return -1;
    }
    try {
      return Long.parseLong(digits, 16);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
