package dev.conctop.probe.procfs.wait.fd;

import dev.conctop.probe.procfs.file.IntList;
import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.file.Texts;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The descriptors of one process: what each is, remembered for a second, since numbers are used
 * again, and which end of a connection is the process's own.
 */
final class Descriptors {
  static final long KEEP_NANOS = 1_000_000_000L;
  static final int LARGEST_KEPT = 1 << 16;

  /** Descriptors looked at to tell what a process does; with more of them it is a server. */
  static final int MOST_LOOKED_AT = 2048;

  final ProcFiles files;
  final int pid;
  final long keepDear;
  final SocketTables sockets = new SocketTables();
  final DiskTraffic disk;
  final Kin kin;
  private final String directory;
  private byte[] kinds = new byte[64];
  private long[] readAt = new long[64];
  private @Nullable Set<Long> own;
  private long tablesAt = Long.MIN_VALUE;

  /**
   * The descriptors of a process.
   *
   * @param keepDear how long, in ns, what takes a look at many of them is remembered
   * @param kin those that are watched together with it
   */
  Descriptors(ProcFiles files, int pid, long keepDear, Kin kin) {
    this.files = files;
    this.pid = pid;
    this.keepDear = keepDear;
    this.kin = kin;
    this.directory = pid + "/fd/";
    this.disk = new DiskTraffic(files, pid);
    Arrays.fill(kinds, (byte) -1);
  }

  /** What a descriptor leads to, in the kernel's words; empty when that cannot be read. */
  String target(long descriptor) {
    return files.link(directory + descriptor);
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
    String target = target(descriptor);
    FdKind kind = FdKind.of(target);
    if (kind == FdKind.FILE && files.special(directory + descriptor)) {
      return FdKind.PIPE;
    }
    if (ends && kind == FdKind.PIPE) {
      return isOurs(inode(target)) ? FdKind.OWN_PIPE : FdKind.PIPE;
    }
    return ends && kind == FdKind.SOCKET ? end(inode(target), nanos) : kind;
  }

  private boolean isOurs(long pipe) {
    return isBothEnds(pipe) || kin.hasEnd(pid, pipe);
  }

  /** Whether the process has both ends of a pipe: one thread of its writes, another reads. */
  private boolean isBothEnds(long pipe) {
    IntList all = open();
    int ends = 0;
    for (int i = 0; i < Math.min(all.size(), MOST_LOOKED_AT); i++) {
      String target = target(all.get(i));
      ends += FdKind.of(target) == FdKind.PIPE && inode(target) == pipe ? 1 : 0;
    }
    return ends >= 2;
  }

  /**
   * Which end of a connection the process has; SOCKET for the client's, and when not known. Of a
   * pair within the machine OWN_PIPE with both ends here, PIPE with one in another process.
   */
  FdKind end(long inode, long nanos) {
    readTables(nanos);
    if (!sockets.known()) {
      return FdKind.SOCKET;
    }
    return switch (sockets.end(inode)) {
      case LISTENER -> FdKind.LISTENER;
      case SERVER -> FdKind.SERVER_END;
      case EVENTS -> FdKind.EVENTS;
      case CLIENT -> FdKind.SOCKET;
      case LOCAL_CLIENT -> localEnd(sockets.peer(inode, files, pid));
    };
  }

  private FdKind localEnd(long peer) {
    if (peer == 0) {
      return FdKind.SOCKET;
    }
    if (sockets.end(peer) == SocketTables.End.SERVER) {
      return sockets.isBus(peer) ? FdKind.EVENTS : FdKind.SOCKET;
    }
    return ownSockets().contains(peer) || kin.hasEnd(pid, peer) ? FdKind.OWN_PIPE : FdKind.PIPE;
  }

  /** Whether it is known who is at the other end of a local socket. */
  boolean knowsPeer(long inode) {
    return sockets.peer(inode, files, pid) != 0;
  }

  /** The inodes of all sockets that the process has open, as old as the tables are. */
  Set<Long> ownSockets() {
    Set<Long> known = own;
    if (known == null) {
      known = new HashSet<>();
      IntList all = open();
      for (int i = 0; i < Math.min(all.size(), MOST_LOOKED_AT); i++) {
        String target = target(all.get(i));
        if (FdKind.of(target) == FdKind.SOCKET) {
          known.add(inode(target));
        }
      }
      own = known;
    }
    return known;
  }

  /** Has the sockets' tables read, if they are older than a second. */
  void readTables(long nanos) {
    readTables(nanos, KEEP_NANOS);
  }

  /** Has the sockets' tables read, if they are older than that, in ns. */
  void readTables(long nanos, long old) {
    if (tablesAt == Long.MIN_VALUE || nanos - tablesAt > old) {
      sockets.read(files, pid);
      own = null;
      tablesAt = nanos;
    }
  }

  /** The number in {@code socket:[1234]} or {@code pipe:[1234]}; 0 without one. */
  static long inode(String target) {
    int open = target.indexOf('[');
    int close = target.indexOf(']');
    byte[] digits = Texts.key(open < 0 || close < open ? "" : target.substring(open + 1, close));
    return Texts.decimal(digits, 0, digits.length);
  }

  /** All that is open now. */
  IntList open() {
    IntList descriptors = new IntList();
    files.list(pid + "/fd", descriptors);
    return descriptors;
  }

  /** Whether the process has children now. */
  boolean hasChildren() {
    byte[] children = new byte[16];
    int length = files.read(pid + "/task/" + pid + "/children", children);
    return length > 0 && Texts.digit(children[0]);
  }
}
