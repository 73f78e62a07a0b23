package dev.conctop.state.past.total;

import dev.conctop.sample.JvmSample;
import dev.conctop.sample.jvm.JvmLatency;
import dev.conctop.sample.jvm.JvmWait;
import dev.conctop.sample.jvm.MonitorOwner;
import dev.conctop.sample.jvm.VirtualThreadUse;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** One JVM: its newest word, and what its flight recorder has said since it has been watched. */
public final class JvmTotals {
  /** Owners are remembered up to here; those that came later count as one more. */
  private static final int MOST_OWNERS = 500;

  /** Share of the looks that makes it so for all of them. */
  private static final double STARVED = 0.8;

  private static final String OTHERS = "others";

  private final Map<JvmWait, Histogram> latencies = new EnumMap<>(JvmWait.class);
  private final Map<String, long[]> owners = new HashMap<>();
  private final JvmSample newest;
  private final int carrierLooks;
  private final int starvedLooks;

  JvmTotals(JvmSample first) {
    this(Optional.empty(), first);
  }

  private JvmTotals(JvmSample sample, int looks) {
    newest = sample;
    carrierLooks = looks;
    starvedLooks = looks;
  }

  /** The same JVM, of which nothing has been added up yet. */
  JvmTotals fresh() {
    return new JvmTotals(newest, 0);
  }

  private JvmTotals(Optional<JvmTotals> before, JvmSample sample) {
    newest = sample;
    before.ifPresent(
        b -> {
          latencies.putAll(b.latencies);
          owners.putAll(b.owners);
        });
    boolean told = sample.virtualThreads().mounted().known();
    carrierLooks = before.map(b -> b.carrierLooks).orElse(0) + (told ? 1 : 0);
    starvedLooks = before.map(b -> b.starvedLooks).orElse(0) + (isStarved(sample) ? 1 : 0);
    for (JvmLatency latency : sample.latencies()) {
      // What an older picture holds is not changed.
      Histogram sum = latency.histogram().copy();
      Histogram old = latencies.get(latency.kind());
      if (old != null) {
        sum.add(old);
      }
      latencies.put(latency.kind(), sum);
    }
    for (MonitorOwner owner : sample.owners()) {
      boolean known = owners.containsKey(owner.name()) || owners.size() < MOST_OWNERS;
      long[] more = {owner.waits(), owner.waitNanos()};
      owners.merge(known ? owner.name() : OTHERS, more, JvmTotals::sum);
    }
  }

  private static boolean isStarved(JvmSample sample) {
    VirtualThreadUse use = sample.virtualThreads();
    return use.mounted().known()
        && use.carriers().known()
        && use.queued().known()
        && use.mounted().value() >= use.carriers().value()
        && use.queued().value() > 0;
  }

  /** Whether virtual threads were in the queue and no carrier was free nearly every time. */
  public boolean carriersStarved() {
    return isStarved(newest) && starvedLooks >= STARVED * carrierLooks;
  }

  private static long[] sum(long[] one, long[] other) {
    return new long[] {one[0] + other[0], one[1] + other[1]};
  }

  JvmTotals and(JvmSample sample) {
    return new JvmTotals(Optional.of(this), sample);
  }

  /** Its newest word; the latencies and owners in there are those of the last interval only. */
  public JvmSample newest() {
    return newest;
  }

  /** All waits of a kind, ns; empty when there was none. Not to be changed. */
  public Optional<Histogram> latency(JvmWait kind) {
    return Optional.ofNullable(latencies.get(kind));
  }

  /** Whether any wait was told with its length. */
  public boolean hasLatencies() {
    return !latencies.isEmpty();
  }

  /** Whom others waited for at monitors, the longest waited for first. */
  public List<MonitorOwner> owners() {
    return owners.entrySet().stream()
        .map(e -> new MonitorOwner(e.getKey(), e.getValue()[0], e.getValue()[1]))
        .sorted(Comparator.comparingLong(MonitorOwner::waitNanos).reversed())
        .toList();
  }
}
