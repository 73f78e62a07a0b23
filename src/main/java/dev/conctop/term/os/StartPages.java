package dev.conctop.term.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives back what only the start needed of the files that are mapped: most of the virtual machine's
 * code and of the cache of classes is read once and never again, yet counts as ours as long as it
 * is mapped. What is needed after all comes back by itself, from the system's cache of the file.
 * Only mappings that cannot be written and of which no page was ever changed are let go. Linux
 * only.
 */
public final class StartPages {
  private static final int DONT_NEED = 4;
  private static final long FIRST_SECONDS = 3;
  private static final long LATER_SECONDS = 64;

  /** Smaller mappings are not worth the call. */
  private static final long LEAST_KIB = 256;

  private static final Pattern HEAD =
      Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (r-[x-]p) \\S+ \\S+ [1-9][0-9]*\\s+/.*");

  /** A part of the address space. */
  record Range(long from, long to) {}

  private StartPages() {}

  /**
   * Waits until the start is over, then gives back, and again now and then: what somebody looked at
   * once is not needed for ever either. Returns when told that the program ends.
   */
  public static void giveBackNowAndThen(BooleanSupplier over) {
    if (Platform.current() != Platform.LINUX) {
      return;
    }
    for (long seconds = FIRST_SECONDS; ; seconds = Math.min(4 * seconds, LATER_SECONDS)) {
      long until = System.nanoTime() + seconds * 1_000_000_000L;
      for (long left; (left = until - System.nanoTime()) > 0; ) {
        LockSupport.parkNanos(left);
      }
      if (over.getAsBoolean()) {
        return;
      }
      giveBack();
    }
  }

  static void giveBack() {
    try {
      String smaps = Files.readString(Path.of("/proc/self/smaps"), StandardCharsets.ISO_8859_1);
      for (Range range : unchanged(smaps)) {
        long length = range.to() - range.from();
        Libc.callInt(Libc.MADVISE, range.from(), length, DONT_NEED);
      }
    } catch (IOException e) {
      // It costs memory, nothing else.
    }
  }

  /**
   * The mappings of files that can only be read and hold no page of our own (proc_pid_smaps(5)).
   */
  static List<Range> unchanged(String smaps) {
    List<Range> found = new ArrayList<>();
    @Nullable Range open = null;
    long resident = 0;
    for (String line : smaps.split("\n")) {
      if (!line.isEmpty() && Character.isUpperCase(line.charAt(0))) {
        if (line.startsWith("Rss:")) {
          resident = kib(line);
        } else if (line.startsWith("Anonymous:")) {
          if (open != null && kib(line) == 0 && resident >= LEAST_KIB) {
            found.add(open);
          }
          open = null;
        }
      } else {
        Matcher head = HEAD.matcher(line);
        open =
            head.matches()
                ? new Range(
                    Long.parseUnsignedLong(head.group(1), 16),
                    Long.parseUnsignedLong(head.group(2), 16))
                : null;
      }
    }
    return found;
  }

  private static long kib(String line) {
    Matcher number = Pattern.compile("[0-9]+").matcher(line);
    return number.find() ? Long.parseLong(number.group()) : Long.MAX_VALUE;
  }
}
