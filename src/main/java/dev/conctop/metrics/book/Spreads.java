package dev.conctop.metrics.book;

import dev.conctop.metrics.Buckets;
import dev.conctop.sample.task.ValueCounts;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds up values of one series in buckets of 1.1 % width, so that a percentile that is read from
 * them is off by no more than that. Not for several threads.
 */
final class Spreads {
  /** 64 buckets an octave. */
  private static final int SCHEMA = 6;

  private static final int OCTAVE = 1 << SCHEMA;

  /** Of 1 ns in seconds; what is less is counted there. */
  private static final int LEAST = -30 * OCTAVE;

  /** Of 1 h and a bit in seconds; what is more is counted there. */
  private static final int LARGEST = 12 * OCTAVE;

  /** The most fine buckets that are told; with more of them they are made wider. */
  private static final int MOST = 640;

  private static final double NANOS = 1e9;

  private final long[] fine = new long[LARGEST - LEAST + 1];
  private final long[] coarse = new long[Buckets.BOUNDS.size() + 1];
  private long zeros;
  private double sum;

  void add(ValueCounts values) {
    for (int i = 0; i < values.size(); i++) {
      add(values.value(i), values.count(i));
    }
  }

  private void add(long nanos, long count) {
    sum += nanos / NANOS * count;
    coarse[coarseIndex(nanos)] += count;
    if (nanos <= 0) {
      zeros += count;
    } else {
      fine[fineIndex(nanos) - LEAST] += count;
    }
  }

  private static int coarseIndex(long nanos) {
    int at = 0;
    while (at < Buckets.BOUNDS.size() && nanos > Buckets.BOUNDS.get(at)) {
      at++;
    }
    return at;
  }

  /** The bucket whose upper bound is the least that is not below the value. */
  static int fineIndex(long nanos) {
    double octaves = Math.log(nanos / NANOS) / Math.log(2);
    return Math.clamp((long) Math.ceil(octaves * OCTAVE), LEAST, LARGEST);
  }

  Buckets buckets() {
    int schema = SCHEMA;
    List<Integer> indexes = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < fine.length; i++) {
      if (fine[i] > 0) {
        indexes.add(i + LEAST);
        counts.add(fine[i]);
      }
    }
    while (indexes.size() > MOST) {
      halve(indexes, counts);
      schema--;
    }
    List<Long> bounds = new ArrayList<>();
    for (long count : coarse) {
      bounds.add(count);
    }
    return new Buckets(schema, indexes, counts, zeros, bounds, sum);
  }

  /** Joins each two neighbours: of two buckets the even index keeps the upper bound. */
  private static void halve(List<Integer> indexes, List<Long> counts) {
    List<Integer> joined = new ArrayList<>();
    List<Long> sums = new ArrayList<>();
    for (int i = 0; i < indexes.size(); i++) {
      int index = Math.floorDiv(indexes.get(i) + 1, 2);
      if (!joined.isEmpty() && joined.getLast() == index) {
        sums.set(sums.size() - 1, sums.getLast() + counts.get(i));
      } else {
        joined.add(index);
        sums.add(counts.get(i));
      }
    }
    indexes.clear();
    indexes.addAll(joined);
    counts.clear();
    counts.addAll(sums);
  }
}
