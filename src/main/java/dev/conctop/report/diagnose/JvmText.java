package dev.conctop.report.diagnose;

import dev.conctop.report.part.TextParts;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.jvm.DeepView;
import dev.conctop.sample.jvm.JvmCounters;
import dev.conctop.sample.jvm.JvmPool;
import dev.conctop.sample.jvm.JvmWait;
import dev.conctop.sample.jvm.LockChain;
import dev.conctop.sample.jvm.MonitorOwner;
import dev.conctop.sample.jvm.VirtualThreadGroups;
import dev.conctop.sample.jvm.VirtualThreadUse;
import dev.conctop.state.past.total.JvmTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a JVM says of itself, as text for people. */
final class JvmText {
  private static final int MOST_OWNERS = 5;
  private static final int MOST_LINKS = 6;

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
    chains(jvm.chains());
    pools(jvm.pools());
    groups(jvm.groups());
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

  private void chains(List<LockChain> chains) {
    for (LockChain chain : chains.stream().limit(MOST_OWNERS).toList()) {
      String place = chain.at().isEmpty() ? "" : " at " + chain.at();
      parts.line(
          "  %d wait for what %s holds, %s%s%s",
          chain.waiters(),
          chain.owner(),
          chain.state().isEmpty() ? "without a state" : chain.state(),
          place,
          chain.longest().size() > 2 ? ": " + String.join(" → ", ends(chain.longest())) : "");
    }
  }

  /** The ends of a long row. */
  private static List<String> ends(List<String> names) {
    if (names.size() <= MOST_LINKS) {
      return names;
    }
    List<String> ends = new ArrayList<>(names.subList(0, MOST_LINKS / 2));
    ends.add("…");
    ends.addAll(names.subList(names.size() - MOST_LINKS / 2, names.size()));
    return ends;
  }

  private void pools(List<JvmPool> pools) {
    for (JvmPool pool : pools) {
      switch (pool.shortage()) {
        case DEADLOCK ->
            parts.line(
                "  pool %s: all %d workers wait for results of its own",
                pool.name(), pool.waiting());
        case RESOURCE ->
            parts.line(
                "  %s: %d wait at %s, %d have it",
                pool.name(), pool.waiting(), pool.resource(), pool.working());
        case WORKERS ->
            parts.line(
                "  pool %s: all %d workers at work in each dump, %d threads wait outside",
                pool.name(), pool.working(), pool.waiting());
      }
    }
  }

  private void groups(VirtualThreadGroups groups) {
    if (!groups.threads().known()) {
      return;
    }
    parts.line(
        "  %s virtual threads by state and stack, counted in %s",
        count(groups.threads()), milliseconds(groups.tookNanos()));
    for (VirtualThreadGroups.Group group : groups.groups().stream().limit(MOST_OWNERS).toList()) {
      parts.line(
          "    %9d %-13s %s",
          group.count(), group.state(), group.at().isEmpty() ? "not started" : group.at());
    }
    if (!groups.reason().isEmpty()) {
      parts.line("    not all: %s", groups.reason());
    }
  }

  private void latencies(JvmTotals totals, long thresholdNanos) {
    if (!totals.hasLatencies()) {
      return;
    }
    parts.line(
        "  %-26s %9s %11s %11s %11s",
        "recorded, " + thresholdNanos / 1_000_000 + " ms or more", "count", "p50", "p99", "max");
    for (int i = 0; i < JvmWait.count(); i++) {
      if (JvmWait.at(i) != JvmWait.GC_PAUSE) {
        latency(totals, JvmWait.at(i), JvmWait.at(i).label());
      }
    }
    // Every phase of a pause is an event of its own, however short, and only while it is recorded.
    latency(totals, JvmWait.GC_PAUSE, "gc pause, of any length");
  }

  private void latency(JvmTotals totals, JvmWait kind, String label) {
    totals
        .latency(kind)
        .ifPresent(
            h ->
                parts.line(
                    "    %-24s %9d %11s %11s %11s",
                    label,
                    h.getTotalCount(),
                    milliseconds(h.getValueAtPercentile(50)),
                    milliseconds(h.getValueAtPercentile(99)),
                    milliseconds(h.getMaxValue())));
  }

  private void owners(List<MonitorOwner> owners) {
    for (MonitorOwner owner : owners.stream().limit(MOST_OWNERS).toList()) {
      parts.line(
          "  waited %d times, %s in all, for a monitor of %s",
          owner.waits(), milliseconds(owner.waitNanos()), CleanText.named(owner.name()));
    }
  }
}
