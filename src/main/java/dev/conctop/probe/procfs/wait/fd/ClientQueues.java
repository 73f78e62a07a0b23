package dev.conctop.probe.procfs.wait.fd;

import dev.conctop.probe.procfs.file.IntList;
import java.util.Arrays;

/** Clients that queue at one process: at its listening sockets, and with what it has not read. */
final class ClientQueues {
  /** A process that serves nobody is looked through again after so long. */
  private static final long SERVES_NANOS = 10 * Descriptors.KEEP_NANOS;

  private final Descriptors descriptors;
  private long servingAt = Long.MIN_VALUE;
  private long[] serving = new long[0];
  private boolean readable;

  ClientQueues(Descriptors descriptors) {
    this.descriptors = descriptors;
  }

  /**
   * Clients that queue at the process: those in its accept queues, and the connections that it
   * serves with bytes that it has not read; -1 when that cannot be read.
   */
  int queuedClients(long nanos) {
    boolean serves = serving.length > 0;
    if (servingAt == Long.MIN_VALUE
        || nanos - servingAt > (serves ? Descriptors.KEEP_NANOS : SERVES_NANOS)) {
      servingAt = nanos;
      readable = findServing(nanos);
    }
    if (serving.length == 0) {
      return readable ? 0 : -1;
    }
    descriptors.readTables(nanos, 0);
    if (!descriptors.sockets.known()) {
      return -1;
    }
    int queued = 0;
    for (long inode : serving) {
      int unread = descriptors.sockets.unread(inode);
      boolean listens = descriptors.sockets.end(inode) == SocketTables.End.LISTENER;
      queued += listens ? unread : unread > 0 ? 1 : 0;
    }
    return queued;
  }

  /** The sockets that serve: a process without any is looked through again after a while. */
  private boolean findServing(long nanos) {
    IntList all = descriptors.open();
    long[] found = new long[Math.min(all.size(), Descriptors.MOST_LOOKED_AT)];
    int count = 0;
    for (int i = 0; i < found.length; i++) {
      String target = descriptors.target(all.get(i));
      if (FdKind.of(target) == FdKind.SOCKET) {
        long inode = Descriptors.inode(target);
        FdKind end = descriptors.end(inode, nanos);
        if (end == FdKind.LISTENER || end == FdKind.SERVER_END) {
          found[count++] = inode;
        }
      }
    }
    serving = Arrays.copyOf(found, count);
    return all.size() > 0;
  }
}
