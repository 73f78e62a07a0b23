package dev.conctop.export.html.story;

/**
 * A time cut into equal columns, the last of which may be shorter: however long a recording is,
 * there are no more than a page has room for.
 *
 * @param beginNanos where the first begins
 * @param endNanos where the last ends; after {@code beginNanos}
 * @param widthNanos of a column
 */
public record Bins(long beginNanos, long endNanos, long widthNanos) {
  /** Widths that people can count in, ns. */
  private static final long[] WIDTHS;

  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1000 * MILLI;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  static {
    WIDTHS =
        new long[] {
          100 * MILLI,
          200 * MILLI,
          500 * MILLI,
          SECOND,
          2 * SECOND,
          5 * SECOND,
          10 * SECOND,
          15 * SECOND,
          30 * SECOND,
          MINUTE,
          2 * MINUTE,
          5 * MINUTE,
          10 * MINUTE,
          15 * MINUTE,
          30 * MINUTE,
          HOUR,
          2 * HOUR,
          6 * HOUR,
          12 * HOUR,
          24 * HOUR
        };
  }

  /** Takes a share of something, 0 to 1, that belongs to a column. */
  @FunctionalInterface
  public interface Shares {
    void accept(int bin, double share);
  }

  public Bins {
    if (endNanos <= beginNanos || widthNanos <= 0) {
      throw new IllegalArgumentException("a time that is cut must have a length");
    }
  }

  /**
   * The narrowest columns of which there are not too many.
   *
   * @param most how many there may be
   */
  public static Bins over(long beginNanos, long endNanos, int most) {
    long end = Math.max(endNanos, beginNanos + 1);
    long least = Math.ceilDiv(end - beginNanos, (long) most);
    for (long width : WIDTHS) {
      if (width >= least) {
        return new Bins(beginNanos, end, width);
      }
    }
    return new Bins(beginNanos, end, least);
  }

  public int count() {
    return Math.toIntExact(Math.ceilDiv(endNanos - beginNanos, widthNanos));
  }

  public long lengthNanos() {
    return endNanos - beginNanos;
  }

  /** Where a column begins; where the last one ends for {@link #count}. */
  public long edge(int bin) {
    return Math.min(beginNanos + bin * widthNanos, endNanos);
  }

  /** The column that a moment is in; that of a moment outside is the nearest. */
  public int at(long nanos) {
    long at = Math.floorDiv(nanos - beginNanos, widthNanos);
    return (int) Math.clamp(at, 0, count() - 1L);
  }

  /**
   * Shares out what took place from one moment to another, by how long that was in each column.
   * What lies outside is left out, so the shares sum to 1 or less. A moment without a length is
   * whole in its column.
   */
  public void spread(long from, long to, Shares taker) {
    if (to <= from) {
      if (from >= beginNanos && from <= endNanos) {
        taker.accept(at(from), 1);
      }
      return;
    }
    long begin = Math.max(from, beginNanos);
    long end = Math.min(to, endNanos);
    double whole = (double) to - from;
    long at = begin;
    while (at < end) {
      int bin = at(at);
      long next = Math.min(edge(bin + 1), end);
      taker.accept(bin, (next - at) / whole);
      at = next;
    }
  }
}
