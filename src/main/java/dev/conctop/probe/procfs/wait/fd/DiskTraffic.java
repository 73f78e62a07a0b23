package dev.conctop.probe.procfs.wait.fd;

import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.file.Texts;

/**
 * Whether a process has lately had blocks read or written ({@code /proc/PID/io}, proc_pid_io(5)).
 * Who collects the results of asynchronous requests waits in the same call with and without any
 * under way; those of a disk are counted when they are handed to it.
 */
final class DiskTraffic {
  private static final long LEAST_NANOS = 50_000_000L;
  private static final long LASTS_NANOS = 1_000_000_000L;
  private static final byte[] READ = Texts.key("read_bytes:");
  private static final byte[] WRITTEN = Texts.key("write_bytes:");

  private final ProcFiles files;
  private final String path;
  private final byte[] text = new byte[512];
  private long bytes = -1;
  private long askedNanos = Long.MIN_VALUE;
  private long movedNanos = Long.MIN_VALUE;
  private boolean unreadable;

  DiskTraffic(ProcFiles files, int pid) {
    this.files = files;
    this.path = pid + "/io";
  }

  /** Whether there was any within the last second; true where that may not be read. */
  boolean any(long nanos) {
    if (!unreadable && (askedNanos == Long.MIN_VALUE || nanos - askedNanos >= LEAST_NANOS)) {
      askedNanos = nanos;
      int length = files.read(path, text);
      unreadable = length <= 0;
      long now =
          unreadable ? 0 : Texts.valueOf(text, length, READ) + Texts.valueOf(text, length, WRITTEN);
      if (bytes >= 0 && now != bytes) {
        movedNanos = nanos;
      }
      bytes = now;
    }
    return unreadable || (movedNanos != Long.MIN_VALUE && nanos - movedNanos <= LASTS_NANOS);
  }
}
