package dev.conctop.workload.process;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The processes that workloads of this process have started: none outlives it. */
public final class Children {
  private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

  private Children() {}

  /** Starts a process that {@link #endAll} knows until it has ended. */
  static Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    ALIVE.add(process);
    return process;
  }

  /** It has ended, or is to end now, with all that it has started. */
  static void end(Process process) {
    if (process.isAlive()) {
      List<ProcessHandle> family = process.descendants().toList();
      process.destroyForcibly();
      family.forEach(ProcessHandle::destroyForcibly);
    }
    ALIVE.remove(process);
  }

  /** Ends them all; called by who is about to end this process in a hurry. */
  public static void endAll() {
    ALIVE.forEach(Children::end);
  }
}
