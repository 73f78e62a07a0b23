package dev.conctop.probe.jvm.dump;

import dev.conctop.sample.ThreadStack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A dump of all threads.
 *
 * @param version of the VM; empty when it was not printed
 * @param deadlocks the names of the threads of each deadlock
 * @param stack all lines of the stack of the thread that was asked for; empty when none was, or it
 *     has none
 */
public record ThreadDump(
    String version,
    List<DumpedThread> threads,
    List<List<String>> deadlocks,
    List<ThreadStack.Line> stack) {
  public ThreadDump {
    threads = List.copyOf(threads);
    deadlocks = List.copyOf(deadlocks);
    stack = List.copyOf(stack);
  }

  /** An object's address → the thread that has locked it. */
  Map<String, DumpedThread> owners() {
    Map<String, DumpedThread> owners = new HashMap<>();
    for (DumpedThread thread : threads) {
      for (String held : thread.holds()) {
        // Who waits in Object.wait has printed the lock, too, but has given it up.
        if (!held.equals(thread.lock())) {
          owners.put(held, thread);
        }
      }
    }
    return owners;
  }
}
