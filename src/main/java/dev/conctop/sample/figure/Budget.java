package dev.conctop.sample.figure;

import java.util.Arrays;

/**
 * Nanoseconds of wall time by part, summed over one or more threads. Mutable and reused: the
 * sampler adds into it without allocation. Confined to the thread that owns it.
 */
public final class Budget {
  private static final Fidelity[] FIDELITIES = Fidelity.values();

  private final long[] nanos = new long[Part.count()];

  /** Two bits a part: thousands of these are kept. */
  private int fidelity;

  private long wallNanos;
  private long misfitNanos;

  public Budget() {
    clear();
  }

  /** Forgets everything. */
  public void clear() {
    Arrays.fill(nanos, 0);
    fidelity = 0;
    wallNanos = 0;
    misfitNanos = 0;
  }

  /** Adds time to a part; the part's fidelity becomes the weaker of the two. */
  public void add(Part part, long partNanos, Fidelity how) {
    if (partNanos == 0) {
      return;
    }
    nanos[part.ordinal()] += partNanos;
    weaken(part.ordinal(), how.ordinal());
  }

  /** Fidelities are ordered from strong to weak, and EXACT is 0. */
  private void weaken(int part, int how) {
    if (how > (fidelity >>> (2 * part) & 3)) {
      fidelity = fidelity & ~(3 << 2 * part) | how << 2 * part;
    }
  }

  /** Adds wall time of a thread that the parts should sum to. */
  public void addWall(long threadWallNanos) {
    wallNanos += threadWallNanos;
  }

  /** Adds what parts and wall time of one thread differ by, as an absolute value. */
  public void addMisfit(long absoluteNanos) {
    misfitNanos += absoluteNanos;
  }

  /** Adds all of another budget. */
  public void addAll(Budget other) {
    for (int i = 0; i < nanos.length; i++) {
      if (other.nanos[i] != 0) {
        nanos[i] += other.nanos[i];
        weaken(i, other.fidelity >>> (2 * i) & 3);
      }
    }
    wallNanos += other.wallNanos;
    misfitNanos += other.misfitNanos;
  }

  /** A copy that shares nothing. */
  public Budget copy() {
    Budget copy = new Budget();
    copy.addAll(this);
    return copy;
  }

  /**
   * The same in whole units, for what is kept of each thread at each look. Parts come to wall time
   * as closely as before.
   *
   * @param unit ns
   * @param left of each part what was cut off before, ns, which is added here; what is cut off now
   *     is left there, so that who keeps one after the other loses nothing
   */
  public Budget inUnits(long unit, int[] left) {
    Budget whole = copy();
    for (int i = 0; i < nanos.length; i++) {
      long all = nanos[i] + left[i];
      left[i] = (int) Math.floorMod(all, unit);
      whole.nanos[i] = all - left[i];
      if (whole.nanos[i] == 0) {
        // Nothing of it is there, so how it was got is not said either.
        whole.fidelity &= ~(3 << 2 * i);
      }
    }
    whole.misfitNanos = rounded(misfitNanos, unit);
    whole.wallNanos = whole.partsNanos() + rounded(wallNanos - partsNanos(), unit);
    return whole;
  }

  private static long rounded(long nanos, long unit) {
    return Math.floorDiv(nanos + unit / 2, unit) * unit;
  }

  public long nanos(Part part) {
    return nanos[part.ordinal()];
  }

  public Fidelity fidelity(Part part) {
    return FIDELITIES[fidelity >>> (2 * part.ordinal()) & 3];
  }

  /** Wall time of all threads, ns. */
  public long wallNanos() {
    return wallNanos;
  }

  /** What parts and wall time of each thread differ by, summed, ns. */
  public long misfitNanos() {
    return misfitNanos;
  }

  /** Sum of all parts, ns. */
  public long partsNanos() {
    long sum = 0;
    for (long part : nanos) {
      sum += part;
    }
    return sum;
  }

  /** A part's share of all parts, 0 to 1; 0 when the budget is empty. */
  public double share(Part part) {
    long sum = partsNanos();
    return sum == 0 ? 0 : (double) nanos[part.ordinal()] / sum;
  }

  /** How far parts and wall time differ, 0 (closed) upwards, as a share of wall time. */
  public double closureError() {
    return wallNanos == 0 ? 0 : (double) misfitNanos / wallNanos;
  }

  /** Whether there is time, and all of it is one part's. */
  public boolean isAll(Part part) {
    return nanos[part.ordinal()] != 0 && partsNanos() == nanos[part.ordinal()];
  }

  /** Whether nothing was added. */
  public boolean isEmpty() {
    return wallNanos == 0 && partsNanos() == 0;
  }
}
