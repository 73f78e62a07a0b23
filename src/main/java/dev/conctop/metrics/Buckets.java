package dev.conctop.metrics;

import java.util.List;

/**
 * A histogram of seconds in two forms of the same values.
 *
 * @param schema bucket {@code i} of the fine form holds what is above b^(i-1) and up to b^i
 *     seconds, b = 2^(2^-schema); it is what Prometheus calls a native histogram
 * @param indexes the fine buckets that are not empty, ascending
 * @param counts how many values each of them has
 * @param zeros how many values were 0
 * @param coarse how many values each coarse bucket has, {@link #BOUNDS} and one above all
 * @param sum of all values, seconds
 */
public record Buckets(
    int schema,
    List<Integer> indexes,
    List<Long> counts,
    long zeros,
    List<Long> coarse,
    double sum) {
  /** Upper bounds of the coarse buckets, ns. */
  public static final List<Long> BOUNDS =
      List.of(
          100_000L,
          250_000L,
          500_000L,
          1_000_000L,
          2_500_000L,
          5_000_000L,
          10_000_000L,
          25_000_000L,
          50_000_000L,
          100_000_000L,
          250_000_000L,
          500_000_000L,
          1_000_000_000L,
          2_500_000_000L,
          5_000_000_000L,
          10_000_000_000L);

  public Buckets {
    indexes = List.copyOf(indexes);
    counts = List.copyOf(counts);
    coarse = List.copyOf(coarse);
    if (indexes.size() != counts.size() || coarse.size() != BOUNDS.size() + 1) {
      throw new IllegalArgumentException("buckets and counts do not match");
    }
  }

  /** How many values there are. */
  public long count() {
    return coarse.stream().mapToLong(Long::longValue).sum();
  }
}
