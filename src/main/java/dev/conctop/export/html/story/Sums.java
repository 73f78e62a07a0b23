package dev.conctop.export.html.story;

import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Part;

/** How much of each of a few kinds there was over time. Confined to one thread. */
public final class Sums {
  private final Bins bins;
  private final int kinds;
  private final float[] sums;

  Sums(Bins bins, int kinds) {
    this.bins = bins;
    this.kinds = kinds;
    this.sums = new float[bins.count() * kinds];
  }

  /** Adds what came about evenly from one moment to another. */
  void add(long from, long to, int kind, double amount) {
    if (amount != 0) {
      bins.spread(from, to, (bin, share) -> sums[bin * kinds + kind] += (float) (amount * share));
    }
  }

  /** Adds threads' time by part. */
  void add(long from, long to, Budget budget) {
    for (int i = 0; i < Part.count(); i++) {
      add(from, to, i, budget.nanos(Part.at(i)));
    }
  }

  public double at(int kind, int bin) {
    return sums[bin * kinds + kind];
  }

  /** All kinds of a column. */
  public double all(int bin) {
    double sum = 0;
    for (int i = 0; i < kinds; i++) {
      sum += sums[bin * kinds + i];
    }
    return sum;
  }

  /** A kind's share of a column, 0 to 1; 0 where there is nothing. */
  public double share(int kind, int bin) {
    double all = all(bin);
    return all <= 0 ? 0 : at(kind, bin) / all;
  }

  /** A kind's share of everything, 0 to 1; 0 where there is nothing. */
  public double share(int kind) {
    double sum = 0;
    double all = 0;
    for (int bin = 0; bin < bins.count(); bin++) {
      sum += at(kind, bin);
      all += all(bin);
    }
    return all <= 0 ? 0 : sum / all;
  }

  /** The kind that most of a column was; -1 where there is nothing. */
  public int most(int bin) {
    int best = -1;
    for (int i = 0; i < kinds; i++) {
      if (at(i, bin) > 0 && (best < 0 || at(i, bin) > at(best, bin))) {
        best = i;
      }
    }
    return best;
  }

  public boolean isEmpty() {
    for (float sum : sums) {
      if (sum != 0) {
        return false;
      }
    }
    return true;
  }
}
