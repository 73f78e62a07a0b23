package dev.conctop.source.look;

import dev.conctop.probe.CpuQuota;
import dev.conctop.probe.Probes;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.figure.Figure;
import java.util.Optional;

/**
 * The quota of one process after another: counters then against counters now, once a second. Where
 * there is no quota, it is looked for less often: some ten files tell only that still.
 */
public final class QuotaWatch {
  private static final long EVERY_NANOS = 1_000_000_000L;
  private static final long UNLIMITED_NANOS = 5 * EVERY_NANOS;

  private final Probes probes;
  private int pid = -1;
  private long nextNanos;
  private CpuQuota marked = CpuQuota.na("not read yet");
  private CpuQuota before = marked;

  public QuotaWatch(Probes probes) {
    this.probes = probes;
  }

  /** Measuring begins: read at once. */
  public void mark(int whose, long nanos) {
    marked = probes.quota(whose);
    before = marked;
    pid = whose;
    nextNanos = nanos + pause(marked);
  }

  /** The quota, when a second has gone by since it was read last. */
  public Optional<CpuLimit> look(int whose, long nanos) {
    if (whose != pid) {
      mark(whose, nanos);
      return Optional.of(limit(marked));
    }
    if (nanos < nextNanos) {
      return Optional.empty();
    }
    return Optional.of(read(nanos));
  }

  /** The quota now; of a process that has ended, as it was read last. */
  CpuLimit read(long nanos) {
    CpuQuota now = probes.quota(pid);
    nextNanos = nanos + pause(now);
    if (!now.periods().known() && before.periods().known()) {
      return limit(before);
    }
    CpuLimit limit = limit(now);
    before = now;
    return limit;
  }

  private static long pause(CpuQuota quota) {
    return quota.quotaCores().known() && !Double.isInfinite(quota.quotaCores().value())
        ? EVERY_NANOS
        : UNLIMITED_NANOS;
  }

  private CpuLimit limit(CpuQuota now) {
    return new CpuLimit(pid, now.quotaCores(), share(before, now), share(marked, now));
  }

  private static Figure share(CpuQuota then, CpuQuota now) {
    if (now.quotaCores().known() && Double.isInfinite(now.quotaCores().value())) {
      return Figure.exact(0);
    }
    if (!now.periods().known() || !now.throttledPeriods().known()) {
      return now.throttledPeriods();
    }
    if (!then.periods().known() || !then.throttledPeriods().known()) {
      return Figure.na("the quota was not read twice");
    }
    // The kernel counts a period only while something of the group wants to run.
    double periods = now.periods().value() - then.periods().value();
    double held = now.throttledPeriods().value() - then.throttledPeriods().value();
    return Figure.exact(periods <= 0 ? 0 : Math.clamp(held / periods, 0, 1));
  }
}
