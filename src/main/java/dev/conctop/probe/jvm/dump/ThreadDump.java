package dev.conctop.probe.jvm.dump;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A dump of all threads.
 *
 * @param version of the VM; empty when it was not printed
 * @param deadlocks the names of the threads of each deadlock
 */
public record ThreadDump(String version, List<DumpedThread> threads, List<List<String>> deadlocks) {
  public ThreadDump {
    threads = List.copyOf(threads);
    deadlocks = List.copyOf(deadlocks);
  }

  /** An object's address → the name of the thread that has locked it. */
  Map<String, String> owners() {
    Map<String, String> owners = new HashMap<>();
    for (DumpedThread thread : threads) {
      for (String held : thread.holds()) {
        // Who waits in Object.wait has printed the lock, too, but has given it up.
        if (!held.equals(thread.lock())) {
          owners.put(held, thread.name());
        }
      }
    }
    return owners;
  }
}
