package dev.conctop.export.html.table;

import dev.conctop.export.html.markup.Say;
import dev.conctop.export.html.markup.Table;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.jvm.DeepView;
import dev.conctop.sample.jvm.JvmCounters;
import dev.conctop.sample.jvm.JvmPool;
import dev.conctop.sample.jvm.JvmWait;
import dev.conctop.sample.jvm.LockChain;
import dev.conctop.sample.jvm.MonitorOwner;
import dev.conctop.sample.jvm.VirtualThreadGroups;
import dev.conctop.state.past.total.JvmTotals;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jsoup.nodes.Element;

/** What a JVM says of itself. */
final class JvmTables {
  private static final int MOST = 20;
  private static final int NAME = 100;

  private JvmTables() {}

  static void add(Element parent, JvmTotals totals) {
    JvmSample jvm = totals.newest();
    counters(parent, jvm);
    latencies(parent, totals, jvm.thresholdNanos());
    locks(parent, totals, jvm);
    groups(parent, jvm.groups());
  }

  private static void counters(Element parent, JvmSample jvm) {
    Table table = new Table(parent, "The JVM");
    table.row("version").text(jvm.version().isEmpty() ? "n/a" : jvm.version());
    table.row("looked into").text(jvm.deep().word());
    if (jvm.deep() instanceof DeepView.Refused refused) {
      table.row("not asked, because").text(refused.reason());
      table.row("remedy").text(refused.remedy().isEmpty() ? "none" : refused.remedy());
    }
    if (!jvm.notice().isEmpty()) {
      table.row("note").text(jvm.notice());
    }
    JvmCounters counters = jvm.counters();
    table.row("GC pauses").figure("jvm.gc_pauses", counters.collections(), Say::count);
    table
        .row("GC pauses in all")
        .figure("jvm.gc_pause_s", counters.collectionNanos().map(n -> n * 1e-9), JvmTables::second);
    table.row("safepoints").figure("jvm.safepoints", counters.safepoints(), Say::count);
    table
        .row("safepoints in all")
        .figure("jvm.safepoint_s", counters.safepointNanos().map(n -> n * 1e-9), JvmTables::second);
    table
        .row("threads with the JVM's own names")
        .figure("jvm.names_joined", jvm.joined(), Say::percent);
    table
        .row("virtual threads mounted")
        .figure("jvm.virtual_threads.mounted", jvm.virtualThreads().mounted(), Say::count);
    table
        .row("carriers")
        .figure("jvm.virtual_threads.carriers", jvm.virtualThreads().carriers(), Say::count);
    table
        .row("virtual threads queued")
        .figure("jvm.virtual_threads.queued", jvm.virtualThreads().queued(), Say::count);
    for (List<String> deadlock : jvm.deadlocks()) {
      table.row("deadlock").text(String.join(", ", deadlock));
    }
    for (JvmPool pool : jvm.pools()) {
      table
          .row("pool " + CleanText.clean(pool.name(), NAME))
          .text(
              switch (pool.shortage()) {
                case DEADLOCK -> "all " + pool.waiting() + " workers wait for results of its own";
                case RESOURCE ->
                    pool.waiting()
                        + " wait at "
                        + CleanText.clean(pool.resource(), NAME)
                        + ", "
                        + pool.working()
                        + " have it";
                case WORKERS ->
                    "all "
                        + pool.working()
                        + " workers at work in each dump, "
                        + pool.waiting()
                        + " threads wait outside";
              });
    }
  }

  private static String second(double seconds) {
    return Say.time(seconds * 1e9);
  }

  private static void latencies(Element parent, JvmTotals totals, long thresholdNanos) {
    if (!totals.hasLatencies()) {
      return;
    }
    Table table =
        new Table(
            parent,
            "Recorded by the JVM: waits of " + Say.time(thresholdNanos) + " or more",
            "",
            "p50",
            "p90",
            "p99",
            "max",
            "count");
    for (int i = 0; i < JvmWait.count(); i++) {
      JvmWait kind = JvmWait.at(i);
      Histogram values = totals.latency(kind).orElse(null);
      if (values != null) {
        String path = "jvm.latency_ns." + kind.key() + ".";
        table
            .row(kind.label())
            .exact(path + "p50", values.getValueAtPercentile(50), Say::time)
            .exact(path + "p90", values.getValueAtPercentile(90), Say::time)
            .exact(path + "p99", values.getValueAtPercentile(99), Say::time)
            .exact(path + "max", values.getMaxValue(), Say::time)
            .exact(path + "count", values.getTotalCount(), Say::count);
      }
    }
  }

  private static void locks(Element parent, JvmTotals totals, JvmSample jvm) {
    if (!jvm.chains().isEmpty()) {
      Table table =
          new Table(parent, "Who holds what others wait for", "holder", "wait for it", "at");
      for (LockChain chain : jvm.chains().stream().limit(MOST).toList()) {
        table
            .row(CleanText.clean(CleanText.named(chain.owner()), NAME))
            .exact("", chain.waiters(), Say::count)
            .text(CleanText.clean((chain.state() + " " + chain.at()).strip(), NAME));
      }
    }
    List<MonitorOwner> owners = totals.owners();
    if (!owners.isEmpty()) {
      Table table = new Table(parent, "Waited for at monitors", "thread", "waits", "in all");
      for (MonitorOwner owner : owners.stream().limit(MOST).toList()) {
        table
            .row(CleanText.clean(CleanText.named(owner.name()), NAME))
            .exact("", owner.waits(), Say::count)
            .exact("", owner.waitNanos(), Say::time);
      }
    }
  }

  private static void groups(Element parent, VirtualThreadGroups groups) {
    if (!groups.threads().known()) {
      return;
    }
    Table table = new Table(parent, "Virtual threads by state and stack", "at", "threads", "state");
    for (VirtualThreadGroups.Group group : groups.groups().stream().limit(MOST).toList()) {
      table
          .row(group.at().isEmpty() ? "not started" : CleanText.clean(group.at(), NAME))
          .exact("", group.count(), Say::count)
          .text(group.state());
    }
    if (!groups.reason().isEmpty()) {
      SharedTables.note(parent, "not all: " + groups.reason());
    }
  }
}
