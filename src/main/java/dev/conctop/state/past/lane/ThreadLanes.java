package dev.conctop.state.past.lane;

import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.sample.thread.ThreadRows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What each thread and each pool of threads did in the last intervals. Where the rows tell which of
 * them are new, only those are looked at: thousands of sleepers cost nothing.
 */
public final class ThreadLanes {
  /** How long the lane of a thread that has ended is kept. */
  private static final int KEPT = Lane.LENGTH / 4;

  private static final class Followed {
    final Lane lane;
    @Nullable ThreadRow row;
    @Nullable Pool pool;
    Part part = Part.UNKNOWN;
    long seen;

    Followed(Lane lane) {
      this.lane = lane;
    }
  }

  private final Lane.Clock clock = new Lane.Clock();
  private final PoolNames names = new PoolNames();
  private final Map<Long, Followed> threads = new HashMap<>();
  private final Map<String, Pool> pools = new LinkedHashMap<>();
  private final int[] roles = new int[Role.values().length];
  private List<ThreadRow> before = List.of();

  /** The threads by the places of the rows that were seen last. */
  private Followed[] placed = new Followed[0];

  /** What all threads did at one look. */
  public void add(List<ThreadRow> rows) {
    clock.tick++;
    if (rows instanceof ThreadRows now
        && before instanceof ThreadRows then
        && now.sameOrder(then)) {
      now.changedSince(then, (place, row) -> put(placed[place], row));
    } else {
      placed = new Followed[rows.size()];
      int place = 0;
      for (ThreadRow row : rows) {
        placed[place] = follow(row);
        put(placed[place++], row);
      }
      removeEnded(rows.size());
    }
    before = rows;
    pools.values().forEach(pool -> pool.settle(clock.tick));
  }

  /** An interval of which nothing is known: a gap. */
  public void pause() {
    threads.values().forEach(thread -> thread.lane.endAt(clock.tick));
    pools.values().forEach(pool -> pool.pauseAt(clock.tick));
    clock.tick++;
    before = List.of();
  }

  private Followed follow(ThreadRow row) {
    return threads.computeIfAbsent(
        ThreadKey.of(row.pid(), row.tid()), _ -> new Followed(new Lane(clock)));
  }

  private void put(Followed thread, ThreadRow row) {
    Part part = dominant(row);
    join(thread, row, part);
    thread.seen = clock.tick;
    thread.lane.put(part, clock.tick);
  }

  private void join(Followed thread, ThreadRow row, Part part) {
    ThreadRow old = thread.row;
    Pool pool = thread.pool;
    boolean same =
        old != null && pool != null && old.role() == row.role() && old.name().equals(row.name());
    if (same && thread.part == part) {
      thread.row = row;
      return;
    }
    leave(thread);
    if (!same || pool == null) {
      String name = names.of(row.name());
      pool =
          pools.computeIfAbsent(
              Pool.key(row.role(), name), _ -> new Pool(row.role(), name, new Lane(clock)));
    }
    pool.join(part);
    roles[row.role().ordinal()]++;
    thread.pool = pool;
    thread.row = row;
    thread.part = part;
  }

  private void leave(Followed thread) {
    Pool pool = thread.pool;
    if (pool != null) {
      pool.leave(thread.part);
      roles[pool.role().ordinal()]--;
      thread.pool = null;
    }
  }

  private void removeEnded(int living) {
    if (threads.size() == living) {
      return;
    }
    for (Followed thread : threads.values()) {
      if (thread.seen != clock.tick) {
        thread.lane.endAt(clock.tick - 1);
        leave(thread);
      }
    }
    threads
        .values()
        .removeIf(thread -> thread.pool == null && clock.tick - thread.lane.end() > KEPT);
    pools.values().forEach(pool -> pool.settle(clock.tick));
    pools.values().removeIf(pool -> pool.size() == 0);
  }

  private static Part dominant(ThreadRow row) {
    Budget budget = row.budget();
    if (budget.isEmpty()) {
      return row.now();
    }
    Part best = Part.UNKNOWN;
    for (int i = 0; i < Part.count(); i++) {
      if (budget.nanos(Part.at(i)) > budget.nanos(best)) {
        best = Part.at(i);
      }
    }
    return best;
  }

  /** A thread's lane; empty when it is not known any more. */
  public Optional<Lane> lane(int pid, int tid) {
    return Optional.ofNullable(threads.get(ThreadKey.of(pid, tid))).map(thread -> thread.lane);
  }

  /** The pool of a role and a name without its number. */
  public Optional<Pool> pool(Role role, String name) {
    return Optional.ofNullable(pools.get(Pool.key(role, name)));
  }

  /** All pools, in the order in which they were seen first. */
  public Collection<Pool> pools() {
    return Collections.unmodifiableCollection(pools.values());
  }

  /** How many threads have a role now. */
  public int count(Role role) {
    return roles[role.ordinal()];
  }

  /** How many threads are workers now. */
  public int workers() {
    int workers = 0;
    for (Role role : Role.values()) {
      workers += role.works() ? roles[role.ordinal()] : 0;
    }
    return workers;
  }

  /** A picture of now, to be looked at only. */
  public ThreadLanes copy() {
    ThreadLanes copy = new ThreadLanes();
    copy.clock.tick = clock.tick;
    threads.forEach(
        (key, thread) -> copy.threads.put(key, new Followed(thread.lane.copy(copy.clock))));
    pools.forEach((key, pool) -> copy.pools.put(key, pool.copy(copy.clock)));
    System.arraycopy(roles, 0, copy.roles, 0, roles.length);
    copy.before = new ArrayList<>();
    return copy;
  }
}
