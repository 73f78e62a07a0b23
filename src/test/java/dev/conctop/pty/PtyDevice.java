package dev.conctop.pty;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The two ends of a pseudo-terminal, Linux. */
final class PtyDevice {
  private static final int O_RDWR = 2;
  private static final int O_NOCTTY = 0x100;
  private static final int O_CLOEXEC = 0x80000;
  private static final long TIOCSWINSZ = 0x5414;
  private static final long FIONREAD = 0x541b;
  private static final short POLLIN = 1;

  private static final MethodHandle OPENPT = bind("posix_openpt", JAVA_INT, JAVA_INT);
  private static final MethodHandle GRANTPT = bind("grantpt", JAVA_INT, JAVA_INT);
  private static final MethodHandle UNLOCKPT = bind("unlockpt", JAVA_INT, JAVA_INT);
  private static final MethodHandle PTSNAME_R =
      bind("ptsname_r", JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle IOCTL = bind("ioctl", JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);
  private static final MethodHandle READ = bind("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle WRITE = bind("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle POLL = bind("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle CLOSE = bind("close", JAVA_INT, JAVA_INT);
  private static final MethodHandle KILL = bind("kill", JAVA_INT, JAVA_INT, JAVA_INT);

  private final int master;
  private final String slave;

  private PtyDevice(int master, String slave) {
    this.master = master;
    this.slave = slave;
  }

  private static MethodHandle bind(String name, MemoryLayout result, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
  }

  static PtyDevice open() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int master = (int) OPENPT.invokeExact(O_RDWR | O_NOCTTY | O_CLOEXEC);
      MemorySegment name = arena.allocate(64);
      if (master < 0
          || (int) GRANTPT.invokeExact(master) != 0
          || (int) UNLOCKPT.invokeExact(master) != 0
          || (int) PTSNAME_R.invokeExact(master, name, 64L) != 0) {
        throw new IOException("no pseudo-terminal");
      }
      return new PtyDevice(master, name.getString(0));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  String slave() {
    return slave;
  }

  void resize(int columns, int rows) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(8);
      size.set(JAVA_SHORT, 0, (short) rows);
      size.set(JAVA_SHORT, 2, (short) columns);
      if ((int) IOCTL.invokeExact(master, TIOCSWINSZ, size) != 0) {
        throw new IOException("the size was refused");
      }
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** Bytes that the program has written and nobody has read. */
  int pending() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment count = arena.allocate(4, 4);
      return (int) IOCTL.invokeExact(master, FIONREAD, count) == 0 ? count.get(JAVA_INT, 0) : -1;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads what is there, waiting at most so long; 0 if nothing came, −1 at the end. */
  int read(byte[] into, int timeoutMillis) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment poll = arena.allocate(8, 8);
      poll.set(JAVA_INT, 0, master);
      poll.set(JAVA_SHORT, 4, POLLIN);
      if ((int) POLL.invokeExact(poll, 1L, timeoutMillis) <= 0) {
        return 0;
      }
      MemorySegment bytes = arena.allocate(into.length);
      long n = (long) READ.invokeExact(master, bytes, (long) into.length);
      if (n <= 0) {
        return -1;
      }
      MemorySegment.copy(bytes, JAVA_BYTE, 0, into, 0, (int) n);
      return (int) n;
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  void write(byte[] bytes) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment copy = arena.allocate(Math.max(1, bytes.length));
      MemorySegment.copy(bytes, 0, copy, JAVA_BYTE, 0, bytes.length);
      if ((long) WRITE.invokeExact(master, copy, (long) bytes.length) != bytes.length) {
        throw new IOException("the terminal did not take what was typed");
      }
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  void close() {
    try {
      int ignored = (int) CLOSE.invokeExact(master);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean kill(long pid, int signal) {
    try {
      return (int) KILL.invokeExact((int) pid, signal) == 0;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static IOException failed(Throwable e) {
    return e instanceof IOException io ? io : new IOException(e);
  }
}
