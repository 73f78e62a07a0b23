package dev.conctop.probe.procfs.wait.fd;

/** What a file descriptor is, from where {@code /proc/PID/fd/N} points. */
public enum FdKind {
  /** The client's end of a connection, or one whose end is not told. */
  SOCKET("socket"),
  /** The server's end of a connection. */
  SERVER_END("server's socket"),
  /** Takes connections. */
  LISTENER("listening socket"),
  /** Tells of what happens: netlink, packets, a bus. */
  EVENTS("socket of events"),
  PIPE("pipe"),
  /** Both ends are the process's own. */
  OWN_PIPE("pipe of its own"),
  TERMINAL("terminal"),
  EVENTPOLL("eventpoll"),
  EVENTFD("eventfd"),
  TIMERFD("timerfd"),
  INOTIFY("inotify"),
  IO_URING("io_uring"),
  /** A ring of io_uring in which nothing is under way. */
  EMPTY_RING("empty io_uring"),
  SIGNALFD("signalfd"),
  /** Of many descriptors: connections of both ends, or one beside pipes to its own children. */
  BOTH_ENDS("server's and client's sockets"),
  /** Of many descriptors: none of the connections that the process serves, of which it has some. */
  INTERNAL("nothing of its clients"),
  /** Another kind without a name in the file system. */
  ANONYMOUS("anonymous"),
  FILE("file"),
  /** A device, or a file of procfs or sysfs: not a disk. */
  DEVICE("device"),
  /** The link could not be read. */
  UNKNOWN("");

  private static final FdKind[] ALL = values();
  private final String word;

  FdKind(String word) {
    this.word = word;
  }

  /** What a person reads; empty when unknown. */
  public String word() {
    return word;
  }

  static FdKind at(int ordinal) {
    return ALL[ordinal];
  }

  /** How many kinds there are. */
  public static int count() {
    return ALL.length;
  }

  /** The kind of a link's target. */
  public static FdKind of(String target) {
    if (target.isEmpty()) {
      return UNKNOWN;
    }
    if (target.startsWith("socket:")) {
      return SOCKET;
    }
    if (target.startsWith("pipe:")) {
      return PIPE;
    }
    if (target.startsWith("anon_inode:")) {
      return anonymous(target.substring("anon_inode:".length()));
    }
    if (target.startsWith("/dev/pts/")
        || target.startsWith("/dev/tty")
        || target.equals("/dev/console")
        || target.equals("/dev/ptmx")) {
      return TERMINAL;
    }
    if (target.startsWith("/dev/") || target.startsWith("/proc/") || target.startsWith("/sys/")) {
      return target.startsWith("/dev/shm/") ? FILE : DEVICE;
    }
    return target.startsWith("/") ? FILE : ANONYMOUS;
  }

  private static FdKind anonymous(String name) {
    return switch (name) {
      case "[eventpoll]" -> EVENTPOLL;
      case "[eventfd]" -> EVENTFD;
      case "[timerfd]" -> TIMERFD;
      case "[signalfd]" -> SIGNALFD;
      case "[io_uring]" -> IO_URING;
      case "inotify", "[inotify]", "[fanotify]" -> INOTIFY;
      default -> ANONYMOUS;
    };
  }
}
