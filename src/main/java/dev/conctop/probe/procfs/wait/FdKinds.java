package dev.conctop.probe.procfs.wait;

import dev.conctop.probe.procfs.file.IntList;
import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.file.Texts;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the descriptors of one process are, remembered for a second: numbers are used again. Of a
 * program of somebody else's it also tells which end of a connection is its own, and what it waits
 * for when it waits for many descriptors at once.
 */
public final class FdKinds {
  private static final long KEEP_NANOS = 1_000_000_000L;
  private static final int LARGEST_KEPT = 1 << 16;

  /** Descriptors looked at to tell what a process does; with more of them it is a server. */
  private static final int MOST_LOOKED_AT = 2048;

  private static final long SERVES_NANOS = 10 * KEEP_NANOS;
  private static final int NESTED = 2;
  private static final int MOST_POLLED = 256;

  /** {@code struct pollfd}: descriptor, events asked for, events returned. */
  private static final int POLLFD = 8;

  private static final byte[] TAKEN = Texts.key("CachedSqHead:");
  private static final byte[] POSTED = Texts.key("CachedCqTail:");

  private final ProcFiles files;
  private final int pid;
  private final String directory;
  private final SocketTables sockets = new SocketTables();
  private byte[] kinds = new byte[64];
  private long[] readAt = new long[64];
  private long servingAt = Long.MIN_VALUE;
  private long[] serving = new long[0];
  private boolean readable;
  private byte[] sets = new byte[16];
  private long[] setAt = new long[16];
  private long tablesAt = Long.MIN_VALUE;
  private long occupationAt = Long.MIN_VALUE;
  private FdKind occupation = FdKind.UNKNOWN;

  public FdKinds(ProcFiles files, int pid) {
    this.files = files;
    this.pid = pid;
    this.directory = pid + "/fd/";
    Arrays.fill(kinds, (byte) -1);
    Arrays.fill(sets, (byte) -1);
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
    if (ends && kind == FdKind.PIPE) {
      return isBothEnds(inode(target)) ? FdKind.OWN_PIPE : FdKind.PIPE;
    }
    return ends && kind == FdKind.SOCKET ? end(inode(target), nanos) : kind;
  }

  /** Whether the process has both ends of a pipe: one thread of its writes, another reads. */
  private boolean isBothEnds(long pipe) {
    IntList all = open();
    int ends = 0;
    for (int i = 0; i < Math.min(all.size(), MOST_LOOKED_AT); i++) {
      String target = files.link(directory + all.get(i));
      ends += FdKind.of(target) == FdKind.PIPE && inode(target) == pipe ? 1 : 0;
    }
    return ends >= 2;
  }

  private FdKind end(long inode, long nanos) {
    readTables(nanos);
    if (!sockets.known()) {
      return FdKind.SOCKET;
    }
    return switch (sockets.end(inode)) {
      case LISTENER -> FdKind.LISTENER;
      case SERVER -> FdKind.SERVER_END;
      case CLIENT, LOCAL_CLIENT -> FdKind.SOCKET;
    };
  }

  private void readTables(long nanos) {
    if (tablesAt == Long.MIN_VALUE || nanos - tablesAt > KEEP_NANOS) {
      sockets.read(files, pid);
      tablesAt = nanos;
    }
  }

  private static long inode(String target) {
    int open = target.indexOf('[');
    int close = target.indexOf(']');
    byte[] digits = Texts.key(open < 0 || close < open ? "" : target.substring(open + 1, close));
    return Texts.decimal(digits, 0, digits.length);
  }

  /**
   * What a thread that waits for many descriptors at once waits for, when it cannot be read which:
   * by all that the process has open, looked at once a second at most.
   */
  FdKind occupation(long nanos) {
    if (occupationAt == Long.MIN_VALUE || nanos - occupationAt > KEEP_NANOS) {
      occupationAt = nanos;
      IntList all = open();
      Members open = new Members();
      for (int i = 0; i < all.size(); i++) {
        open.add(all.get(i), Members.IN);
      }
      occupation = all.size() == 0 ? FdKind.UNKNOWN : judge(open, nanos, false, false);
    }
    return occupation;
  }

  private IntList open() {
    IntList descriptors = new IntList();
    files.list(pid + "/fd", descriptors);
    return descriptors;
  }

  /**
   * Clients that queue at the process: those in its accept queues, and the connections that it
   * serves with bytes that it has not read; -1 when that cannot be read.
   */
  public int queuedClients(long nanos) {
    boolean serves = serving.length > 0;
    if (servingAt == Long.MIN_VALUE || nanos - servingAt > (serves ? KEEP_NANOS : SERVES_NANOS)) {
      servingAt = nanos;
      readable = findServing(nanos);
    }
    if (serving.length == 0) {
      return readable ? 0 : -1;
    }
    readTables(nanos);
    if (!sockets.known()) {
      return -1;
    }
    int queued = 0;
    for (long inode : serving) {
      int unread = sockets.unread(inode);
      boolean listens = sockets.end(inode) == SocketTables.End.LISTENER;
      queued += listens ? unread : unread > 0 ? 1 : 0;
    }
    return queued;
  }

  /** The sockets that serve: a process without any is looked through again after a while. */
  private boolean findServing(long nanos) {
    IntList all = open();
    long[] found = new long[Math.min(all.size(), MOST_LOOKED_AT)];
    int count = 0;
    for (int i = 0; i < found.length; i++) {
      String target = files.link(directory + all.get(i));
      if (FdKind.of(target) == FdKind.SOCKET) {
        long inode = inode(target);
        FdKind end = end(inode, nanos);
        if (end == FdKind.LISTENER || end == FdKind.SERVER_END) {
          found[count++] = inode;
        }
      }
    }
    serving = Arrays.copyOf(found, count);
    return all.size() > 0;
  }

  /** What an epoll set waits for, by its members ({@code tfd:} in its fdinfo). */
  public FdKind set(long descriptor, long nanos, boolean alone) {
    if (descriptor < 0 || descriptor >= LARGEST_KEPT) {
      return occupation(nanos);
    }
    int fd = (int) descriptor;
    if (fd >= sets.length) {
      int from = sets.length;
      sets = Arrays.copyOf(sets, Math.max(fd + 1, from * 2));
      setAt = Arrays.copyOf(setAt, sets.length);
      Arrays.fill(sets, from, sets.length, (byte) -1);
    }
    if (sets[fd] < 0 || nanos - setAt[fd] > KEEP_NANOS) {
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
    int length = files.read(pid + "/fdinfo/" + fd, text);
    for (int at = 0; at < length; at = Texts.nextLine(text, at, length)) {
      if (length - at > 4 && text[at] == 't' && text[at + 1] == 'f' && text[at + 2] == 'd') {
        int number = Texts.skipBlanks(text, at + 4, length);
        int member = (int) Texts.decimal(text, number, length);
        int events = Texts.skipBlanks(text, Texts.skipWord(text, number, length), length);
        events = Texts.skipBlanks(text, Texts.skipWord(text, events, length), length);
        boolean nested = depth > 0 && FdKind.of(files.link(directory + member)) == FdKind.EVENTPOLL;
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
    if (files.readAt(pid + "/mem", address, table, table.length) < table.length) {
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
      if (files.readAt(pid + "/mem", sets3[set], bits, bytes) < bytes) {
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
  public FdKind ring(long descriptor, long nanos) {
    Ring state = Ring.EMPTY;
    if (descriptor >= 0) {
      state = ringState((int) descriptor);
    } else {
      IntList all = open();
      for (int i = 0; i < Math.min(all.size(), MOST_LOOKED_AT); i++) {
        if (kind(all.get(i), nanos, true) == FdKind.IO_URING) {
          Ring one = ringState(all.get(i));
          state = one.compareTo(state) > 0 ? one : state;
        }
      }
    }
    return switch (state) {
      case EMPTY -> FdKind.EMPTY_RING;
      case POLLS -> {
        FdKind open = occupation(nanos);
        yield open == FdKind.EVENTFD || open == FdKind.INTERNAL ? FdKind.EMPTY_RING : open;
      }
      case WORKS -> FdKind.FILE;
    };
  }

  private enum Ring {
    EMPTY,
    /** All that is under way waits for a socket, pipe or the like to become ready. */
    POLLS,
    WORKS
  }

  /**
   * Submitted and not completed yet (io_uring/fdinfo.c): entries taken less entries posted. What
   * waits for readiness stands in its PollList; what works on files does not.
   */
  private Ring ringState(int fd) {
    byte[] text = new byte[16 * 1024];
    int length = files.read(pid + "/fdinfo/" + fd, text);
    if (length <= 0) {
      return Ring.WORKS;
    }
    long taken = Texts.valueOf(text, length, TAKEN);
    long posted = Texts.valueOf(text, length, POSTED);
    if (taken < 0 || posted < 0) {
      return Ring.WORKS;
    }
    long under = taken - posted & 0xffff_ffffL;
    int polls = 0;
    for (int at = 0; at < length; at = Texts.nextLine(text, at, length)) {
      int word = Texts.skipBlanks(text, at, length);
      polls += word > at && length - word > 3 && text[word] == 'o' && text[word + 1] == 'p' ? 1 : 0;
    }
    return under == 0 ? Ring.EMPTY : polls >= under ? Ring.POLLS : Ring.WORKS;
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
   *   <li>children, or pipes only of which another process has the other end: PIPE
   *   <li>none of these, of a process of one thread that serves connections: INTERNAL
   *   <li>else (timers, its own pipes, inotify, terminals): EVENTFD
   * </ol>
   *
   * @param alone whether the process has one thread
   * @param waitedFor whether it is these that are waited for; else all that are open, of which
   *     pipes say nothing
   */
  private FdKind judge(Members members, long nanos, boolean alone, boolean waitedFor) {
    IntList descriptors = members.all;
    Set<Long> local = new HashSet<>();
    Map<Long, Integer> pipes = new HashMap<>();
    boolean client = false;
    boolean server = false;
    boolean ring = false;
    boolean child = false;
    boolean pipesOnly = waitedFor;
    for (int i = 0; i < Math.min(descriptors.size(), MOST_LOOKED_AT); i++) {
      String target = files.link(directory + descriptors.get(i));
      FdKind kind = FdKind.of(target);
      pipesOnly &= kind == FdKind.PIPE;
      if (kind == FdKind.IO_URING) {
        ring |= ringState(descriptors.get(i)) == Ring.WORKS;
      } else if (target.equals("anon_inode:[pidfd]")) {
        child = true;
      } else if (kind == FdKind.PIPE && waitedFor) {
        pipes.merge(inode(target), 1, Integer::sum);
      } else if (kind == FdKind.SOCKET) {
        long inode = inode(target);
        FdKind end = end(inode, nanos);
        if (!sockets.known()) {
          return FdKind.UNKNOWN;
        }
        if (members.writes.has(descriptors.get(i))) {
          // An answer that its reader does not take.
          return FdKind.SOCKET;
        }
        server |= end != FdKind.SOCKET;
        boolean near = sockets.end(inode) == SocketTables.End.LOCAL_CLIENT;
        client |= end == FdKind.SOCKET && !near;
        if (near) {
          local.add(inode);
        }
      }
    }
    boolean parent = hasChildren();
    // Beside listeners a socket within the machine is a channel to its own master or workers;
    // beside
    // children it is their input or output, as a pipe is.
    boolean inside = !server && !pairsOnly(local);
    child |= inside && !client && parent;
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
      return FdKind.PIPE;
    }
    // Beside a signalfd or the like a pipe says only that somebody has ended.
    Map<Long, Integer> told = pipesOnly || parent ? pipes : Map.of();
    return parent && !waitedFor ? FdKind.PIPE : withoutConnections(told, nanos, alone);
  }

  /** A pair is made at once, so its ends have neighbouring numbers: a loop that wakes itself. */
  private boolean pairsOnly(Set<Long> local) {
    if (local.isEmpty()) {
      return true;
    }
    Set<Long> own = new HashSet<>(local);
    IntList all = open();
    for (int i = 0; i < Math.min(all.size(), MOST_LOOKED_AT); i++) {
      String target = files.link(directory + all.get(i));
      if (FdKind.of(target) == FdKind.SOCKET) {
        own.add(inode(target));
      }
    }
    return local.stream().allMatch(i -> own.contains(i - 1) || own.contains(i + 1));
  }

  private boolean hasChildren() {
    byte[] children = new byte[16];
    int length = files.read(pid + "/task/" + pid + "/children", children);
    return length > 0 && Texts.digit(children[0]);
  }

  private FdKind withoutConnections(Map<Long, Integer> pipes, long nanos, boolean alone) {
    Map<Long, Integer> own = new HashMap<>();
    boolean serves = false;
    IntList all = open();
    for (int i = 0; i < Math.min(all.size(), MOST_LOOKED_AT); i++) {
      String target = files.link(directory + all.get(i));
      FdKind kind = FdKind.of(target);
      if (kind == FdKind.PIPE) {
        own.merge(inode(target), 1, Integer::sum);
      } else if (alone && kind == FdKind.SOCKET) {
        serves |= end(inode(target), nanos) == FdKind.SERVER_END;
      }
    }
    for (Long pipe : pipes.keySet()) {
      // With both ends here it wakes itself; the standard output that nobody waits for is none.
      if (own.getOrDefault(pipe, 0) < 2 && !serves) {
        return FdKind.PIPE;
      }
    }
    return serves ? FdKind.INTERNAL : FdKind.EVENTFD;
  }
}
