package dev.conctop.workload.process;

import dev.conctop.process.Interrupts;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that reads its standard input at a given number of bytes a second, as a slow terminal
 * does, and ends when that does. With a second argument it reads a pseudo-terminal instead, whose
 * name it says on its standard output first.
 */
public final class SlowReader {
  private static final int F_SETPIPE_SZ = 1031;
  private static final int ROOM = 4096;

  /** It never catches up on more than this. */
  private static final long SLACK_NANOS = 50_000_000;

  private SlowReader() {}

  public static void main(String[] arguments) throws IOException {
    Interrupts.leaveToTheObserver();
    Helpers.endWithParent();
    double nanosPerByte = 1e9 / Long.parseLong(arguments[0]);
    if (arguments.length > 1) {
      try (PseudoTerminal terminal = new PseudoTerminal()) {
        endWithInput();
        System.out.println(terminal.printer());
        readSlowly(terminal, nanosPerByte);
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
    } else {
      shrinkPipe();
      try (FileInputStream in = new FileInputStream(FileDescriptor.in)) {
        readSlowly(in, nanosPerByte);
      }
    }
    Runtime.getRuntime().halt(0);
  }

  /** Nothing comes that way but its end. */
  private static void endWithInput() {
    Thread.ofPlatform()
        .daemon()
        .name("input")
        .start(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // As good as its end.
              }
              Runtime.getRuntime().halt(0);
            });
  }

  private static void readSlowly(InputStream in, double nanosPerByte) throws IOException {
    byte[] buffer = new byte[ROOM];
    long due = System.nanoTime();
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      due = Math.max(due, System.nanoTime() - SLACK_NANOS) + (long) (read * nanosPerByte);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }
  }

  /** Gives the pipe as little room as a terminal has; where that cannot be, it keeps its own. */
  private static void shrinkPipe() {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return;
    }
    Linker linker = Linker.nativeLinker();
    SymbolLookup libc = linker.defaultLookup();
    try {
      MethodHandle fcntl =
          linker.downcallHandle(
              libc.find("fcntl").orElseThrow(),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT),
              Linker.Option.firstVariadicArg(2));
      int unused = (int) fcntl.invokeExact(0, F_SETPIPE_SZ, ROOM);
    } catch (Throwable e) {
      // A pipe with more room is full a little later.
    }
  }
}
