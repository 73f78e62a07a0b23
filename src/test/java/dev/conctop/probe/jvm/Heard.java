package dev.conctop.probe.jvm;

import dev.conctop.sample.JvmSample;
import dev.conctop.sample.jvm.JvmWait;
import dev.conctop.sample.thread.ThreadReport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Remembers what a watch says. */
final class Heard implements JvmWatch.Listener {
  private static final long LONGEST_MILLIS = 30_000;

  private final List<JvmSample> samples = new ArrayList<>();
  private final Map<Integer, ThreadReport> reports = new HashMap<>();
  private final Map<JvmWait, Long> counts = new EnumMap<>(JvmWait.class);

  @Override
  public synchronized void sample(JvmSample sample) {
    samples.add(sample);
    sample
        .latencies()
        .forEach(l -> counts.merge(l.kind(), l.histogram().getTotalCount(), Long::sum));
    notifyAll();
  }

  @Override
  public synchronized void reports(List<ThreadReport> said) {
    said.forEach(report -> reports.put(report.tid(), report));
  }

  synchronized ThreadReport report(String name) {
    return reports.values().stream()
        .filter(report -> report.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not among " + reports.values()));
  }

  synchronized Map<JvmWait, Long> counts() {
    return Map.copyOf(counts);
  }

  synchronized List<JvmSample> samples() {
    return List.copyOf(samples);
  }

  private static String brief(JvmSample sample) {
    return sample == null ? "none" : sample.deep() + ", " + sample.joined() + sample.notice();
  }

  /** Waits for a sample that is as it should be. */
  JvmSample await(String what, Predicate<JvmSample> wanted) throws InterruptedException {
    return await(what, wanted, Map.of());
  }

  /** The same, when so many waits of these kinds have been told of, too. */
  synchronized JvmSample await(String what, Predicate<JvmSample> wanted, Map<JvmWait, Long> least)
      throws InterruptedException {
    long deadline = System.currentTimeMillis() + LONGEST_MILLIS;
    while (true) {
      JvmSample last = samples.isEmpty() ? null : samples.getLast();
      boolean counted =
          least.entrySet().stream()
              .allMatch(e -> counts.getOrDefault(e.getKey(), 0L) >= e.getValue());
      if (last != null && counted && wanted.test(last)) {
        return last;
      }
      long left = deadline - System.currentTimeMillis();
      if (left <= 0) {
        throw new AssertionError("no " + what + "; " + counts + "; the last: " + brief(last));
      }
      wait(left);
    }
  }
}
