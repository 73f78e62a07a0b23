package dev.conctop.probe.jvm.dump;

import dev.conctop.probe.jvm.dump.WorkTable.Does;
import dev.conctop.probe.procfs.program.JvmThreads;
import dev.conctop.sample.jvm.JvmPool;
import dev.conctop.sample.jvm.JvmPool.Shortage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/**
 * Pools that are short of something, by several dumps in a row: one dump cannot tell a worker that
 * waits for ever from one that waits for now. Confined to one thread.
 *
 * <p>The rules, by {@link WorkTable}'s words:
 *
 * <ol>
 *   <li>deadlock: all workers of an executor wait inside tasks for results, none of them has moved
 *       since a look at least {@value #STANDS_MILLIS} ms ago (where a connection or another thread
 *       might bring the results, {@value #STANDS_LONG_MILLIS} ms), and no other worker is at work
 *   <li>resource: two or more threads of one name want, at one place, what others of that name
 *       have, in {@value #CERTAIN_LOOKS} looks in a row. Where only a queue or a notification
 *       tells, it might be consumers with little to do: then as many as {@value #CROWD} for each
 *       one at work must wait, and the number of those at work be the same, give or take one that
 *       hands over, in {@value #UNCERTAIN_LOOKS} looks: idle consumers come and go
 *   <li>workers: none of an executor's workers was free in {@value #BUSY_LOOKS} looks, and a thread
 *       outside waits to hand something over or for a result
 * </ol>
 */
public final class PoolLooks {
  private static final int STANDS_MILLIS = 1_400;
  private static final int STANDS_LONG_MILLIS = 10_000;
  private static final int CERTAIN_LOOKS = 2;
  private static final int UNCERTAIN_LOOKS = 4;
  private static final int BUSY_LOOKS = 3;
  private static final int CROWD = 3;
  private static final int LEAST_CROWD = 6;
  private static final int KEPT = 8;
  private static final long OLDEST_NANOS = 60_000_000_000L;

  private final Deque<Map<String, Candidate>> looks = new ArrayDeque<>();
  private List<Candidate> found = List.of();

  /**
   * What one look says may be so.
   *
   * @param standsMillis how long a deadlock must stand to be believed
   * @param nids who waits, by the JVM's own numbers
   * @param moves how often these have been switched off a core; 0 where it does not matter
   */
  private record Candidate(
      JvmPool pool, boolean certain, int standsMillis, List<Integer> nids, long moves, long nanos) {
    String key() {
      return pool.shortage() + " " + pool.name() + " " + pool.resource();
    }
  }

  /** Threads of one name that do the same kind of work. */
  private record Crew(String name, boolean pooled, List<DumpedThread> members) {}

  /**
   * Takes in a dump.
   *
   * @param moves how often a thread, by the JVM's own number, has given up its core
   */
  public void look(ThreadDump dump, long nanos, IntToLongFunction moves) {
    List<DumpedThread> all =
        dump.threads().stream()
            .filter(t -> t.java() && !t.carries() && !JvmThreads.own(t.name(), false))
            .toList();
    boolean others = dump.threads().stream().anyMatch(DumpedThread::carries);
    Map<String, Candidate> seen = new LinkedHashMap<>();
    for (Crew crew : crews(all)) {
      candidates(crew, all, others, nanos, moves).forEach(c -> seen.put(c.key(), c));
    }
    looks.removeIf(old -> old.values().stream().anyMatch(c -> nanos - c.nanos() > OLDEST_NANOS));
    looks.addFirst(seen);
    while (looks.size() > KEPT) {
      looks.removeLast();
    }
    found = seen.values().stream().filter(this::holds).toList();
  }

  /** What all looks up to now say. */
  public List<JvmPool> pools() {
    return found.stream().map(Candidate::pool).toList();
  }

  /** Who waits for what others have, by the JVM's own numbers. */
  public List<Integer> held() {
    return found.stream()
        .filter(c -> c.pool().shortage() != Shortage.WORKERS)
        .flatMap(c -> c.nids().stream())
        .toList();
  }

  /** Whether another look would tell more. */
  public boolean suspicious() {
    return !looks.isEmpty() && looks.getFirst().size() > found.size();
  }

  private static List<Crew> crews(List<DumpedThread> threads) {
    Map<String, Crew> crews = new LinkedHashMap<>();
    for (DumpedThread thread : threads) {
      Optional<String> executor = WorkTable.executor(thread);
      String name = common(thread.name());
      String key = name + " " + executor.orElseGet(() -> outermost(thread.frames()));
      crews
          .computeIfAbsent(key, _ -> new Crew(name, executor.isPresent(), new ArrayList<>()))
          .members()
          .add(thread);
    }
    return List.copyOf(crews.values());
  }

  /** {@code pool-1-thread} of {@code pool-1-thread-3}. */
  static String common(String name) {
    int end = name.length();
    while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
      end--;
    }
    while (end > 0 && end < name.length() && "-_#. ".indexOf(name.charAt(end - 1)) >= 0) {
      end--;
    }
    return end == 0 ? name : name.substring(0, end);
  }

  /** The program's frame that it began in: what tells one kind of plain thread from another. */
  private static String outermost(List<String> frames) {
    return WorkTable.programFrame(frames.reversed());
  }

  private static List<Candidate> candidates(
      Crew crew, List<DumpedThread> all, boolean others, long nanos, IntToLongFunction moves) {
    List<Candidate> candidates = new ArrayList<>();
    if (crew.pooled()) {
      deadlock(crew, all, others, nanos, moves).ifPresent(candidates::add);
    }
    if (candidates.isEmpty()) {
      candidates.addAll(resources(crew, nanos));
    }
    if (candidates.isEmpty() && crew.pooled()) {
      workers(crew, all, nanos).ifPresent(candidates::add);
    }
    return candidates;
  }

  private static Optional<Candidate> deadlock(
      Crew crew, List<DumpedThread> all, boolean others, long nanos, IntToLongFunction moves) {
    if (!crew.members().stream().allMatch(t -> WorkTable.of(t) == Does.AWAITS_RESULT)) {
      return Optional.empty();
    }
    boolean tasks = crew.members().stream().allMatch(WorkTable::awaitsTask);
    boolean slowly = others;
    for (DumpedThread other : all) {
      Does does = WorkTable.of(other);
      boolean computes = WorkTable.executor(other).isPresent() || other.isIn("FutureTask.run");
      if (does == Does.WORKS && computes) {
        return Optional.empty();
      }
      slowly |=
          !tasks && (does == Does.LISTENS || does == Does.WORKS && !other.name().equals("main"));
    }
    List<Integer> nids = nids(crew.members());
    JvmPool pool = new JvmPool(Shortage.DEADLOCK, crew.name(), nids.size(), 0, "");
    long moved = nids.stream().mapToLong(nid -> moves.applyAsLong(nid)).sum();
    int stands = slowly ? STANDS_LONG_MILLIS : STANDS_MILLIS;
    return Optional.of(new Candidate(pool, true, stands, nids, moved, nanos));
  }

  private static List<Candidate> resources(Crew crew, long nanos) {
    Map<String, List<DumpedThread>> wanted = new LinkedHashMap<>();
    Map<DumpedThread, Does> does = new HashMap<>();
    for (DumpedThread thread : crew.members()) {
      Does what = WorkTable.of(thread);
      does.put(thread, what);
      if (what == Does.WANTS_RESOURCE || what == Does.MAY_WANT_RESOURCE) {
        wanted.computeIfAbsent(WorkTable.resource(thread), _ -> new ArrayList<>()).add(thread);
      }
    }
    int working = (int) does.values().stream().filter(PoolLooks::atWork).count();
    List<Candidate> candidates = new ArrayList<>();
    wanted.forEach(
        (resource, waiting) -> {
          boolean certain = does.get(waiting.getFirst()) == Does.WANTS_RESOURCE;
          int count = waiting.size();
          if (working > 0
              && (certain ? count >= 2 : count >= Math.max(LEAST_CROWD, CROWD * working))) {
            JvmPool pool = new JvmPool(Shortage.RESOURCE, crew.name(), count, working, resource);
            candidates.add(new Candidate(pool, certain, 0, nids(waiting), 0, nanos));
          }
        });
    return candidates;
  }

  private static boolean atWork(Does does) {
    return switch (does) {
      case WORKS, AWAITS_RESULT, HANDS_OVER, LISTENS -> true;
      case NOTHING, WANTS_RESOURCE, MAY_WANT_RESOURCE -> false;
    };
  }

  private static Optional<Candidate> workers(Crew crew, List<DumpedThread> all, long nanos) {
    int size = crew.members().size();
    if (size < 2 || crew.members().stream().anyMatch(t -> WorkTable.of(t) == Does.NOTHING)) {
      return Optional.empty();
    }
    List<DumpedThread> outside =
        all.stream()
            .filter(t -> WorkTable.executor(t).isEmpty())
            .filter(
                t ->
                    switch (WorkTable.of(t)) {
                      case HANDS_OVER, WANTS_RESOURCE -> true;
                      case AWAITS_RESULT -> WorkTable.awaitsTask(t);
                      case NOTHING, MAY_WANT_RESOURCE, LISTENS, WORKS -> false;
                    })
            .toList();
    return outside.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Candidate(
                new JvmPool(Shortage.WORKERS, crew.name(), outside.size(), size, ""),
                true,
                0,
                nids(outside),
                0,
                nanos));
  }

  private static List<Integer> nids(List<DumpedThread> threads) {
    return threads.stream().map(DumpedThread::nid).toList();
  }

  /** Whether it has been so for long enough to be believed. */
  private boolean holds(Candidate now) {
    List<Candidate> row = new ArrayList<>();
    for (Map<String, Candidate> look : looks) {
      Candidate then = look.get(now.key());
      if (then == null) {
        break;
      }
      row.add(then);
    }
    return switch (now.pool().shortage()) {
      case DEADLOCK -> row.stream().anyMatch(then -> stoodSince(then, now));
      case RESOURCE -> now.certain() ? row.size() >= CERTAIN_LOOKS : isSteady(row);
      case WORKERS -> row.size() >= BUSY_LOOKS;
    };
  }

  private static boolean stoodSince(Candidate then, Candidate now) {
    return then.moves() == now.moves()
        && then.nids().equals(now.nids())
        && now.nanos() - then.nanos() >= now.standsMillis() * 1_000_000L;
  }

  /** Whether always as many have the resource; one may just be handing over. */
  private static boolean isSteady(List<Candidate> row) {
    int most = row.stream().mapToInt(c -> c.pool().working()).max().orElse(0);
    int least = row.stream().mapToInt(c -> c.pool().working()).min().orElse(0);
    return row.size() >= UNCERTAIN_LOOKS && most - least <= 1;
  }
}
