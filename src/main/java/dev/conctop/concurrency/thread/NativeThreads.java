package dev.conctop.concurrency.thread;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The operating system's numbers of the calling thread and its process. */
public final class NativeThreads {
  private static final @Nullable MethodHandle GETTID = find("gettid");
  private static final @Nullable MethodHandle GETPPID = find("getppid");
  private static final int PID = (int) ProcessHandle.current().pid();

  private NativeThreads() {}

  public static int pid() {
    return PID;
  }

  /** The calling platform thread's number; -1 where the system has none. */
  public static int tid() {
    int tid = call(GETTID);
    return tid > 0 ? tid : tidFromProc();
  }

  /** The parent process's number now; -1 when it cannot be read. */
  public static int parentPid() {
    int parent = call(GETPPID);
    if (parent > 0) {
      return parent;
    }
    return ProcessHandle.current().parent().map(handle -> (int) handle.pid()).orElse(-1);
  }

  private static int call(@Nullable MethodHandle function) {
    if (function == null) {
      return -1;
    }
    try {
      return (int) function.invokeExact();
    } catch (Throwable e) {
      return -1;
    }
  }

  private static int tidFromProc() {
    try {
      Path link = Files.readSymbolicLink(Path.of("/proc/thread-self"));
      return Integer.parseInt(link.getFileName().toString());
    } catch (IOException | RuntimeException e) {
      return -1;
    }
  }

  private static @Nullable MethodHandle find(String name) {
    try {
      Linker linker = Linker.nativeLinker();
      return linker
          .defaultLookup()
          .find(name)
          .map(at -> linker.downcallHandle(at, FunctionDescriptor.of(ValueLayout.JAVA_INT)))
          .orElse(null);
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      return null;
    }
  }
}
