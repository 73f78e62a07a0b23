package dev.conctop.report.diagnose;

import dev.conctop.report.part.JsonParts;
import dev.conctop.sample.JvmSample;
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
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import tools.jackson.core.JsonGenerator;

/** What a JVM says of itself, as the property {@code jvm}. */
final class JvmJson {
  private static final String PATH = "jvm";
  private static final int MOST_OWNERS = 50;

  private final JsonGenerator out;
  private final JsonParts parts;

  JvmJson(JsonGenerator out, JsonParts parts) {
    this.out = out;
    this.parts = parts;
  }

  void write(Optional<JvmTotals> found) {
    if (found.isEmpty()) {
      parts.absent(PATH, "it is no HotSpot JVM");
      return;
    }
    JvmSample jvm = found.get().newest();
    out.writeObjectPropertyStart(PATH);
    out.writeNumberProperty("pid", jvm.pid().value());
    if (jvm.version().isEmpty()) {
      parts.absent(PATH, "version", "it shares no counters, and was not asked");
    } else {
      out.writeStringProperty("version", jvm.version());
    }
    deep(jvm.deep());
    counters(jvm.counters());
    parts.figure("names_joined", PATH, jvm.joined());
    virtualThreads(jvm.virtualThreads(), jvm.groups());
    deadlocks(jvm.deadlocks());
    chains(jvm.chains());
    pools(jvm.pools());
    latencies(found.get(), jvm);
    owners(found.get().owners());
    out.writeArrayPropertyStart("notes");
    if (!jvm.notice().isEmpty()) {
      out.writeString(jvm.notice());
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void deep(DeepView deep) {
    out.writeStringProperty("deep", deep.word());
    if (deep instanceof DeepView.Refused refused) {
      out.writeStringProperty("reason", refused.reason());
      out.writeStringProperty("remedy", refused.remedy());
    }
  }

  private void counters(JvmCounters counters) {
    parts.figure("gc_pauses", PATH, counters.collections());
    parts.figure("gc_pause_s", PATH, seconds(counters.collectionNanos()));
    parts.figure("safepoints", PATH, counters.safepoints());
    parts.figure("safepoint_s", PATH, seconds(counters.safepointNanos()));
    parts.figure("gc_share", PATH, counters.collectionShare());
  }

  private static Figure seconds(Figure nanos) {
    return nanos.map(n -> n / 1e9);
  }

  private void virtualThreads(VirtualThreadUse use, VirtualThreadGroups groups) {
    String path = PATH + ".virtual_threads";
    out.writeObjectPropertyStart("virtual_threads");
    parts.figure("carriers", path, use.carriers());
    parts.figure("mounted", path, use.mounted());
    parts.figure("queued", path, use.queued());
    parts.figure("threads", path, groups.threads());
    if (groups.threads().known()) {
      out.writeNumberProperty("counted_in_s", groups.tookNanos() / 1e9);
    } else {
      parts.absent(path, "counted_in_s", groups.reason());
    }
    out.writeArrayPropertyStart("groups");
    groups.groups().forEach(this::group);
    out.writeEndArray();
    out.writeEndObject();
  }

  private void group(VirtualThreadGroups.Group group) {
    out.writeStartObject();
    out.writeNumberProperty("count", group.count());
    out.writeStringProperty("state", group.state());
    out.writeStringProperty("at", group.at());
    out.writeArrayPropertyStart("stack");
    group.stack().forEach(out::writeString);
    out.writeEndArray();
    out.writeEndObject();
  }

  private void chains(List<LockChain> chains) {
    out.writeArrayPropertyStart("lock_chains");
    for (LockChain chain : chains) {
      out.writeStartObject();
      out.writeStringProperty("owner", chain.owner());
      out.writeStringProperty("state", chain.state());
      out.writeStringProperty("at", chain.at());
      out.writeNumberProperty("waiters", chain.waiters());
      out.writeArrayPropertyStart("longest");
      chain.longest().forEach(out::writeString);
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void pools(List<JvmPool> pools) {
    out.writeArrayPropertyStart("pools");
    for (JvmPool pool : pools) {
      out.writeStartObject();
      out.writeStringProperty("name", pool.name());
      out.writeStringProperty("shortage", pool.shortage().word());
      out.writeNumberProperty("waiting", pool.waiting());
      out.writeNumberProperty("working", pool.working());
      out.writeStringProperty("resource", pool.resource());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void deadlocks(List<List<String>> deadlocks) {
    out.writeArrayPropertyStart("deadlocks");
    for (List<String> deadlock : deadlocks) {
      out.writeStartArray();
      deadlock.forEach(out::writeString);
      out.writeEndArray();
    }
    out.writeEndArray();
  }

  private void latencies(JvmTotals totals, JvmSample jvm) {
    if (jvm.thresholdNanos() == 0 && !totals.hasLatencies()) {
      String notice = jvm.notice();
      parts.absent(PATH, "latency_ns", notice.isEmpty() ? why(jvm.deep()) : notice);
      return;
    }
    out.writeNumberProperty("latency_threshold_ns", jvm.thresholdNanos());
    out.writeObjectPropertyStart("latency_ns");
    for (int i = 0; i < JvmWait.count(); i++) {
      JvmWait kind = JvmWait.at(i);
      Optional<Histogram> histogram = totals.latency(kind);
      if (histogram.isEmpty()) {
        parts.absent(PATH + ".latency_ns", kind.key(), "no wait as long as the threshold");
      } else {
        latency(kind, histogram.get());
      }
    }
    out.writeEndObject();
  }

  private static String why(DeepView deep) {
    return switch (deep) {
      case DeepView.Refused refused -> refused.reason();
      case DeepView.Off _ -> "it was not to be asked (--deep off)";
      case DeepView.Starting _, DeepView.On _ -> "the time was too short";
    };
  }

  private void latency(JvmWait kind, Histogram histogram) {
    out.writeObjectPropertyStart(kind.key());
    out.writeNumberProperty("count", histogram.getTotalCount());
    out.writeNumberProperty("mean", histogram.getMean());
    out.writeNumberProperty("p50", histogram.getValueAtPercentile(50));
    out.writeNumberProperty("p90", histogram.getValueAtPercentile(90));
    out.writeNumberProperty("p99", histogram.getValueAtPercentile(99));
    out.writeNumberProperty("max", histogram.getMaxValue());
    out.writeEndObject();
  }

  private void owners(List<MonitorOwner> owners) {
    out.writeArrayPropertyStart("monitor_owners");
    for (MonitorOwner owner : owners.stream().limit(MOST_OWNERS).toList()) {
      out.writeStartObject();
      out.writeStringProperty("thread", owner.name());
      out.writeNumberProperty("waits", owner.waits());
      out.writeNumberProperty("wait_s", owner.waitNanos() / 1e9);
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
