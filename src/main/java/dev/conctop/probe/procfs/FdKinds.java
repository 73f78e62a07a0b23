package dev.conctop.probe.procfs;

import java.util.Arrays;

/** What the descriptors of one process are, remembered for a second: numbers are used again. */
final class FdKinds {
  private static final long KEEP_NANOS = 1_000_000_000L;
  private static final int LARGEST_KEPT = 1 << 16;

  private final ProcFiles files;
  private final String directory;
  private byte[] kinds = new byte[64];
  private long[] readAt = new long[64];

  FdKinds(ProcFiles files, int pid) {
    this.files = files;
    this.directory = pid + "/fd/";
    Arrays.fill(kinds, (byte) -1);
  }

  FdKind kind(long descriptor, long nanos) {
    if (descriptor < 0 || descriptor >= LARGEST_KEPT) {
      return descriptor < 0 || descriptor > Integer.MAX_VALUE ? FdKind.UNKNOWN : read(descriptor);
    }
    int fd = (int) descriptor;
    if (fd >= kinds.length) {
      int from = kinds.length;
      kinds = Arrays.copyOf(kinds, Math.max(fd + 1, from * 2));
      readAt = Arrays.copyOf(readAt, kinds.length);
      Arrays.fill(kinds, from, kinds.length, (byte) -1);
    }
    if (kinds[fd] < 0 || nanos - readAt[fd] > KEEP_NANOS) {
      kinds[fd] = (byte) read(descriptor).ordinal();
      readAt[fd] = nanos;
    }
    return FdKind.at(kinds[fd]);
  }

  private FdKind read(long descriptor) {
    return FdKind.of(files.link(directory + descriptor));
  }
}
