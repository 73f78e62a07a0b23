package dev.conctop.probe.procfs.wait.fd;

import dev.conctop.probe.procfs.file.IntList;
import dev.conctop.probe.procfs.file.Texts;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a thread of one process waits for when it waits for many descriptors at once: by the members
 * of its epoll set, by the tables of {@code poll} and {@code select} in its memory, by what its
 * ring has under way, else by all that it has open.
 */
final class WaitSets {
  private static final int NESTED = 2;
  private static final int MOST_POLLED = 256;

  /** {@code struct pollfd}: descriptor, events asked for, events returned. */
  private static final int POLLFD = 8;

  private final Descriptors descriptors;
  private final UringState rings;
  private byte[] sets = new byte[16];
  private long[] setAt = new long[16];
  private long occupationAt = Long.MIN_VALUE;
  private FdKind occupation = FdKind.UNKNOWN;

  WaitSets(Descriptors descriptors) {
    this.descriptors = descriptors;
    this.rings = new UringState(descriptors);
    Arrays.fill(sets, (byte) -1);
  }

  /**
   * What a thread that waits for many descriptors at once waits for, when it cannot be read which:
   * by all that the process has open.
   */
  FdKind occupation(long nanos) {
    if (occupationAt == Long.MIN_VALUE || nanos - occupationAt > descriptors.keepDear) {
      occupationAt = nanos;
      IntList all = descriptors.open();
      Members open = new Members();
      for (int i = 0; i < all.size(); i++) {
        open.add(all.get(i), Members.IN);
      }
      occupation = all.size() == 0 ? FdKind.UNKNOWN : judge(open, nanos, false, false);
    }
    return occupation;
  }

  /** What an epoll set waits for, by its members ({@code tfd:} in its fdinfo). */
  FdKind set(long descriptor, long nanos, boolean alone) {
    if (descriptor < 0 || descriptor >= Descriptors.LARGEST_KEPT) {
      return occupation(nanos);
    }
    int fd = (int) descriptor;
    if (fd >= sets.length) {
      int from = sets.length;
      sets = Arrays.copyOf(sets, Math.max(fd + 1, from * 2));
      setAt = Arrays.copyOf(setAt, sets.length);
      Arrays.fill(sets, from, sets.length, (byte) -1);
    }
    if (sets[fd] < 0 || nanos - setAt[fd] > descriptors.keepDear) {
      Members members = members(fd, NESTED);
      FdKind judged =
          members.all.size() == 0 ? occupation(nanos) : judge(members, nanos, alone, true);
      sets[fd] = (byte) judged.ordinal();
      setAt[fd] = nanos;
    }
    return FdKind.at(sets[fd]);
  }

  /**
   * {@code tfd: 7 events: 19 data: …} (proc(5)), events in hexadecimal; a set within a set stands
   * for its own members.
   */
  private Members members(int fd, int depth) {
    Members members = new Members();
    byte[] text = new byte[8192];
    int length = descriptors.files.read(descriptors.pid + "/fdinfo/" + fd, text);
    for (int at = 0; at < length; at = Texts.nextLine(text, at, length)) {
      if (length - at > 4 && text[at] == 't' && text[at + 1] == 'f' && text[at + 2] == 'd') {
        int number = Texts.skipBlanks(text, at + 4, length);
        int member = (int) Texts.decimal(text, number, length);
        int events = Texts.skipBlanks(text, Texts.skipWord(text, number, length), length);
        events = Texts.skipBlanks(text, Texts.skipWord(text, events, length), length);
        boolean nested = depth > 0 && FdKind.of(descriptors.target(member)) == FdKind.EVENTPOLL;
        if (nested) {
          members.addAll(members(member, depth - 1));
        } else {
          members.add(member, (int) Texts.hex(text, events, length));
        }
      }
    }
    return members;
  }

  /** Descriptors that are waited for, and those of them only for room to write. */
  private static final class Members {
    private static final int IN = 1;
    private static final int OUT = 4;
    final IntList all = new IntList();
    final IntList writes = new IntList();

    void add(int descriptor, int events) {
      all.add(descriptor);
      if ((events & (IN | OUT)) == OUT) {
        writes.add(descriptor);
      }
    }

    void addAll(Members others) {
      for (int i = 0; i < others.all.size(); i++) {
        all.add(others.all.get(i));
      }
      for (int i = 0; i < others.writes.size(); i++) {
        writes.add(others.writes.get(i));
      }
    }
  }

  /** What is waited for in {@code poll}: its descriptors stand in the process's memory. */
  FdKind polled(long address, long count, long nanos, boolean alone) {
    int most = (int) Math.min(count, MOST_POLLED);
    byte[] table = new byte[most * POLLFD];
    if (descriptors.files.readAt(descriptors.pid + "/mem", address, table, table.length)
        < table.length) {
      return occupation(nanos);
    }
    Members members = new Members();
    ByteBuffer all = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < most; i++) {
      // A negative one, or one without an event, is left out.
      if (all.getInt(i * POLLFD) >= 0 && all.getShort(i * POLLFD + 4) != 0) {
        members.add(all.getInt(i * POLLFD), all.getShort(i * POLLFD + 4));
      }
    }
    return members.all.size() == 0 ? FdKind.EVENTFD : judge(members, nanos, alone, true);
  }

  /** What is waited for in {@code select}: three sets of bits in the process's memory. */
  FdKind selected(long count, long[] sets3, long nanos, boolean alone) {
    int bytes = (int) Math.min(128, (count + 63) / 64 * 8);
    Members members = new Members();
    for (int set = 1; set <= 3; set++) {
      byte[] bits = new byte[bytes];
      if (sets3[set] == 0) {
        continue;
      }
      if (descriptors.files.readAt(descriptors.pid + "/mem", sets3[set], bits, bytes) < bytes) {
        return occupation(nanos);
      }
      for (int fd = 0; fd < Math.min(count, bytes * 8L); fd++) {
        if ((bits[fd >> 3] >> (fd & 7) & 1) == 1 && !members.all.has(fd)) {
          members.add(fd, set == 2 ? Members.OUT : Members.IN);
        }
      }
    }
    return members.all.size() == 0 ? FdKind.EVENTFD : judge(members, nanos, alone, true);
  }

  /**
   * What a ring of io_uring has under way: EMPTY_RING for nothing, else by what the process has
   * open: nobody tells which of it.
   *
   * @param descriptor of the ring; below 0 when it is registered and its number not known
   */
  FdKind ring(long descriptor, long nanos) {
    UringState.Ring state = descriptor >= 0 ? rings.of((int) descriptor) : rings.busiest(nanos);
    if (state == UringState.Ring.EMPTY) {
      return FdKind.EMPTY_RING;
    }
    if (state == UringState.Ring.WORKS && descriptors.disk.any(nanos)) {
      return FdKind.FILE;
    }
    FdKind open = occupation(nanos);
    return switch (open) {
      // Time-outs, wakes: nothing that is brought from elsewhere.
      case EVENTFD, INTERNAL, FILE -> FdKind.EMPTY_RING;
      default -> open;
    };
  }

  /**
   * What waiting for these descriptors is:
   *
   * <ol>
   *   <li>connections of which the process is the client and others that it serves, or children
   *       beside them: BOTH_ENDS
   *   <li>of which it is the client: SOCKET
   *   <li>listening sockets or connections it accepted: LISTENER
   *   <li>a ring of io_uring with something under way: FILE
   *   <li>children, or pipes only of which another process has the other end: PIPE, or OWN_PIPE
   *       where those are watched, too
   *   <li>none of these, of a process of one thread that serves connections: INTERNAL
   *   <li>else (timers, its own pipes, inotify, terminals): EVENTFD
   * </ol>
   *
   * @param alone whether the process has one thread
   * @param waitedFor whether it is these that are waited for; else all that are open, of which
   *     pipes say nothing
   */
  private FdKind judge(Members members, long nanos, boolean alone, boolean waitedFor) {
    IntList waited = members.all;
    Set<Long> local = new HashSet<>();
    Map<Long, Integer> pipes = new HashMap<>();
    boolean client = false;
    boolean server = false;
    boolean ring = false;
    boolean child = false;
    boolean toChild = false;
    boolean pipesOnly = waitedFor;
    for (int i = 0; i < Math.min(waited.size(), Descriptors.MOST_LOOKED_AT); i++) {
      String target = descriptors.target(waited.get(i));
      FdKind kind = FdKind.of(target);
      boolean pipesBefore = pipesOnly;
      pipesOnly &= kind == FdKind.PIPE;
      if (kind == FdKind.IO_URING) {
        ring |= rings.of(waited.get(i)) == UringState.Ring.WORKS && descriptors.disk.any(nanos);
      } else if (target.equals("anon_inode:[pidfd]")) {
        child = true;
      } else if (kind == FdKind.PIPE && waitedFor) {
        pipes.merge(Descriptors.inode(target), 1, Integer::sum);
      } else if (kind == FdKind.SOCKET) {
        long inode = Descriptors.inode(target);
        FdKind end = descriptors.end(inode, nanos);
        if (!descriptors.sockets.known()) {
          return FdKind.UNKNOWN;
        }
        if (end == FdKind.EVENTS || end == FdKind.OWN_PIPE) {
          continue;
        }
        if (end == FdKind.PIPE) {
          toChild = true;
          if (waitedFor) {
            pipesOnly = pipesBefore;
            pipes.merge(inode, 1, Integer::sum);
          }
          continue;
        }
        if (members.writes.has(waited.get(i))) {
          // An answer that its reader does not take.
          return FdKind.SOCKET;
        }
        server |= end != FdKind.SOCKET;
        boolean near =
            descriptors.sockets.end(inode) == SocketTables.End.LOCAL_CLIENT
                && !descriptors.knowsPeer(inode);
        client |= end == FdKind.SOCKET && !near;
        if (near) {
          local.add(inode);
        }
      }
    }
    boolean parent = descriptors.hasChildren();
    // Beside listeners a socket within the machine is a channel to its own master or workers;
    // beside children it is their input or output, as a pipe is.
    boolean inside = !server && !pairsOnly(local);
    child |= (inside || (toChild && !server)) && !client && parent;
    client |= inside && !parent;
    if (client) {
      boolean supervises = !pipes.isEmpty() && parent;
      return server || supervises ? FdKind.BOTH_ENDS : FdKind.SOCKET;
    }
    if (server) {
      return FdKind.LISTENER;
    }
    if (ring) {
      return FdKind.FILE;
    }
    if (child) {
      return ofChildren();
    }
    // Beside a signalfd or the like a pipe says only that somebody has ended.
    Map<Long, Integer> told = pipesOnly || parent ? pipes : Map.of();
    return parent && !waitedFor ? ofChildren() : withoutConnections(told, nanos, alone);
  }

  private FdKind ofChildren() {
    return descriptors.kin.any() ? FdKind.OWN_PIPE : FdKind.PIPE;
  }

  /** A pair is made at once, so its ends have neighbouring numbers: a loop that wakes itself. */
  private boolean pairsOnly(Set<Long> local) {
    if (local.isEmpty()) {
      return true;
    }
    Set<Long> own = descriptors.ownSockets();
    return local.stream().allMatch(i -> own.contains(i - 1) || own.contains(i + 1));
  }

  private FdKind withoutConnections(Map<Long, Integer> pipes, long nanos, boolean alone) {
    Map<Long, Integer> own = new HashMap<>();
    boolean serves = false;
    IntList all = descriptors.open();
    for (int i = 0; i < Math.min(all.size(), Descriptors.MOST_LOOKED_AT); i++) {
      String target = descriptors.target(all.get(i));
      FdKind kind = FdKind.of(target);
      if (kind == FdKind.PIPE) {
        own.merge(Descriptors.inode(target), 1, Integer::sum);
      } else if (alone && kind == FdKind.SOCKET) {
        serves |= descriptors.end(Descriptors.inode(target), nanos) == FdKind.SERVER_END;
      }
    }
    boolean kins = false;
    for (Long pipe : pipes.keySet()) {
      // With both ends here it wakes itself; the standard output that nobody waits for is none.
      if (own.getOrDefault(pipe, 0) < 2 && !serves) {
        if (!descriptors.kin.hasEnd(descriptors.pid, pipe)) {
          return FdKind.PIPE;
        }
        kins = true;
      }
    }
    if (kins) {
      return FdKind.OWN_PIPE;
    }
    return serves ? FdKind.INTERNAL : FdKind.EVENTFD;
  }
}
