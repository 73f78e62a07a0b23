package dev.conctop.export.part;

import dev.conctop.sample.JvmSample;
import dev.conctop.sample.jvm.JvmThread;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where threads of JVMs were at the last dump of their JVM: of a wait that goes on just there, of
 * others what is typical. Confined to one thread.
 */
public final class JvmPlaces {
  private record Dump(List<JvmThread> threads, Map<Integer, JvmThread> byTid) {}

  private final Map<Integer, Dump> dumps = new HashMap<>();

  /** What a JVM says of itself. */
  @SuppressWarnings("ReferenceEquality") // the threads of one dump are one list
  public void take(JvmSample sample) {
    Dump known = dumps.get(sample.pid().value());
    if (known == null || known.threads() != sample.threads()) {
      Map<Integer, JvmThread> byTid = new HashMap<>();
      sample.threads().forEach(thread -> byTid.put(thread.tid(), thread));
      dumps.put(sample.pid().value(), new Dump(sample.threads(), byTid));
    }
  }

  /** A thread, as it was dumped. */
  public Optional<JvmThread> of(int pid, int tid) {
    Dump dump = dumps.get(pid);
    return dump == null ? Optional.empty() : Optional.ofNullable(dump.byTid().get(tid));
  }
}
