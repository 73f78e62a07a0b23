package dev.conctop.experiment.curve;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Quantity;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the responses are to hold, as {@code --slo} has it.
 *
 * @param percentile 50 or 99
 * @param belowNanos what it is to be below, above 0
 */
public record Slo(int percentile, long belowNanos) {
  private static final Pattern WRITTEN = Pattern.compile("\\s*p(\\d+)\\s*<\\s*(.+?)\\s*");

  /**
   * The value that holds it and is wanted most.
   *
   * @param value NaN when there is none
   * @param reason why there is none, in words; empty otherwise
   */
  public record Answer(double value, String reason) {}

  /**
   * Reads {@code p99<100ms}.
   *
   * @throws BadInput in one line
   */
  public static Slo read(String written) {
    Matcher parts = WRITTEN.matcher(written);
    if (!parts.matches()) {
      throw new BadInput("--slo " + written + ": what is to hold is written p99<100ms");
    }
    if (!parts.group(1).equals("50") && !parts.group(1).equals("99")) {
      throw new BadInput("--slo " + written + ": of each size p50 and p99 are known");
    }
    long nanos;
    try {
      nanos = Quantity.duration(parts.group(2));
    } catch (BadInput e) {
      throw new BadInput("--slo " + written + ": " + e.getMessage());
    }
    if (nanos == 0) {
      throw new BadInput("--slo " + written + ": no response is below 0");
    }
    return new Slo(Integer.parseInt(parts.group(1)), nanos);
  }

  /**
   * Of the values whose percentile is below by its median and, where that is known, by the upper
   * end of its interval, the largest where more of it is more work done, {@link
   * Range#wantsLargest}, else the smallest.
   *
   * @param points the smallest value first
   * @param range for how values are written
   */
  public Answer answer(List<Point> points, Range range) {
    double least = Double.POSITIVE_INFINITY;
    String where = "";
    for (Point point : range.wantsLargest() ? points.reversed() : points) {
      Estimate figure = percentile == 50 ? point.p50Nanos() : point.p99Nanos();
      double most = figure.hasInterval() ? figure.high() : figure.median();
      if (most < belowNanos) {
        return new Answer(point.value(), "");
      }
      if (most < least) {
        least = most;
        where = range.written(point.value());
      }
    }
    return new Answer(
        Double.NaN,
        where.isEmpty()
            ? "p" + percentile + " is known at no size"
            : this + " holds at no size measured: the least is " + rounded(least) + " at " + where);
  }

  /** As it is written. */
  @Override
  public String toString() {
    return "p" + percentile + "<" + Quantity.formatDuration(belowNanos);
  }

  /** Three figures are enough to read. */
  private static String rounded(double nanos) {
    long step = (long) Math.pow(10, Math.max(0, Math.floor(Math.log10(nanos)) - 2));
    return Quantity.formatDuration((long) Math.ceil(nanos / step) * step);
  }
}
