package dev.conctop.workload.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The end of a pseudo-terminal that reads what is printed: POSIX, found by foreign functions. */
final class PseudoTerminal extends InputStream {
  private static final int O_RDWR = 2;
  private static final int ROOM = 4096;

  private final MethodHandle read = bind("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private final MemorySegment buffer = Arena.ofAuto().allocate(ROOM);
  private final int master;
  private final String printer;

  /**
   * Opens one.
   *
   * @throws IOException when the system gives none
   */
  PseudoTerminal() throws IOException {
    MethodHandle openpt = bind("posix_openpt", JAVA_INT, JAVA_INT);
    MethodHandle grantpt = bind("grantpt", JAVA_INT, JAVA_INT);
    MethodHandle unlockpt = bind("unlockpt", JAVA_INT, JAVA_INT);
    MethodHandle ptsname = bind("ptsname", ADDRESS, JAVA_INT);
    try {
      master = (int) openpt.invokeExact(O_RDWR);
      if (master < 0
          || (int) grantpt.invokeExact(master) != 0
          || (int) unlockpt.invokeExact(master) != 0) {
        throw new IOException("no pseudo-terminal can be opened");
      }
      MemorySegment name = (MemorySegment) ptsname.invokeExact(master);
      printer = name.reinterpret(256).getString(0);
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException(e);
    }
  }

  private static MethodHandle bind(String name, MemoryLayout result, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
  }

  /** The file that is printed to. */
  String printer() {
    return printer;
  }

  /** Bytes that were printed; the end when nobody has the other end open any more. */
  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      long n = (long) read.invokeExact(master, buffer, (long) Math.min(length, ROOM));
      if (n <= 0) {
        return -1;
      }
      MemorySegment.copy(buffer, JAVA_BYTE, 0, into, offset, (int) n);
      return (int) n;
    } catch (Throwable e) {
      throw new IOException(e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }
}
