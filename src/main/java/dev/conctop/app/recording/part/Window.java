package dev.conctop.app.recording.part;

import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.Fact;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.jvm.JvmCounters;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.thread.ProcessUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Facts of a part of a recording, as if watching had begun with it: what counts since the beginning
 * counts since the beginning of the part. Confined to one thread.
 */
final class Window {
  private static final Figure UNKNOWN =
      Figure.na("it was counted since watching began, not since this part of the recording");

  /** What counts on: the newest of it up to a moment. */
  private static final class Counts {
    private Optional<TaskFrame> frame = Optional.empty();
    private Optional<ThreadsSample> threads = Optional.empty();
    private Optional<HostTotals> totals = Optional.empty();
    private final Map<Integer, JvmSample> jvms = new HashMap<>();

    void take(Fact fact) {
      switch (fact) {
        case TaskFrame each -> frame = Optional.of(each);
        case ThreadsSample each -> threads = Optional.of(each);
        case HostTotals each -> totals = Optional.of(each);
        case JvmSample each -> jvms.put(each.pid().value(), each);
        case SubjectEvent.Hello _ -> {
          frame = Optional.empty();
          threads = Optional.empty();
          totals = Optional.empty();
        }
        case HostSample _,
            CpuLimit _,
            ProcessTable _,
            DevicesSample _,
            SubjectEvent _,
            MachineInfo _,
            ObserverCost _,
            ThreadStack _ -> {}
      }
    }

    void copyFrom(Counts other) {
      frame = other.frame;
      threads = other.threads;
      totals = other.totals;
      jvms.putAll(other.jvms);
    }
  }

  /** Up to its beginning. */
  private final Counts base = new Counts();

  private final Counts newest = new Counts();
  private boolean began;

  /** A fact before it. */
  void before(Fact fact) {
    began = true;
    base.take(fact);
    newest.take(fact);
  }

  /** The part begins only here: what came so far was before it. */
  void beginsHere() {
    began = true;
    base.copyFrom(newest);
  }

  /** A fact in it. */
  Fact within(Fact fact) {
    newest.take(fact);
    return switch (fact) {
      case TaskFrame each -> base.frame.map(then -> since(each, then)).orElse(each);
      case ThreadsSample each -> base.threads.map(then -> since(each, then)).orElse(each);
      case HostTotals each -> base.totals.map(then -> since(each, then)).orElse(each);
      case JvmSample each -> since(each);
      case SubjectEvent.Finished each -> base.frame.map(then -> since(each, then)).orElse(each);
      case SubjectEvent.Hello each -> {
        // Another run counts from its own beginning.
        base.take(each);
        yield each;
      }
      case CpuLimit each ->
          began
              ? new CpuLimit(each.pid(), each.quotaCores(), each.throttledLately(), UNKNOWN)
              : each;
      case HostSample _,
          ProcessTable _,
          DevicesSample _,
          SubjectEvent _,
          MachineInfo _,
          ObserverCost _,
          ThreadStack _ ->
          fact;
    };
  }

  private static TaskFrame since(TaskFrame now, TaskFrame base) {
    if (now.phase() != base.phase()) {
      return now;
    }
    return new TaskFrame(
        now.sequence(),
        now.nanos(),
        now.phase(),
        now.phaseNanos() - base.phaseNanos(),
        since(now.tasks(), base.tasks()),
        now.latencies(),
        since(now.errors(), base.errors()),
        now.gauges(),
        now.threads(),
        now.slow().map(slow -> slow.since(base.phaseNanos())),
        now.samples());
  }

  private static SubjectEvent.Finished since(SubjectEvent.Finished now, TaskFrame base) {
    return new SubjectEvent.Finished(
        Math.max(0, now.wallNanos() - base.phaseNanos()),
        since(now.tasks(), base.tasks()),
        since(now.errors(), base.errors()));
  }

  private static TaskCounts since(TaskCounts now, TaskCounts base) {
    long[] nanosIn = now.nanosIn().clone();
    for (int i = 0; i < nanosIn.length; i++) {
      nanosIn[i] = Math.max(0, nanosIn[i] - base.nanosIn()[i]);
    }
    return new TaskCounts(
        Math.max(0, now.created() - base.created()),
        Math.max(0, now.completed() - base.completed()),
        Math.max(0, now.failed() - base.failed()),
        Math.max(0, now.cancelled() - base.cancelled()),
        now.nowIn(),
        nanosIn);
  }

  private static Map<String, Long> since(Map<String, Long> now, Map<String, Long> base) {
    Map<String, Long> left = new LinkedHashMap<>();
    now.forEach(
        (what, count) -> {
          long more = count - base.getOrDefault(what, 0L);
          if (more > 0) {
            left.put(what, more);
          }
        });
    return left;
  }

  private static ThreadsSample since(ThreadsSample now, ThreadsSample base) {
    ProcessUse use = now.use();
    ProcessUse then = base.use();
    return new ThreadsSample(
        now.nanos(),
        now.intervalNanos(),
        now.workers(),
        now.runtime(),
        now.threads(),
        new ProcessUse(
            use.processes(),
            use.threads(),
            since(use.cpuNanos(), then.cpuNanos()),
            since(use.voluntarySwitches(), then.voluntarySwitches()),
            since(use.involuntarySwitches(), then.involuntarySwitches()),
            use.residentBytes()),
        now.hidden(),
        now.traits());
  }

  private static Figure since(Figure now, Figure base) {
    if (!now.known()) {
      return now;
    }
    return base.known() ? now.map(value -> Math.max(0, value - base.value())) : UNKNOWN;
  }

  /** Shares of two times, one of which is the other's beginning, are shares of the rest. */
  private static HostTotals since(HostTotals now, HostTotals base) {
    long wall = now.wallNanos() - base.wallNanos();
    if (wall <= 0 || now.cores().size() != base.cores().size()) {
      return now;
    }
    List<CoreUse> cores = new ArrayList<>();
    for (int i = 0; i < now.cores().size(); i++) {
      CoreUse use = now.cores().get(i);
      CoreUse then = base.cores().get(i);
      Rest rest = new Rest(now.wallNanos(), base.wallNanos());
      cores.add(
          new CoreUse(
              use.core(),
              rest.of(use.user(), then.user()),
              rest.of(use.system(), then.system()),
              rest.of(use.iowait(), then.iowait()),
              rest.of(use.steal(), then.steal()),
              rest.of(use.idle(), then.idle())));
    }
    Rest rest = new Rest(now.wallNanos(), base.wallNanos());
    return new HostTotals(
        wall,
        cores,
        rest.of(now.serverCores(), base.serverCores()),
        rest.of(now.generatorCores(), base.generatorCores()),
        rest.of(now.otherLoadCores(), base.otherLoadCores()));
  }

  private record Rest(long all, long before) {
    Figure of(Figure mean, Figure meanBefore) {
      if (mean.known() && !meanBefore.known()) {
        return UNKNOWN;
      }
      return mean.map(value -> of(value, meanBefore.value()));
    }

    double of(double mean, double meanBefore) {
      return Math.max(0, (mean * all - meanBefore * before) / (all - before));
    }
  }

  private JvmSample since(JvmSample now) {
    JvmSample then = base.jvms.get(now.pid().value());
    if (then == null) {
      return now;
    }
    JvmCounters counters = now.counters();
    JvmCounters before = then.counters();
    return new JvmSample(
        now.pid(),
        now.version(),
        now.deep(),
        new JvmCounters(
            since(counters.collections(), before.collections()),
            since(counters.collectionNanos(), before.collectionNanos()),
            since(counters.safepoints(), before.safepoints()),
            since(counters.safepointNanos(), before.safepointNanos()),
            Math.max(0, counters.watchedNanos() - before.watchedNanos())),
        now.virtualThreads(),
        now.threads(),
        now.joined(),
        now.deadlocks(),
        now.latencies(),
        now.owners(),
        now.thresholdNanos(),
        now.notice(),
        now.pools(),
        now.chains(),
        now.groups());
  }
}
