package dev.conctop.export.html.story;

import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.sample.thread.ThreadRows;
import dev.conctop.state.past.lane.PoolNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each thread and each group of threads did over time. Where the rows tell which of them are
 * new, only those are looked at. Where very many threads come and go, those that come late count in
 * their group only. Confined to one thread.
 */
public final class Lanes {
  private static final int MOST_THREADS = 4096;
  private static final int MOST_GROUPS = 256;
  private static final String OTHERS = "others";

  /** A thread that is followed. */
  private static final class Followed {
    final Group group;
    final @Nullable Columns columns;
    ThreadRow row;
    long sinceNanos;
    long seenNanos;

    Followed(Group group, @Nullable Columns columns, ThreadRow row, long nanos) {
      this.group = group;
      this.columns = columns;
      this.row = row;
      this.sinceNanos = nanos;
      this.seenNanos = nanos;
    }
  }

  private static final class Group {
    final Sums sums;
    int threads;
    boolean works;

    Group(Sums sums) {
      this.sums = sums;
    }
  }

  private final Bins bins;
  private final PoolNames names = new PoolNames();
  private final Map<Long, Followed> threads = new HashMap<>();
  private final List<Followed> ended = new ArrayList<>();
  private final Map<String, Group> groups = new LinkedHashMap<>();
  private List<ThreadRow> before = List.of();

  /** The threads by the places of the rows that came last. */
  private List<Followed> placed = List.of();

  private long last;
  private int drawn;

  Lanes(Bins bins) {
    this.bins = bins;
  }

  void add(ThreadsSample sample) {
    long to = sample.nanos();
    long from = to - sample.intervalNanos();
    if (sample.threads() instanceof ThreadRows now
        && before instanceof ThreadRows then
        && now.sameOrder(then)) {
      now.changedSince(then, (place, row) -> changed(placed.get(place), row, from, to));
    } else {
      seen();
      List<Followed> all = new ArrayList<>(sample.threads().size());
      for (ThreadRow row : sample.threads()) {
        all.add(place(row, from, to));
      }
      placed = all;
      if (threads.size() > 2 * all.size() + 64) {
        forgetEnded(to);
      }
    }
    before = sample.threads();
    last = to;
  }

  /** All that were placed were there until now. */
  private void seen() {
    placed.forEach(thread -> thread.seenNanos = last);
  }

  private Followed place(ThreadRow row, long from, long to) {
    long key = ((long) row.pid() << 32) | (row.tid() & 0xffffffffL);
    Followed known = threads.get(key);
    if (known == null) {
      Followed fresh = follow(row, to);
      threads.put(key, fresh);
      put(fresh, from, to, row.budget());
      return fresh;
    }
    if (known.row != row) {
      changed(known, row, from, to);
    }
    known.seenNanos = to;
    return known;
  }

  /** The thread did something; its row says for how long the one before stood. */
  private void changed(Followed thread, ThreadRow row, long from, long to) {
    put(thread, from - row.restedNanos(), from, thread.row.now(), row.restedNanos());
    put(thread, from, to, row.budget());
    thread.row = row;
    thread.sinceNanos = to;
  }

  private Followed follow(ThreadRow row, long nanos) {
    String name = names.of(row.name());
    String key = groups.containsKey(name) || groups.size() < MOST_GROUPS ? name : OTHERS;
    Group group = groups.computeIfAbsent(key, _ -> new Group(new Sums(bins, Part.count())));
    group.threads++;
    group.works |= row.role().works();
    boolean room = drawn < MOST_THREADS;
    drawn += room ? 1 : 0;
    return new Followed(group, room ? new Columns(bins.count()) : null, row, nanos);
  }

  private void forgetEnded(long now) {
    threads.values().removeIf(thread -> thread.seenNanos != now && forgotten(thread));
  }

  private boolean forgotten(Followed thread) {
    stood(thread);
    if (thread.columns != null) {
      ended.add(thread);
    }
    return true;
  }

  private void put(Followed thread, long from, long to, Budget budget) {
    for (int i = 0; i < Part.count(); i++) {
      put(thread, from, to, Part.at(i), budget.nanos(Part.at(i)));
    }
  }

  private void put(Followed thread, long from, long to, Part part, long nanos) {
    if (nanos <= 0) {
      return;
    }
    thread.group.sums.add(from, to, part.ordinal(), nanos);
    Columns columns = thread.columns;
    if (columns != null) {
      bins.spread(from, to, (bin, share) -> columns.add(bin, part, share * nanos));
    }
  }

  /** Its row stood until it was seen last. */
  private void stood(Followed thread) {
    long nanos = thread.seenNanos - thread.sinceNanos;
    put(thread, thread.sinceNanos, thread.seenNanos, thread.row.now(), nanos);
    thread.sinceNanos = thread.seenNanos;
  }

  /** No more comes. */
  void settle() {
    seen();
    threads.values().forEach(this::stood);
  }

  /** How many threads were seen. */
  public int threads() {
    return groups.values().stream().mapToInt(group -> group.threads).sum();
  }

  /** A lane a thread, workers first, then those of the busiest groups. */
  public List<Lane> each() {
    List<Lane> lanes = new ArrayList<>();
    List<Followed> all = new ArrayList<>(ended);
    all.addAll(threads.values());
    for (Followed thread : all) {
      Columns columns = thread.columns;
      if (columns != null) {
        columns.settle();
        boolean works = thread.row.role().works();
        lanes.add(new Lane(thread.row.name(), 1, works, columns.parts(), columns.shares()));
      }
    }
    Map<String, Double> busy = new HashMap<>();
    lanes.forEach(lane -> busy.merge(names.of(lane.name()), lane.cpu(), Double::max));
    lanes.sort(
        Comparator.comparing((Lane lane) -> !lane.works())
            .thenComparingDouble(lane -> -busy.getOrDefault(names.of(lane.name()), 0.0))
            .thenComparing(lane -> names.of(lane.name()))
            .thenComparing(lane -> lane.name().length())
            .thenComparing(Lane::name));
    return lanes;
  }

  /** A lane a group of threads that differ by a number only, workers and the busiest first. */
  public List<Lane> grouped() {
    List<Lane> lanes = new ArrayList<>();
    groups.forEach((name, group) -> lanes.add(lane(name, group)));
    lanes.sort(
        Comparator.comparing((Lane lane) -> !lane.works())
            .thenComparingDouble(lane -> -lane.cpu() * lane.threads())
            .thenComparing(lane -> -lane.threads())
            .thenComparing(Lane::name));
    return lanes;
  }

  private Lane lane(String name, Group group) {
    byte[] parts = new byte[bins.count()];
    for (int bin = 0; bin < parts.length; bin++) {
      parts[bin] = (byte) group.sums.most(bin);
    }
    double[] shares = new double[Part.count()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = group.sums.share(i);
    }
    return new Lane(name, group.threads, group.works, parts, shares);
  }
}
