package dev.conctop.account;

import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ThreadReport;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The books of one thread: turns the kernel's cumulative counters into an {@link #interval()
 * interval budget} at each look, so that over a run the parts sum to wall time. Allocates nothing
 * after the thread's first declared wait. Confined to the sampling thread.
 *
 * <p>Between two looks the clock advances by Δt and the counters by Δrun and Δqueue; the rest is
 * waiting. Three things disturb that sum, and each is carried to the next look, not thrown away:
 *
 * <ul>
 *   <li><b>Deferred.</b> The counters of a thread that is runnable at the look lag: its slice or
 *       its wait for a core is still under way. What they do not explain yet (at most one interval)
 *       is booked at the next look, when they do.
 *   <li><b>Ahead.</b> A thread that was runnable at two looks and whose counters stood still waited
 *       for a core all the time between: that is booked at once, and taken off when the kernel
 *       counts it.
 *   <li><b>Debt.</b> The counters ran ahead of the clock (they and the clock are not read at one
 *       instant): {@linkplain Budget#addMisfit a misfit}, paid back from the next wait.
 * </ul>
 */
public final class ThreadAccount {
  private static final int MEMORY_SHIFT = 3;
  private static final long UNIT = 10_000;
  private static final double COMPUTES = 0.1;
  private static final double MOSTLY = 0.8;

  private final Budget interval = new Budget();
  private final Fidelity counters;
  private final long[] recent = new long[Part.count()];
  private @Nullable DeclaredWaits declared;
  private long runNanos;
  private long queueNanos;
  private long slices;
  private long atNanos;
  private long deferred;
  private long debt;
  private long ahead;
  private long lastDt;
  private long lastSlices;
  private boolean wasRunnable;
  private boolean moved;
  private double computes;
  private double usualSlices = Double.NaN;

  /** What it was found waiting for between the last look and the next, by part. */
  private int @Nullable [] glimpses;

  private int glimpsed;
  private Fidelity glimpsedHow = Fidelity.SAMPLED;

  /**
   * Opens the books.
   *
   * @param fromNanos monotonic time from which the counters count: the thread's birth with counters
   *     of 0, or the first look with the counters read then
   * @param counters how good the counters are: EXACT, or weaker where time on a core comes in ticks
   *     and time in the run queue is not told; the latter then counts as waiting
   */
  public ThreadAccount(
      long fromNanos, long runNanos, long queueNanos, long slices, Fidelity counters) {
    this.counters = counters;
    restart(fromNanos, runNanos, queueNanos, slices);
  }

  private void restart(long nanos, long run, long queue, long sliceCount) {
    atNanos = nanos;
    runNanos = run;
    queueNanos = queue;
    slices = sliceCount;
    deferred = 0;
    debt = 0;
    ahead = 0;
    lastDt = 0;
    lastSlices = 0;
    moved = true;
    interval.clear();
  }

  /** Whether the counters given differ from those of the last look. */
  public boolean moves(long run, long queue, long sliceCount) {
    return run != runNanos || queue != queueNanos || sliceCount != slices;
  }

  /** Takes in what the thread's own process says of it. */
  public void report(ThreadReport report) {
    DeclaredWaits waits = declared;
    if (waits == null) {
      if (!DeclaredWaits.any(report.declaredNanos())) {
        return;
      }
      waits = new DeclaredWaits();
      declared = waits;
    }
    waits.report(report.declaredNanos());
  }

  /**
   * The thread was found in a wait between two looks. If it moves in that interval, its waits are
   * split by what it was found in.
   *
   * @param how the weakest the cause can be
   */
  public void glimpse(Part cause, Fidelity how) {
    int[] counts = glimpses;
    if (counts == null) {
      counts = new int[Part.count()];
      glimpses = counts;
    }
    counts[cause.ordinal()]++;
    glimpsed++;
    glimpsedHow = glimpsedHow.weaker(how);
  }

  private void forgetGlimpses() {
    int[] counts = glimpses;
    if (glimpsed > 0 && counts != null) {
      Arrays.fill(counts, 0);
      glimpsed = 0;
      glimpsedHow = Fidelity.SAMPLED;
    }
  }

  /**
   * Books one look.
   *
   * @param nanos monotonic time at which the counters were read
   * @param run cumulative time on a core, ns
   * @param queue cumulative time runnable without a core, ns
   * @param sliceCount how often it was given a core, cumulative
   * @param seen what it was found doing
   * @param cause the wait's part when BLOCKED; else ignored
   * @param how the weakest the cause can be; the booking weakens it when it had to sample
   */
  public void look(
      long nanos, long run, long queue, long sliceCount, Seen seen, Part cause, Fidelity how) {
    if (run < runNanos || queue < queueNanos || sliceCount < slices || nanos < atNanos) {
      restart(nanos, run, queue, sliceCount);
      return;
    }
    interval.clear();
    moved = moves(run, queue, sliceCount) || counters != Fidelity.EXACT;
    long dt = nanos - atNanos;
    long ran = run - runNanos;
    long queued = queue - queueNanos;
    lastDt = dt;
    lastSlices = sliceCount - slices;
    double rate = slicesPerSecond();
    usualSlices =
        Double.isNaN(usualSlices) ? rate : usualSlices + (rate - usualSlices) / (1 << MEMORY_SHIFT);
    computes += ((dt <= 0 ? 0 : (double) ran / dt) - computes) / (1 << MEMORY_SHIFT);
    long known = Math.min(ahead, queued);
    ahead -= known;
    interval.add(Part.ON_CPU, ran, counters);
    interval.add(Part.RUN_QUEUE, queued - known, counters);
    settle(dt, ran + queued - known, seen, cause, how);
    atNanos = nanos;
    runNanos = run;
    queueNanos = queue;
    slices = sliceCount;
    wasRunnable = seen == Seen.RUNNABLE;
    if (deferred == 0) {
      // Else the time that they tell of is not booked yet.
      forgetGlimpses();
    }
  }

  /** Books what the counters do not say, and the wall time that the interval's parts stand for. */
  private void settle(long dt, long counted, Seen seen, Part cause, Fidelity how) {
    long oldDeferred = deferred;
    long oldDebt = debt;
    long oldHeld = declared == null ? 0 : declared.heldNanos();
    long left = dt + oldDeferred - oldDebt - counted;
    debt = Math.max(0, -left);
    deferred = 0;
    if (seen == Seen.RUNNABLE) {
      left = bookRunnable(Math.max(0, left), dt);
      bookWaits(left, Seen.RUNNABLE, cause, Fidelity.SAMPLED);
    } else {
      bookWaits(Math.max(0, left), Seen.BLOCKED, cause, moved ? how.weaker(Fidelity.SAMPLED) : how);
    }
    long held = declared == null ? 0 : declared.heldNanos();
    long wall = dt + oldDeferred - deferred + oldHeld - held;
    interval.addWall(wall);
    long unpaid = debt - oldDebt;
    interval.addMisfit(Math.max(0, unpaid) + Math.abs(interval.partsNanos() - wall - unpaid));
  }

  /** A runnable thread: what of the time left is surely no wait. Returns what is a wait. */
  private long bookRunnable(long left, long dt) {
    if (wasRunnable && !moved) {
      long starved = Math.min(left, dt);
      interval.add(Part.RUN_QUEUE, starved, Fidelity.EXACT);
      ahead += starved;
      deferred = left - starved;
      return 0;
    }
    deferred = Math.min(left, dt);
    return left - deferred;
  }

  private void bookWaits(long nanos, Seen seen, Part cause, Fidelity how) {
    if (seen == Seen.BLOCKED) {
      remember(cause);
    }
    if (declared != null) {
      Part kernels = seen == Seen.BLOCKED ? cause : mostRecent();
      declared.book(interval, nanos, kernels, how, deferred);
    } else if (nanos > 0) {
      int[] counts = glimpses;
      if (moved && glimpsed > 0 && counts != null) {
        bookAsGlimpsed(nanos, counts, seen == Seen.BLOCKED ? cause : null, how);
      } else if (seen == Seen.BLOCKED) {
        interval.add(cause, nanos, how);
      } else {
        bookAsRecently(nanos, how);
      }
    }
  }

  /** By what the thread was found in between the looks and, if it waits now, at this one. */
  private void bookAsGlimpsed(long nanos, int[] counts, @Nullable Part last, Fidelity how) {
    if (last != null) {
      counts[last.ordinal()]++;
      glimpsed++;
    }
    Fidelity weakest = how.weaker(glimpsedHow);
    long rest = nanos;
    int most = 0;
    for (int i = 0; i < counts.length; i++) {
      long share = (long) ((double) nanos * counts[i] / glimpsed);
      interval.add(Part.at(i), share, weakest);
      rest -= share;
      most = counts[i] > counts[most] ? i : most;
    }
    interval.add(Part.at(most), rest, weakest);
  }

  /** The thread runs at the look: its waits are taken to be as those it was seen in lately. */
  private void bookAsRecently(long nanos, Fidelity how) {
    long sum = 0;
    for (long weight : recent) {
      sum += weight;
    }
    if (sum == 0) {
      interval.add(Part.UNKNOWN, nanos, how);
      return;
    }
    long rest = nanos;
    for (int i = 0; i < recent.length; i++) {
      long share = (long) ((double) nanos * recent[i] / sum);
      interval.add(Part.at(i), share, how);
      rest -= share;
    }
    interval.add(mostRecent(), rest, how);
  }

  private void remember(Part cause) {
    for (int i = 0; i < recent.length; i++) {
      recent[i] -= recent[i] >> MEMORY_SHIFT;
    }
    recent[cause.ordinal()] += 1 << 16;
  }

  private Part mostRecent() {
    int best = Part.UNKNOWN.ordinal();
    for (int i = 0; i < recent.length; i++) {
      if (recent[i] > recent[best]) {
        best = i;
      }
    }
    return Part.at(best);
  }

  /**
   * Books what is still held back, because the thread has ended: into the interval budget, which is
   * cleared first.
   */
  public void close() {
    interval.clear();
    DeclaredWaits waits = declared;
    if (waits != null) {
      long held = waits.heldNanos();
      waits.release(interval);
      interval.addWall(held);
    }
  }

  /** The budget of the last interval; reused, so copy it to keep it. */
  public Budget interval() {
    return interval;
  }

  /** Whether the counters moved in the last interval. */
  public boolean moved() {
    return moved;
  }

  /** Cumulative time on a core at the last look, ns. */
  public long runNanos() {
    return runNanos;
  }

  /** Cumulative slices at the last look. */
  public long slices() {
    return slices;
  }

  /** The same over the last intervals, of which each counts less than the one after it. */
  public double usualSlicesPerSecond() {
    return Double.isNaN(usualSlices) ? 0 : usualSlices;
  }

  /** Slices of the last interval. */
  public long lastSlices() {
    return lastSlices;
  }

  /** Whether it spent a tenth of its time on a core, lately. */
  public boolean recentlyComputes() {
    return computes >= COMPUTES;
  }

  /** Whether it spent nearly all of its time on a core, lately. */
  public boolean mostlyComputes() {
    return computes >= MOSTLY;
  }

  /** Slices a second over the last interval, which is taken in whole hundredths of a ms. */
  public double slicesPerSecond() {
    long units = (lastDt + UNIT / 2) / UNIT;
    return units <= 0 ? 0 : lastSlices * 1e9 / (units * UNIT);
  }
}
