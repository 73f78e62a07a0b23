package dev.conctop.term.os;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The few functions of the C library that a terminal needs.
 *
 * <p>All are called through one shape, three 64-bit integers in and one out: the calling
 * conventions of x86-64 and AArch64 pass an int, a long and an address alike and let a callee
 * ignore registers that it does not read, and each further shape costs 3–8 ms at start. Results of
 * functions that return an int are therefore narrowed by the caller of {@link #call}.
 */
public final class Libc {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final FunctionDescriptor SHAPE =
      FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");

  /** Where errno goes, one place a thread, so that no call allocates. */
  private static final ThreadLocal<MemorySegment> STATE = ThreadLocal.withInitial(Libc::newState);

  static final MethodHandle OPEN = bind("open");
  static final MethodHandle CLOSE = bind("close");
  static final MethodHandle READ = bind("read");
  static final MethodHandle WRITE = bind("write");
  static final MethodHandle POLL = bind("poll");
  static final MethodHandle PIPE = bind("pipe");
  static final MethodHandle DUP2 = bind("dup2");
  static final MethodHandle LSEEK = bind("lseek");
  static final MethodHandle FTRUNCATE = bind("ftruncate");
  static final MethodHandle ISATTY = bind("isatty");
  static final MethodHandle TCGETATTR = bind("tcgetattr");
  static final MethodHandle TCSETATTR = bind("tcsetattr");
  static final MethodHandle TCFLUSH = bind("tcflush");
  static final MethodHandle TCGETPGRP = bind("tcgetpgrp");
  static final MethodHandle CFMAKERAW = bind("cfmakeraw");
  static final MethodHandle GETPGRP = bind("getpgrp");
  static final MethodHandle KILL = bind("kill");
  static final MethodHandle RAISE = bind("raise");
  static final MethodHandle MADVISE = bind("madvise");
  static final MethodHandle IOCTL = bindVariadic("ioctl");
  static final MethodHandle FCNTL = bindVariadic("fcntl");

  private Libc() {}

  /** A call that the C library refused, with errno. */
  public static final class Failure extends Exception {
    private final int errno;

    Failure(String function, int errno) {
      super(function + " failed with errno " + errno);
      this.errno = errno;
    }

    int errno() {
      return errno;
    }
  }

  /** Calls a function; addresses are passed as numbers, so the memory must outlive the call. */
  static long call(MethodHandle function, long first, long second, long third) {
    try {
      return (long) function.invokeExact(STATE.get(), first, second, third);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a C function threw", e);
    }
  }

  /** The same for functions that return an int: the upper half of the register means nothing. */
  static int callInt(MethodHandle function, long first, long second, long third) {
    return (int) call(function, first, second, third);
  }

  /** {@link #callInt}, but a result below 0 is an exception. */
  static int require(String name, MethodHandle function, long first, long second, long third)
      throws Failure {
    int result = callInt(function, first, second, third);
    if (result < 0) {
      throw new Failure(name, errno());
    }
    return result;
  }

  /** errno of this thread's last call. */
  static int errno() {
    return STATE.get().get(JAVA_INT, 0);
  }

  /** A function that not every system has. */
  static Optional<MethodHandle> optional(String name) {
    return LINKER.defaultLookup().find(name).map(f -> LINKER.downcallHandle(f, SHAPE, ERRNO));
  }

  private static MethodHandle bind(String name) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), SHAPE, ERRNO);
  }

  /** Only on Apple's AArch64 are variable arguments passed otherwise. */
  private static MethodHandle bindVariadic(String name) {
    if (Platform.current() != Platform.MACOS) {
      return bind(name);
    }
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name), SHAPE, ERRNO, Linker.Option.firstVariadicArg(2));
  }

  private static MemorySegment newState() {
    return Arena.ofAuto().allocate(Linker.Option.captureStateLayout());
  }
}
