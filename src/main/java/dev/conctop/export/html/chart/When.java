package dev.conctop.export.html.chart;

import dev.conctop.export.html.markup.Say;
import dev.conctop.export.html.markup.Tags;
import dev.conctop.export.html.plot.Tick;
import dev.conctop.export.html.plot.TimeAxis;
import dev.conctop.export.html.story.Bins;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * When things were, for people.
 *
 * @param bins the time, by the clock of facts
 * @param wallNanos what time its beginning was, ns since 1970
 * @param zone where times of day are meant
 */
public record When(Bins bins, long wallNanos, ZoneId zone) {
  private static final long BRIEF = 120_000_000_000L;

  /** Marks of the axis of time. */
  public List<Tick> ticks() {
    return TimeAxis.of(wallNanos, bins.lengthNanos(), zone);
  }

  /** A moment by the clock of facts: as the axis counts. */
  public String say(long nanos) {
    long since = nanos - bins.beginNanos();
    return bins.lengthNanos() <= BRIEF
        ? String.format(Locale.ROOT, "%.1f", since / 1e9) + Say.NARROW + "s"
        : Say.clock(wallNanos + since, zone);
  }

  /** Where a moment is in a drawing. */
  int x(long nanos) {
    double share = (double) (nanos - bins.beginNanos()) / bins.lengthNanos();
    return (int) Math.round(Math.clamp(share, 0, 1) * Tags.WIDTH);
  }

  /** Where a column begins in a drawing. */
  int left(int bin) {
    return x(bins.edge(bin));
  }

  int width(int bin) {
    return left(bin + 1) - left(bin);
  }
}
