package dev.conctop.term.os;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * An open terminal, read and written without ever blocking. It is a file description of our own: to
 * make the shell's non-blocking would break the shell.
 */
public final class Tty {
  public static final int STDOUT = 1;

  /** What a read found. */
  static final int NOTHING = 0;

  public static final int HUNG_UP = -1;

  private static final int INPUT_BYTES = 4096;

  private final int fd;
  private final int wakeRead;
  private final int wakeWrite;
  private final MemorySegment input = Arena.global().allocate(INPUT_BYTES);
  private final MemorySegment windowSize = Arena.global().allocate(8, 8);
  private final MemorySegment polled = Arena.global().allocate(16, 8);
  private final MemorySegment oneByte = Arena.global().allocate(1);

  private Tty(int fd, int wakeRead, int wakeWrite) {
    this.fd = fd;
    this.wakeRead = wakeRead;
    this.wakeWrite = wakeWrite;
  }

  public static boolean isTerminal(int fd) {
    return Libc.callInt(Libc.ISATTY, fd, 0, 0) == 1;
  }

  /** Opens the terminal that standard output is connected to, once more. */
  public static Optional<Tty> open() {
    Platform platform = Platform.current();
    int flags = Platform.O_RDWR | platform.oNonBlock | platform.oNoCtty | platform.oCloseOnExec;
    for (String path : paths(platform)) {
      int fd = openFile(path, flags);
      if (fd >= 0) {
        return Optional.of(withWakePipe(fd));
      }
    }
    return Optional.empty();
  }

  /**
   * The very terminal of fd 1 first, then the controlling one: the same but in odd cases, and may
   * be opened even when the device belongs to another user (su).
   */
  private static List<String> paths(Platform platform) {
    if (platform == Platform.LINUX) {
      return List.of("/proc/self/fd/1", "/dev/tty");
    }
    // macOS cannot poll /dev/tty, only the device that it stands for.
    long name = Libc.optional("ttyname").map(f -> Libc.call(f, STDOUT, 0, 0)).orElse(0L);
    return name == 0
        ? List.of("/dev/tty")
        : List.of(MemorySegment.ofAddress(name).reinterpret(1024).getString(0), "/dev/tty");
  }

  static int openFile(String path, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      return Libc.callInt(Libc.OPEN, arena.allocateFrom(path).address(), flags, 0);
    }
  }

  private static Tty withWakePipe(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ends = arena.allocate(8, 4);
      if (Libc.callInt(Libc.PIPE, ends.address(), 0, 0) < 0) {
        return new Tty(fd, -1, -1);
      }
      int read = ends.get(JAVA_INT, 0);
      int write = ends.get(JAVA_INT, 4);
      for (int end : new int[] {read, write}) {
        Libc.call(Libc.FCNTL, end, Platform.F_SETFL, Platform.current().oNonBlock);
        Libc.call(Libc.FCNTL, end, Platform.F_SETFD, Platform.FD_CLOEXEC);
      }
      return new Tty(fd, read, write);
    }
  }

  public Termios modes() throws Libc.Failure {
    return Termios.of(fd);
  }

  public boolean apply(Termios modes) {
    return modes.apply(fd);
  }

  /** Drops what was typed and not read. */
  public void discardInput() {
    Libc.call(Libc.TCFLUSH, fd, Platform.current().tcInputFlush, 0);
  }

  /** Whether our process group may change this terminal without being stopped for it. */
  public boolean inForeground() {
    int foreground = Libc.callInt(Libc.TCGETPGRP, fd, 0, 0);
    return foreground < 0 || foreground == Libc.callInt(Libc.GETPGRP, 0, 0, 0);
  }

  /** Columns in the upper, rows in the lower half; 80×24 where the terminal does not know. */
  public synchronized long size() {
    windowSize.fill((byte) 0);
    long request = Platform.current().tiocGetWindowSize;
    Libc.call(Libc.IOCTL, fd, request, windowSize.address());
    int rows = windowSize.get(JAVA_SHORT, 0) & 0xffff;
    int columns = windowSize.get(JAVA_SHORT, 2) & 0xffff;
    return rows == 0 || columns == 0 ? packed(80, 24) : packed(columns, rows);
  }

  static long packed(int columns, int rows) {
    return (long) columns << 32 | rows;
  }

  /**
   * Waits for input, for room for output if asked, or for {@link #wake}.
   *
   * @param timeoutMillis at most so long
   * @param input whether to watch the terminal at all
   * @return the poll bits of the terminal
   */
  public int await(int timeoutMillis, boolean input, boolean output) {
    polled.set(JAVA_INT, 0, input ? fd : -1);
    polled.set(JAVA_INT, 4, output ? Platform.POLLIN | Platform.POLLOUT : Platform.POLLIN);
    polled.set(JAVA_INT, 8, wakeRead);
    polled.set(JAVA_INT, 12, Platform.POLLIN);
    int ready = Libc.callInt(Libc.POLL, polled.address(), 2, timeoutMillis);
    if (ready <= 0) {
      return 0;
    }
    if ((polled.get(JAVA_INT, 12) >>> 16 & Platform.POLLIN) != 0) {
      drainWakePipe();
    }
    return polled.get(JAVA_INT, 4) >>> 16;
  }

  private void drainWakePipe() {
    while (Libc.call(Libc.READ, wakeRead, input.address(), INPUT_BYTES) == INPUT_BYTES) {
      // more than a buffer full of wake-ups
    }
  }

  /** Ends an {@link #await} on another thread. */
  public void wake() {
    Libc.call(Libc.WRITE, wakeWrite, oneByte.address(), 1);
  }

  /** Reads what is there: a number of bytes, {@link #NOTHING} or {@link #HUNG_UP}. */
  public int read() {
    long n = Libc.call(Libc.READ, fd, input.address(), INPUT_BYTES);
    if (n > 0) {
      return (int) n;
    }
    return n < 0 && retriable() ? NOTHING : HUNG_UP;
  }

  public byte inputByte(int index) {
    return input.get(JAVA_BYTE, index);
  }

  /** Writes what the terminal takes: a number of bytes, 0 if it is full, {@link #HUNG_UP}. */
  long write(MemorySegment from, long offset, long length) {
    long n;
    do {
      n = Libc.call(Libc.WRITE, fd, from.address() + offset, length);
    } while (n < 0 && Libc.errno() == Platform.EINTR);
    return n >= 0 ? n : retriable() ? 0 : HUNG_UP;
  }

  /** Waits until output is possible. Called by the thread that leaves; has its own poll record. */
  boolean awaitRoom(int timeoutMillis, MemorySegment record) {
    record.set(JAVA_INT, 0, fd);
    record.set(JAVA_INT, 4, Platform.POLLOUT);
    return Libc.callInt(Libc.POLL, record.address(), 1, timeoutMillis) > 0
        && (record.get(JAVA_INT, 4) >>> 16 & Platform.POLLOUT) != 0;
  }

  private static boolean retriable() {
    int errno = Libc.errno();
    return errno == Platform.EINTR || errno == Platform.current().eAgain;
  }
}
