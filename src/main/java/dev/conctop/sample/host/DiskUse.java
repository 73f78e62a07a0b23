package dev.conctop.sample.host;

import dev.conctop.sample.figure.Figure;
import java.util.List;

/**
 * One disk over the last interval.
 *
 * @param busy share of the interval, 0 to 1, in which at least one request was under way
 * @param ended requests that ended in the interval, one entry a {@link DiskRequest} by ordinal
 * @param readPerSecond bytes
 * @param writtenPerSecond bytes
 */
public record DiskUse(
    String name, Figure busy, List<Ended> ended, double readPerSecond, double writtenPerSecond) {

  /**
   * Requests of one kind that ended.
   *
   * @param count how many; 0 also where the kernel does not count them
   * @param meanNanos their mean time, queue included; exact as a mean, as far as a sum in whole
   *     milliseconds goes; estimated where the kernel's sum is still below its millisecond; n/a
   *     when none ended
   */
  public record Ended(long count, Figure meanNanos) {
    public static Ended none(String reason) {
      return new Ended(0, Figure.na(reason));
    }
  }

  public DiskUse {
    if (ended.size() != DiskRequest.count()) {
      throw new IllegalArgumentException("ended: one entry a kind of request");
    }
    ended = List.copyOf(ended);
  }

  public Ended ended(DiskRequest request) {
    return ended.get(request.ordinal());
  }

  /** Mean time of the reads and writes that ended in the interval; n/a when none did. */
  public Figure latencyNanos() {
    Ended reads = ended(DiskRequest.READ);
    Ended writes = ended(DiskRequest.WRITE);
    if (!reads.meanNanos().known()) {
      return writes.meanNanos();
    }
    if (!writes.meanNanos().known()) {
      return reads.meanNanos();
    }
    double sum =
        reads.count() * reads.meanNanos().value() + writes.count() * writes.meanNanos().value();
    return Figure.exact(sum / (reads.count() + writes.count()));
  }
}
