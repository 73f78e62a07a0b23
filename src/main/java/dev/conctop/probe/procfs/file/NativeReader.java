package dev.conctop.probe.procfs.file;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * Opens, reads and closes files by the C library: a descriptor is a number and nothing else, and a
 * file is read from its start with one system call ({@code pread}), where the class library takes
 * two and some 300 bytes of objects a file. With thousands of kept files both count. Confined to
 * one thread.
 *
 * <p>All functions are called through one shape, four 64-bit integers in and one out: the calling
 * conventions of x86-64 and AArch64 let a callee ignore registers that it does not read, and each
 * further shape costs some milliseconds at its first use.
 */
public final class NativeReader {
  /** Procfs hands out long texts in pieces of up to a page; a shorter text than this is whole. */
  private static final int SHORT = 2048;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final FunctionDescriptor SHAPE =
      FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle OPEN = bind("open");
  private static final MethodHandle PREAD = bind("pread");
  private static final MethodHandle CLOSE = bind("close");

  /** O_RDONLY | O_CLOEXEC; for reading what is not written to, the other bits do not matter. */
  private static final long READ_ONLY = linux() ? 0x80000 : 0x1000000;

  private MemorySegment memory = Arena.ofAuto().allocate(1 << 14);

  private static boolean linux() {
    return System.getProperty("os.name", "").startsWith("Linux");
  }

  /** A function of the C library of the one shape. */
  public static MethodHandle bind(String name) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), SHAPE);
  }

  /** Calls a function whose fourth argument does not matter. */
  public static long call(MethodHandle function, long first, long second, long third) {
    return call(function, first, second, third, 0L);
  }

  /** Calls a function. */
  static long call(MethodHandle function, long first, long second, long third, long fourth) {
    try {
      return (long) function.invokeExact(first, second, third, fourth);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a C function threw", e);
    }
  }

  /** Opens a file for reading; the descriptor, or a number below 0 when that is refused. */
  int open(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    room(bytes.length + 1);
    MemorySegment.copy(bytes, 0, memory, JAVA_BYTE, 0, bytes.length);
    memory.set(JAVA_BYTE, bytes.length, (byte) 0);
    return (int) call(OPEN, memory.address(), READ_ONLY, 0);
  }

  /** Reads from the start as much as there is; bytes read, or a number below 0. */
  int read(int descriptor, byte[] into) {
    room(into.length);
    int length = 0;
    while (length < into.length) {
      long more = pread(descriptor, length, into.length - length, length);
      if (more <= 0) {
        if (length == 0 && more < 0) {
          return -1;
        }
        break;
      }
      length += (int) more;
      if (length < SHORT) {
        break;
      }
    }
    MemorySegment.copy(memory, JAVA_BYTE, 0, into, 0, length);
    return length;
  }

  /** Reads at an offset, once; bytes read, or a number below 0. */
  int readAt(int descriptor, long offset, byte[] into, int length) {
    room(length);
    long got = pread(descriptor, 0, length, offset);
    if (got > 0) {
      MemorySegment.copy(memory, JAVA_BYTE, 0, into, 0, (int) got);
    }
    return (int) got;
  }

  private long pread(int descriptor, int to, int most, long offset) {
    try {
      return (long)
          PREAD.invokeExact((long) descriptor, memory.address() + to, (long) most, offset);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a C function threw", e);
    }
  }

  private void room(int bytes) {
    if (memory.byteSize() < bytes) {
      memory = Arena.ofAuto().allocate(bytes);
    }
  }

  void close(int descriptor) {
    call(CLOSE, descriptor, 0, 0);
  }
}
