package dev.conctop.state.past.total;

import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.host.DiskRequest;
import dev.conctop.sample.host.DiskUse;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * Disks since watching began.
 *
 * <p>The kernel tells of a disk how many requests have ended and the sum of their times, not the
 * time of each. So a latency here is the mean of the requests that ended between two looks, counted
 * as often as there were of them: exact as a mean, but what is far above or below it in one
 * interval does not show. Quantiles of these are estimated.
 */
public final class DiskTotals {
  private static final long LOWEST_NANOS = 1_000;
  private static final long HIGHEST_NANOS = 3_600_000_000_000L;
  private static final int DIGITS = 2;
  private static final int MOST_DISKS = 256;

  /** One disk's sums. */
  private static final class Sum {
    final Map<DiskRequest, Histogram> kinds = new EnumMap<>(DiskRequest.class);
    final Histogram both = new Histogram(LOWEST_NANOS, HIGHEST_NANOS, DIGITS);
    double nanos;
    double busyNanos;
    double read;
    double written;
    long looks;
  }

  /**
   * One disk over the whole time.
   *
   * @param busy share of the time, 0 to 1, in which at least one request was under way
   * @param readPerSecond bytes
   * @param writtenPerSecond bytes
   * @param looks intervals in which a request ended: as many values the histograms were made of
   */
  public record Whole(
      String name, Figure busy, double readPerSecond, double writtenPerSecond, long looks) {}

  private final Map<String, Sum> sums = new LinkedHashMap<>();

  /** Adds what disks did in one interval. */
  public void add(DevicesSample sample) {
    if (sample.intervalNanos() <= 0) {
      return;
    }
    for (DiskUse disk : sample.disks()) {
      if (sums.size() < MOST_DISKS || sums.containsKey(disk.name())) {
        add(sums.computeIfAbsent(disk.name(), _ -> new Sum()), disk, sample.intervalNanos());
      }
    }
  }

  private static void add(Sum sum, DiskUse disk, long interval) {
    double seconds = interval / 1e9;
    sum.nanos += interval;
    sum.busyNanos += disk.busy().known() ? disk.busy().value() * interval : 0;
    sum.read += disk.readPerSecond() * seconds;
    sum.written += disk.writtenPerSecond() * seconds;
    boolean any = false;
    for (int i = 0; i < DiskRequest.count(); i++) {
      DiskUse.Ended ended = disk.ended(DiskRequest.at(i));
      if (ended.count() > 0 && ended.meanNanos().known()) {
        any = true;
        add(sum, DiskRequest.at(i), ended);
      }
    }
    sum.looks += any ? 1 : 0;
  }

  private static void add(Sum sum, DiskRequest kind, DiskUse.Ended ended) {
    long value = Math.clamp(Math.round(ended.meanNanos().value()), 1, HIGHEST_NANOS);
    sum.kinds
        .computeIfAbsent(kind, _ -> new Histogram(LOWEST_NANOS, HIGHEST_NANOS, DIGITS))
        .recordValueWithCount(value, ended.count());
    if (kind == DiskRequest.READ || kind == DiskRequest.WRITE) {
      sum.both.recordValueWithCount(value, ended.count());
    }
  }

  /** Every disk seen, in the order in which they were first seen. */
  public List<Whole> disks() {
    return sums.entrySet().stream().map(e -> whole(e.getKey(), e.getValue())).toList();
  }

  private static Whole whole(String name, Sum sum) {
    return new Whole(
        name,
        Figure.exact(Math.min(1, sum.busyNanos / sum.nanos)),
        sum.read * 1e9 / sum.nanos,
        sum.written * 1e9 / sum.nanos,
        sum.looks);
  }

  /** Means of the intervals, ns; empty when no such request has ended. Not to be changed. */
  public Optional<Histogram> latency(String disk, DiskRequest request) {
    Sum sum = sums.get(disk);
    return sum == null ? Optional.empty() : Optional.ofNullable(sum.kinds.get(request));
  }

  /** The same of reads and writes together. */
  public Optional<Histogram> latency(String disk) {
    Sum sum = sums.get(disk);
    return sum == null || sum.both.getTotalCount() == 0 ? Optional.empty() : Optional.of(sum.both);
  }

  public DiskTotals copy() {
    DiskTotals copy = new DiskTotals();
    sums.forEach(
        (name, sum) -> {
          Sum same = new Sum();
          sum.kinds.forEach((kind, histogram) -> same.kinds.put(kind, histogram.copy()));
          same.both.add(sum.both);
          same.nanos = sum.nanos;
          same.busyNanos = sum.busyNanos;
          same.read = sum.read;
          same.written = sum.written;
          same.looks = sum.looks;
          copy.sums.put(name, same);
        });
    return copy;
  }
}
