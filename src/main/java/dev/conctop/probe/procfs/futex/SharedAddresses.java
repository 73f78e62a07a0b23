package dev.conctop.probe.procfs.futex;

import dev.conctop.probe.procfs.file.ProcFiles;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What processes share, by one name for all of them: the same word lies at another address in each.
 * As the kernel does for a shared futex (get_futex_key), it is named by the file that is mapped and
 * the place in it; {@code /proc/PID/maps} says both.
 */
public final class SharedAddresses {
  private static final int PIECE = 32 * 1024;
  private static final long MOST = 8 << 20;
  private static final int MOST_KNOWN = 4096;

  private final ProcFiles files;
  private final String maps;
  private final Map<Long, Long> known = new HashMap<>();

  public SharedAddresses(ProcFiles files, int pid) {
    this.files = files;
    this.maps = pid + "/maps";
  }

  /** A name for the word at an address; 0 where no other process has it. */
  public long name(long address) {
    if (known.size() >= MOST_KNOWN) {
      known.clear();
    }
    return known.computeIfAbsent(address, this::find);
  }

  private long find(long address) {
    byte[] piece = new byte[PIECE];
    long at = 0;
    int length = files.readAt(maps, at, piece, PIECE);
    while (length > 0 && at < MOST) {
      // Lines are never cut: procfs hands out whole ones.
      for (String line : new String(piece, 0, length, StandardCharsets.ISO_8859_1).split("\n")) {
        String[] words = line.split("\\s+", 6);
        int dash = line.indexOf('-');
        if (words.length >= 5 && dash > 0 && words[0].length() > dash) {
          long from = Long.parseUnsignedLong(words[0].substring(0, dash), 16);
          long to = Long.parseUnsignedLong(words[0].substring(dash + 1), 16);
          if (address >= from && address < to) {
            return name(words, address - from);
          }
        }
      }
      at += length;
      length = files.readAt(maps, at, piece, PIECE);
    }
    return 0;
  }

  /** {@code 7f00-7f01 rw-s 00001000 00:1b 1234 /dev/shm/name} (proc_pid_maps(5)). */
  private static long name(String[] words, long within) {
    if (words[1].length() < 4 || words[1].charAt(3) != 's') {
      return 0;
    }
    long place = Long.parseUnsignedLong(words[2], 16) + within;
    long file = Long.parseUnsignedLong(words[4]) * 31 + words[3].hashCode();
    long mixed = file * 0x9E37_79B9_7F4A_7C15L ^ place;
    return mixed == 0 ? 1 : mixed;
  }
}
