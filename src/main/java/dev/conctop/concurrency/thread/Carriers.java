package dev.conctop.concurrency.thread;

import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The carriers of virtual threads. Nothing in the JDK gives their native ids, so they are found by
 * the name that the JVM gives the scheduler's threads, which the kernel cuts at 15 characters. Used
 * by one thread.
 */
public final class Carriers {
  /** The scheduler is the first fork-join pool that a subject makes. */
  private static final String COMM = "ForkJoinPool-1-";

  private static final Path TASKS = Path.of("/proc/self/task");

  private final ThreadRegistry registry;
  private final Map<String, ThreadClock> known = new HashMap<>();
  private final Set<String> others = new HashSet<>();

  public Carriers(ThreadRegistry registry) {
    this.registry = registry;
  }

  /** Registers carriers that are new and lets go of those that ended. */
  public void look() {
    Set<String> alive = new HashSet<>();
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        String tid = task.getFileName().toString();
        alive.add(tid);
        if (!known.containsKey(tid) && !others.contains(tid)) {
          add(task, tid);
        }
      }
    } catch (IOException e) {
      return;
    }
    others.retainAll(alive);
    known
        .entrySet()
        .removeIf(
            entry -> {
              boolean ended = !alive.contains(entry.getKey());
              if (ended) {
                registry.remove(entry.getValue());
              }
              return ended;
            });
  }

  /** Carriers that wait though a virtual thread is on them: it is pinned there. */
  public int pinned() {
    ThreadGroup top = Thread.currentThread().getThreadGroup();
    while (top.getParent() != null) {
      top = top.getParent();
    }
    Thread[] threads = new Thread[2 * top.activeCount() + 16];
    int count = top.enumerate(threads, true);
    int pinned = 0;
    for (int i = 0; i < count; i++) {
      pinned += isPinned(threads[i]) ? 1 : 0;
    }
    return pinned;
  }

  /** A carrier without a virtual thread waits in its pool, and has no continuation to run. */
  private static boolean isPinned(Thread thread) {
    if (!thread.getName().startsWith(COMM) || thread.getState() == Thread.State.RUNNABLE) {
      return false;
    }
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getMethodName().equals("runContinuation")) {
        return thread.getState() != Thread.State.RUNNABLE;
      }
    }
    return false;
  }

  private void add(Path task, String tid) {
    try {
      String comm = Files.readString(task.resolve("comm")).strip();
      if (comm.equals(COMM)) {
        ThreadClock clock =
            registry.add(
                NativeThreads.pid(),
                Integer.parseInt(tid),
                "carrier-" + (known.size() + 1),
                Role.CARRIER);
        clock.ambiguousOtherwise(() -> Part.IDLE);
        known.put(tid, clock);
      } else if (!comm.equals("java") && !comm.isEmpty()) {
        // A thread that has just begun still has its maker's name: look again next time.
        others.add(tid);
      }
    } catch (IOException e) {
      // It ended between the list and the look.
    }
  }
}
