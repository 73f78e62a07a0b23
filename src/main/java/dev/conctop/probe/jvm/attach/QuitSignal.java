package dev.conctop.probe.jvm.attach;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.function.BooleanSupplier;

/**
 * Sends SIGQUIT through a pidfd (pidfd_open(2), Linux 5.3): the descriptor is of one process, so a
 * number that is used again cannot make the signal hit another one. What must hold is checked when
 * the descriptor is held already.
 */
public final class QuitSignal {
  /** The same on all architectures (the common table of system calls). */
  private static final long PIDFD_SEND_SIGNAL = 424;

  private static final long PIDFD_OPEN = 434;

  private QuitSignal() {}

  /** What became of it. */
  public enum Sent {
    DONE,
    /** What must hold does not hold any more. */
    CHANGED,
    /** The kernel has no pidfds, or does not let us. */
    REFUSED
  }

  /**
   * Sends the signal.
   *
   * @param holds what must be true of the process, asked with the descriptor held
   */
  public static Sent send(int pid, BooleanSupplier holds) {
    MethodHandle call = systemCall();
    long descriptor = call(call, PIDFD_OPEN, pid, 0, 0, 0);
    if (descriptor < 0) {
      return Sent.REFUSED;
    }
    try {
      if (!holds.getAsBoolean()) {
        return Sent.CHANGED;
      }
      long result = call(call, PIDFD_SEND_SIGNAL, descriptor, GateReader.SIGQUIT, 0, 0);
      return result == 0 ? Sent.DONE : Sent.REFUSED;
    } finally {
      close(descriptor);
    }
  }

  private static MethodHandle systemCall() {
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor shape =
        FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("syscall"), shape, Linker.Option.firstVariadicArg(1));
  }

  private static void close(long descriptor) {
    Linker linker = Linker.nativeLinker();
    MethodHandle close =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("close"),
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
    try {
      long ignored = (long) close.invokeExact(descriptor);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("close threw", e);
    }
  }

  private static long call(MethodHandle call, long number, long a, long b, long c, long d) {
    try {
      return (long) call.invokeExact(number, a, b, c, d);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("syscall threw", e);
    }
  }
}
