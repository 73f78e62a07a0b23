package dev.conctop.probe.procfs;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * What the descriptors of one process are, remembered for a second: numbers are used again. Of a
 * program of somebody else's it also tells which end of a connection is its own, and what it waits
 * for when it waits for many descriptors at once.
 */
final class FdKinds {
  private static final long KEEP_NANOS = 1_000_000_000L;
  private static final int LARGEST_KEPT = 1 << 16;

  /** Descriptors looked at to tell what a process does; with more of them it is a server. */
  private static final int MOST_LOOKED_AT = 2048;

  private final ProcFiles files;
  private final int pid;
  private final String directory;
  private final SocketTables sockets = new SocketTables();
  private byte[] kinds = new byte[64];
  private long[] readAt = new long[64];
  private long tablesAt = Long.MIN_VALUE;
  private long occupationAt = Long.MIN_VALUE;
  private FdKind occupation = FdKind.UNKNOWN;

  FdKinds(ProcFiles files, int pid) {
    this.files = files;
    this.pid = pid;
    this.directory = pid + "/fd/";
    Arrays.fill(kinds, (byte) -1);
  }

  /**
   * The kind of a descriptor.
   *
   * @param ends whether sockets are to be told apart by whose end they are
   */
  FdKind kind(long descriptor, long nanos, boolean ends) {
    if (descriptor < 0 || descriptor >= LARGEST_KEPT) {
      return descriptor < 0 || descriptor > Integer.MAX_VALUE
          ? FdKind.UNKNOWN
          : read(descriptor, nanos, ends);
    }
    int fd = (int) descriptor;
    if (fd >= kinds.length) {
      int from = kinds.length;
      kinds = Arrays.copyOf(kinds, Math.max(fd + 1, from * 2));
      readAt = Arrays.copyOf(readAt, kinds.length);
      Arrays.fill(kinds, from, kinds.length, (byte) -1);
    }
    if (kinds[fd] < 0 || nanos - readAt[fd] > KEEP_NANOS) {
      kinds[fd] = (byte) read(descriptor, nanos, ends).ordinal();
      readAt[fd] = nanos;
    }
    return FdKind.at(kinds[fd]);
  }

  private FdKind read(long descriptor, long nanos, boolean ends) {
    String target = files.link(directory + descriptor);
    FdKind kind = FdKind.of(target);
    if (kind == FdKind.FILE && files.special(directory + descriptor)) {
      return FdKind.PIPE;
    }
    return ends && kind == FdKind.SOCKET ? end(inode(target), nanos) : kind;
  }

  private FdKind end(long inode, long nanos) {
    if (tablesAt == Long.MIN_VALUE || nanos - tablesAt > KEEP_NANOS) {
      sockets.read(files, pid);
      tablesAt = nanos;
    }
    if (!sockets.known()) {
      return FdKind.SOCKET;
    }
    return switch (sockets.end(inode)) {
      case LISTENER -> FdKind.LISTENER;
      case SERVER -> FdKind.SERVER_END;
      case CLIENT, LOCAL_CLIENT -> FdKind.SOCKET;
    };
  }

  private static long inode(String target) {
    int open = target.indexOf('[');
    int close = target.indexOf(']');
    byte[] digits = Texts.key(open < 0 || close < open ? "" : target.substring(open + 1, close));
    return Texts.decimal(digits, 0, digits.length);
  }

  /**
   * What a thread that waits for many descriptors at once waits for, by what the process has open;
   * looked at once a second at most:
   *
   * <ol>
   *   <li>a ring of io_uring: IO_URING (nobody can tell)
   *   <li>a connection of which it is the client: SOCKET
   *   <li>listening sockets or connections it accepted: LISTENER
   *   <li>a connection within the machine of which it is the client, no pair of its own: SOCKET
   *   <li>children: PIPE
   *   <li>else (timers, its own pipes, inotify): EVENTFD
   * </ol>
   */
  FdKind occupation(long nanos) {
    if (occupationAt == Long.MIN_VALUE || nanos - occupationAt > KEEP_NANOS) {
      occupation = look(nanos);
      occupationAt = nanos;
    }
    return occupation;
  }

  private FdKind look(long nanos) {
    IntList descriptors = new IntList();
    if (files.list(pid + "/fd", descriptors) < 0) {
      return FdKind.UNKNOWN;
    }
    Set<Long> local = new HashSet<>();
    boolean client = false;
    boolean server = false;
    for (int i = 0; i < Math.min(descriptors.size(), MOST_LOOKED_AT); i++) {
      String target = files.link(directory + descriptors.get(i));
      FdKind kind = FdKind.of(target);
      if (kind == FdKind.IO_URING) {
        return FdKind.IO_URING;
      }
      if (kind == FdKind.SOCKET) {
        long inode = inode(target);
        FdKind end = end(inode, nanos);
        if (!sockets.known()) {
          return FdKind.UNKNOWN;
        }
        server |= end != FdKind.SOCKET;
        boolean inside = sockets.end(inode) == SocketTables.End.LOCAL_CLIENT;
        client |= end == FdKind.SOCKET && !inside;
        if (inside) {
          local.add(inode);
        }
      }
    }
    return client ? FdKind.SOCKET : server ? FdKind.LISTENER : withoutConnections(local);
  }

  private FdKind withoutConnections(Set<Long> local) {
    // A pair is made at once, so its ends have neighbouring numbers: a loop that wakes itself.
    boolean pairsOnly =
        local.stream().allMatch(i -> local.contains(i - 1) || local.contains(i + 1));
    if (!pairsOnly) {
      return FdKind.SOCKET;
    }
    byte[] children = new byte[16];
    int length = files.read(pid + "/task/" + pid + "/children", children);
    return length > 0 && Texts.digit(children[0]) ? FdKind.PIPE : FdKind.EVENTFD;
  }
}
