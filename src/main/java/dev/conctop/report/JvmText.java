package dev.conctop.report;

import dev.conctop.sample.CleanText;
import dev.conctop.sample.DeepView;
import dev.conctop.sample.Figure;
import dev.conctop.sample.JvmCounters;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.JvmWait;
import dev.conctop.sample.MonitorOwner;
import dev.conctop.sample.VirtualThreadUse;
import dev.conctop.state.JvmTotals;
import java.util.List;
import java.util.Locale;

/** What a JVM says of itself, as text for people. */
final class JvmText {
  private static final int MOST_OWNERS = 5;

  private final TextParts parts;

  JvmText(TextParts parts) {
    this.parts = parts;
  }

  void write(JvmTotals totals) {
    JvmSample jvm = totals.newest();
    parts.line("JVM %s, deep view %s", jvm.version(), jvm.deep().word());
    if (jvm.deep() instanceof DeepView.Refused refused) {
      parts.line("  not asked: %s", refused.reason());
      parts.line("  remedy: %s", refused.remedy().isEmpty() ? "none" : refused.remedy());
    }
    if (!jvm.notice().isEmpty()) {
      parts.line("  note: %s", jvm.notice());
    }
    counters(jvm.counters());
    if (jvm.joined().known()) {
      parts.line(
          "  names of %s of its threads are the JVM's own",
          TextParts.percent(jvm.joined().value()));
    }
    virtualThreads(jvm.virtualThreads());
    for (List<String> deadlock : jvm.deadlocks()) {
      parts.line("  DEADLOCK of %s", String.join(", ", deadlock));
    }
    latencies(totals, jvm.thresholdNanos());
    owners(totals.owners());
    parts.line("");
  }

  private void counters(JvmCounters counters) {
    parts.line(
        "  GC pauses %s, %s in all; safepoints %s, %s in all",
        count(counters.collections()),
        time(counters.collectionNanos()),
        count(counters.safepoints()),
        time(counters.safepointNanos()));
  }

  private static String count(Figure figure) {
    return figure.known()
        ? String.format(Locale.ROOT, "%.0f", figure.value())
        : "n/a (" + figure.reason() + ")";
  }

  private static String time(Figure nanos) {
    return nanos.known() ? milliseconds(nanos.value()) : "n/a";
  }

  private static String milliseconds(double nanos) {
    return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
  }

  private void virtualThreads(VirtualThreadUse use) {
    if (use.mounted().known()) {
      parts.line(
          "  virtual threads: %s mounted on %s carriers, %s queued",
          count(use.mounted()), count(use.carriers()), count(use.queued()));
    }
  }

  private void latencies(JvmTotals totals, long thresholdNanos) {
    if (!totals.hasLatencies()) {
      return;
    }
    parts.line(
        "  %-22s %9s %11s %11s %11s",
        "waits of " + thresholdNanos / 1_000_000 + " ms or more", "count", "p50", "p99", "max");
    for (int i = 0; i < JvmWait.count(); i++) {
      JvmWait kind = JvmWait.at(i);
      totals
          .latency(kind)
          .ifPresent(
              h ->
                  parts.line(
                      "    %-20s %9d %11s %11s %11s",
                      kind.label(),
                      h.getTotalCount(),
                      milliseconds(h.getValueAtPercentile(50)),
                      milliseconds(h.getValueAtPercentile(99)),
                      milliseconds(h.getMaxValue())));
    }
  }

  private void owners(List<MonitorOwner> owners) {
    for (MonitorOwner owner : owners.stream().limit(MOST_OWNERS).toList()) {
      parts.line(
          "  waited %d times, %s in all, for a monitor of %s",
          owner.waits(), milliseconds(owner.waitNanos()), CleanText.named(owner.name()));
    }
  }
}
