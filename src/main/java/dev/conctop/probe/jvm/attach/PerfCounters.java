package dev.conctop.probe.jvm.attach;

import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.jvm.JvmCounters;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Pauses since a JVM has been watched, from its shared counters: exact. */
public final class PerfCounters {
  private static final String NO_COUNTERS = "this VM does not count it";
  private static final int MOST_COLLECTORS = 16;

  private @Nullable PerfData first;
  private long firstNanos;

  /**
   * The counters now, less those of the first call.
   *
   * @param nanos monotonic time of the reading
   */
  public JvmCounters since(PerfData now, long nanos) {
    PerfData then = first;
    if (then == null) {
      then = now;
      first = now;
      firstNanos = nanos;
    }
    double tickNanos = 1e9 / now.number("sun.os.hrt.frequency").orElse(1_000_000_000L);
    return new JvmCounters(
        collectors(then, now, "invocations", 1),
        collectors(then, now, "time", tickNanos),
        difference(then, now, "sun.rt.safepoints", 1),
        difference(then, now, "sun.rt.safepointTime", tickNanos),
        nanos - firstNanos);
  }

  /** The sum over collectors that stop all threads; what only runs beside them has no counter. */
  private static Figure collectors(PerfData then, PerfData now, String counter, double unit) {
    double sum = Double.NaN;
    for (int i = 0; i < MOST_COLLECTORS; i++) {
      Figure one = difference(then, now, "sun.gc.collector." + i + "." + counter, unit);
      if (one.known()) {
        sum = Double.isNaN(sum) ? one.value() : sum + one.value();
      }
    }
    return Double.isNaN(sum) ? Figure.na(NO_COUNTERS) : Figure.exact(sum);
  }

  private static Figure difference(PerfData then, PerfData now, String name, double unit) {
    OptionalLong before = then.number(name);
    OptionalLong after = now.number(name);
    // A counter that goes back is not one.
    return before.isPresent() && after.isPresent() && after.getAsLong() >= before.getAsLong()
        ? Figure.exact((after.getAsLong() - before.getAsLong()) * unit)
        : Figure.na(NO_COUNTERS);
  }
}
