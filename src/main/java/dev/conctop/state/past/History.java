package dev.conctop.state.past;

import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.state.past.crowd.Crowd;
import dev.conctop.state.past.crowd.ThreadBooks;
import dev.conctop.state.past.lane.Lane;
import dev.conctop.state.past.lane.Pool;
import dev.conctop.state.past.lane.ThreadLanes;
import dev.conctop.state.past.total.DiskTotals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The recent past: what the panels draw over time and what the live verdict rests on. */
public final class History {
  /** Intervals kept of every figure. */
  public static final int LENGTH = 400;

  private static final int RECENT = 30;

  private final List<Ring> coreBusy = new ArrayList<>();
  private final Ring[] shares = new Ring[Part.count()];
  private final Ring throughput;
  private final HeatMap responses;
  private final DiskTotals disks;
  private ThreadLanes lanes = new ThreadLanes();
  private ThreadBooks books = new ThreadBooks();

  private final QueuedClients queued = new QueuedClients();

  private record Crowds(Crowd recent, Crowd whole) {}

  /** Of a history that does not go on. */
  private Optional<Crowds> frozen = Optional.empty();

  private final Budget[] budgets = new Budget[RECENT];
  private final Budget[] runtimes = new Budget[RECENT];
  private final List<Map<String, Double>> gauges = new ArrayList<>();
  private final TaskCounts[] counts = new TaskCounts[RECENT];
  private final long[] countNanos = new long[RECENT];
  private final Pauses hostPauses = new Pauses();
  private final Pauses threadPauses = new Pauses();
  private int budgetNext;
  private int countNext;
  private int countSize;

  public History() {
    this(new Ring(LENGTH), new HeatMap(), new DiskTotals());
  }

  private History(Ring throughput, HeatMap responses, DiskTotals disks) {
    this.throughput = throughput;
    this.responses = responses;
    this.disks = disks;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = new Ring(LENGTH);
    }
    for (int i = 0; i < RECENT; i++) {
      budgets[i] = new Budget();
      runtimes[i] = new Budget();
      gauges.add(Map.of());
      counts[i] = TaskCounts.none();
    }
  }

  public void add(HostSample host) {
    if (hostPauses.before(host.nanos())) {
      coreBusy.forEach(ring -> ring.add(Double.NaN));
    }
    List<CoreUse> cores = host.cores();
    while (coreBusy.size() < cores.size()) {
      coreBusy.add(new Ring(LENGTH));
    }
    for (int i = 0; i < cores.size(); i++) {
      coreBusy.get(i).add(cores.get(i).busy());
    }
  }

  public void add(ThreadsSample threads) {
    if (threadPauses.before(threads.nanos())) {
      // A step of the clock in which no thread was seen: nothing is drawn there.
      lanes.pause();
      for (Ring share : shares) {
        share.add(Double.NaN);
      }
    }
    Budget slot = budgets[budgetNext];
    runtimes[budgetNext].clear();
    runtimes[budgetNext].addAll(threads.runtime());
    budgetNext = (budgetNext + 1) % RECENT;
    slot.clear();
    slot.addAll(threads.workers());
    for (int i = 0; i < shares.length; i++) {
      shares[i].add(slot.isEmpty() ? Double.NaN : slot.share(Part.at(i)));
    }
    lanes.add(threads.threads());
    books.add(threads);
    queued.add(threads.traits().queuedClients());
    frozen = Optional.empty();
  }

  public void add(TaskFrame frame) {
    if (countSize > 0) {
      int last = Math.floorMod(countNext - 1, RECENT);
      long nanos = frame.nanos() - countNanos[last];
      long done = frame.tasks().completed() - counts[last].completed();
      throughput.add(nanos > 0 && done >= 0 ? done * 1e9 / nanos : Double.NaN);
    }
    counts[countNext] = frame.tasks();
    gauges.set(countNext, frame.gauges());
    countNanos[countNext] = frame.nanos();
    countNext = (countNext + 1) % RECENT;
    countSize = Math.min(countSize + 1, RECENT);
  }

  public void add(DevicesSample devices) {
    disks.add(devices);
  }

  public HeatMap heat() {
    return responses;
  }

  /** A phase began: figures that are cumulative in a phase start afresh. */
  public void restartCounts() {
    books = new ThreadBooks();
    countSize = 0;
    countNext = 0;
  }

  /** Busy share of each core over time. */
  public List<Ring> coreBusy() {
    return List.copyOf(coreBusy);
  }

  /** A part's share of the workers' time over time. */
  public Ring share(Part part) {
    return shares[part.ordinal()];
  }

  /** Tasks completed a second over time, one value a frame. */
  public Ring throughput() {
    return throughput;
  }

  /** Disks since watching began. */
  public DiskTotals disks() {
    return disks;
  }

  /** Response times over time. */
  public HeatMap responses() {
    return responses;
  }

  /** A thread's lane, while it lives and for a while after. */
  public Optional<Lane> lane(int pid, int tid) {
    return lanes.lane(pid, tid);
  }

  /** The pool that a thread of this role and name, without its number, belongs to. */
  public Optional<Pool> pool(Role role, String name) {
    return lanes.pool(role, name);
  }

  /** All threads by pools, in the order in which they were seen first. */
  public Collection<Pool> pools() {
    return lanes.pools();
  }

  /** How many threads have a role now. */
  public int threads(Role role) {
    return lanes.count(role);
  }

  /** How many threads are workers now. */
  public int workers() {
    return lanes.workers();
  }

  /** The workers' budget of the last intervals (30 at most), summed into a new budget. */
  public Budget recentWorkers() {
    Budget sum = new Budget();
    for (Budget budget : budgets) {
      sum.addAll(budget);
    }
    return sum;
  }

  /** Who was at work and who was parked in the last one and a half to three seconds. */
  public Crowd recentCrowd() {
    return frozen.map(Crowds::recent).orElseGet(books::recent);
  }

  /** Who was at work and who was parked since watching began. */
  public Crowd wholeCrowd() {
    return frozen.map(Crowds::whole).orElseGet(books::whole);
  }

  /** In how many of the last looks for them clients queued, and how many on average then. */
  public QueuedClients queuedClients() {
    return queued;
  }

  /** The runtime's own budget of the last intervals (30 at most), summed into a new budget. */
  public Budget recentRuntime() {
    Budget sum = new Budget();
    for (Budget budget : runtimes) {
      sum.addAll(budget);
    }
    return sum;
  }

  /** How fast a cumulative gauge grew over the last frames, a second; NaN when it is not known. */
  public double recentRate(String gauge) {
    if (countSize < 2) {
      return Double.NaN;
    }
    int newest = Math.floorMod(countNext - 1, RECENT);
    int oldest = Math.floorMod(countNext - countSize, RECENT);
    double grown =
        gauges.get(newest).getOrDefault(gauge, Double.NaN)
            - gauges.get(oldest).getOrDefault(gauge, Double.NaN);
    long nanos = countNanos[newest] - countNanos[oldest];
    return nanos > 0 && grown >= 0 ? grown * 1e9 / nanos : Double.NaN;
  }

  /**
   * Time that tasks spent in each state over the last frames (30 at most), ns by {@link TaskWait}
   * ordinal; all zero before there were two frames.
   */
  public long[] recentTaskNanos() {
    long[] nanos = new long[TaskWait.count()];
    if (countSize < 2) {
      return nanos;
    }
    TaskCounts newest = counts[Math.floorMod(countNext - 1, RECENT)];
    TaskCounts oldest = counts[Math.floorMod(countNext - countSize, RECENT)];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = Math.max(0, newest.nanosIn()[i] - oldest.nanosIn()[i]);
    }
    return nanos;
  }

  /** Tasks completed a second over the last frames; NaN before there were two. */
  public double recentThroughput() {
    if (countSize < 2) {
      return Double.NaN;
    }
    int newest = Math.floorMod(countNext - 1, RECENT);
    int oldest = Math.floorMod(countNext - countSize, RECENT);
    long nanos = countNanos[newest] - countNanos[oldest];
    return nanos <= 0
        ? Double.NaN
        : (counts[newest].completed() - counts[oldest].completed()) * 1e9 / nanos;
  }

  public History copy() {
    History copy = new History(throughput.copy(), responses.copy(), disks.copy());
    for (Ring ring : coreBusy) {
      copy.coreBusy.add(ring.copy());
    }
    for (int i = 0; i < shares.length; i++) {
      copy.shares[i] = shares[i].copy();
    }
    for (int i = 0; i < RECENT; i++) {
      copy.budgets[i] = budgets[i].copy();
      copy.runtimes[i] = runtimes[i].copy();
      copy.gauges.set(i, gauges.get(i));
      copy.counts[i] = counts[i];
      copy.countNanos[i] = countNanos[i];
    }
    copy.copyRest(this);
    return copy;
  }

  private void copyRest(History from) {
    lanes = from.lanes.copy();
    frozen = Optional.of(new Crowds(from.recentCrowd(), from.wholeCrowd()));
    queued.take(from.queued);
    budgetNext = from.budgetNext;
    countNext = from.countNext;
    countSize = from.countSize;
  }
}
