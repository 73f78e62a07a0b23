package dev.conctop.probe.jvm.dump;

import dev.conctop.sample.jvm.LockChain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who holds what everybody waits for, by a dump's monitors. Threads that wait for each other in a
 * ring are told as a deadlock, and so are those behind them: they have no last owner.
 */
public final class LockChains {
  private static final int MOST = 20;

  private LockChains() {}

  public static List<LockChain> of(ThreadDump dump) {
    Map<String, DumpedThread> owners = dump.owners();
    Map<DumpedThread, List<List<String>>> rows = new HashMap<>();
    for (DumpedThread thread : dump.threads()) {
      List<DumpedThread> row = row(thread, owners);
      if (row.size() > 1) {
        rows.computeIfAbsent(row.getLast(), _ -> new ArrayList<>())
            .add(row.stream().map(DumpedThread::name).toList());
      }
    }
    return rows.entrySet().stream()
        .map(entry -> chain(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingInt(LockChain::waiters).reversed())
        .limit(MOST)
        .toList();
  }

  /** From a thread to the last one that it waits for; itself alone when it waits in a ring. */
  private static List<DumpedThread> row(DumpedThread first, Map<String, DumpedThread> owners) {
    Set<DumpedThread> row = new LinkedHashSet<>();
    DumpedThread at = first;
    while (row.add(at)) {
      DumpedThread owner = at.lock().isEmpty() ? null : owners.get(at.lock());
      if (owner == null) {
        return List.copyOf(row);
      }
      at = owner;
    }
    return List.of(first);
  }

  private static LockChain chain(DumpedThread owner, List<List<String>> rows) {
    List<String> longest = rows.stream().max(Comparator.comparingInt(List::size)).orElseThrow();
    return new LockChain(
        owner.name(), owner.state(), JvmNames.at(owner.frames()), rows.size(), longest);
  }
}
