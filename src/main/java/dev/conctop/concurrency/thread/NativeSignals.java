package dev.conctop.concurrency.thread;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** What the JDK does not do with processes. Nothing happens where the system has no such call. */
public final class NativeSignals {
  /** {@code PR_SET_PDEATHSIG} of Linux's {@code prctl(2)}. */
  private static final int PARENT_DEATH_SIGNAL = 1;

  private static final int SIGKILL = 9;

  /** Its number differs between systems; Linux has 19 on all that a JDK runs on, others 17. */
  private static final int SIGSTOP =
      System.getProperty("os.name", "").startsWith("Linux") ? 19 : 17;

  private NativeSignals() {}

  /** Stops a child process of ours, as a debugger would; a stopped one can still be killed. */
  public static void stop(long pid) {
    call("kill", false, (int) pid, SIGSTOP);
  }

  /**
   * The kernel kills this process when the thread that started it ends, however that ends. A
   * process that is stopped sees neither the end of its input nor its parent's.
   */
  public static void endWithParent() {
    call("prctl", true, PARENT_DEATH_SIGNAL, SIGKILL);
  }

  private static void call(String name, boolean variadic, int first, int second) {
    FunctionDescriptor form =
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    try {
      Linker linker = Linker.nativeLinker();
      Optional<MethodHandle> function =
          linker
              .defaultLookup()
              .find(name)
              .map(
                  at ->
                      variadic
                          ? linker.downcallHandle(at, form, Linker.Option.firstVariadicArg(1))
                          : linker.downcallHandle(at, form));
      if (function.isPresent()) {
        int unused = (int) function.get().invokeExact(first, second);
      }
    } catch (Throwable e) {
      // This system has no such call.
    }
  }
}
