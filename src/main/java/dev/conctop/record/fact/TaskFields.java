package dev.conctop.record.fact;

import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.SlowTasks;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.sample.thread.ThreadReport;
import dev.conctop.wire.BadFrame;
import dev.conctop.wire.HistogramReader;
import dev.conctop.wire.HistogramWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What subjects say of their tasks. It has room that is used again; confined to one thread. */
final class TaskFields {
  private static final Phase[] PHASES = Phase.values();
  private static final Series[] SERIES = Series.values();
  private static final Part[] PARTS = Part.values();
  private static final Role[] ROLES = Role.values();
  private static final int MOST_SERIES = 64;

  /** As many as whoever adds up frames keeps. */
  private static final int MOST_SLOW = 256;

  private final HistogramWriter writer = new HistogramWriter();
  private final HistogramReader reader = new HistogramReader();

  /** The newest report of each thread, by its numbers. */
  private final Map<Long, ThreadReport> said = new HashMap<>();

  /** Responses of the slowest tasks so far; what is not among them nobody keeps. */
  private final PriorityQueue<Long> slowest = new PriorityQueue<>();

  private Phase phase = Phase.STARTING;
  private long sequence;

  /** Reports that are written or read next stand alone. */
  void forget() {
    said.clear();
  }

  void write(Out out, TaskFrame frame, long stamp) {
    out.whole(frame.sequence());
    out.whole(frame.nanos() - stamp);
    out.whole(frame.phase().ordinal());
    out.whole(frame.phaseNanos());
    write(out, frame.tasks());
    out.all(frame.latencies(), this::latency);
    out.pairs(frame.errors(), Out::name, Out::whole);
    out.pairs(frame.gauges(), Out::text, Out::real);
    out.all(frame.threads(), this::report);
    if (frame.slow().isEmpty()) {
      out.none();
    } else {
      slow(out, kept(frame, frame.slow().get()));
    }
  }

  TaskFrame frame(In in, long stamp) throws Damaged {
    return new TaskFrame(
        in.whole(),
        in.whole() + stamp,
        in.oneOf(PHASES),
        in.whole(),
        counts(in),
        in.all(MOST_SERIES, this::latency),
        in.pairs(In::whole),
        in.pairs(In::real),
        in.all(In.MOST_ROWS, this::report),
        in.none() ? Optional.empty() : Optional.of(slow(in)));
  }

  static void write(Out out, TaskCounts counts) {
    out.open();
    out.whole(counts.created());
    out.whole(counts.completed());
    out.whole(counts.failed());
    out.whole(counts.cancelled());
    out.wholes(counts.nowIn());
    out.wholes(counts.nanosIn());
    out.shut();
  }

  static TaskCounts counts(In in) throws Damaged {
    in.open();
    TaskCounts counts =
        new TaskCounts(
            in.whole(),
            in.whole(),
            in.whole(),
            in.whole(),
            in.wholes(TaskWait.count()),
            in.wholes(TaskWait.count()));
    in.shut();
    return counts;
  }

  private void latency(Out out, LatencyInterval interval) {
    out.open();
    out.whole(interval.series().ordinal());
    out.whole(interval.clipped());
    out.bytes(writer.plain(interval.values()));
    out.shut();
  }

  private LatencyInterval latency(In in) throws Damaged {
    in.open();
    Series series = in.oneOf(SERIES);
    long clipped = in.whole();
    byte[] plain = in.bytes(HistogramReader.LARGEST_PLAIN);
    in.shut();
    try {
      return new LatencyInterval(series, reader.readPlain(plain), clipped);
    } catch (BadFrame e) {
      throw new Damaged(String.valueOf(e.getMessage()));
    }
  }

  /** Those of the slowest tasks that are among the slowest since the phase began. */
  private SlowTasks kept(TaskFrame frame, SlowTasks slow) {
    if (frame.phase() != phase || frame.sequence() <= sequence) {
      slowest.clear();
    }
    phase = frame.phase();
    sequence = frame.sequence();
    List<SlowTask> kept = new ArrayList<>();
    for (SlowTask task : slow.slowest()) {
      if (slowest.size() < MOST_SLOW || task.responseNanos() > slowest.element()) {
        kept.add(task);
        slowest.add(task.responseNanos());
        if (slowest.size() > MOST_SLOW) {
          slowest.remove();
        }
      }
    }
    return new SlowTasks(kept, slow.typical());
  }

  private void report(Out out, ThreadReport report) {
    ThreadReport before = said.put(key(report.pid(), report.tid()), report);
    out.open();
    out.whole(report.pid());
    out.whole(report.tid());
    if (before != null && saysTheSame(before, report)) {
      more(out, before.declaredNanos(), report.declaredNanos());
    } else {
      out.name(report.name());
      out.whole(report.role().ordinal());
      out.whole(report.ambiguousWait().ordinal());
      out.wholes(report.declaredNanos());
      out.flag(report.gone());
      if (report.askedNanos() == ThreadReport.OWN_WORD) {
        out.none();
      } else {
        out.whole(report.askedNanos());
      }
    }
    out.shut();
  }

  private static long key(int pid, int tid) {
    return (long) pid << Integer.SIZE | tid & 0xffffffffL;
  }

  /** But for the times. */
  private static boolean saysTheSame(ThreadReport one, ThreadReport other) {
    return one.role() == other.role()
        && one.ambiguousWait() == other.ambiguousWait()
        && one.gone() == other.gone()
        && one.askedNanos() == other.askedNanos()
        && one.name().equals(other.name());
  }

  private static void more(Out out, long[] before, long[] now) {
    out.open();
    for (int i = 0; i < now.length; i++) {
      if (now[i] != before[i]) {
        out.whole(i);
        out.whole(now[i] - before[i]);
      }
    }
    out.shut();
  }

  private ThreadReport report(In in) throws Damaged {
    in.open();
    int pid = in.int32();
    int tid = in.int32();
    ThreadReport report =
        in.isArray()
            ? more(in, said.get(key(pid, tid)))
            : new ThreadReport(
                pid,
                tid,
                in.text(),
                in.oneOf(ROLES),
                in.oneOf(PARTS),
                in.wholes(Part.count()),
                in.flag(),
                in.none() ? ThreadReport.OWN_WORD : in.whole());
    in.shut();
    said.put(key(pid, tid), report);
    return report;
  }

  private static ThreadReport more(In in, @Nullable ThreadReport before) throws Damaged {
    if (before == null) {
      throw new Damaged("a thread is as before, and there is nothing before");
    }
    long[] declared = before.declaredNanos().clone();
    in.open();
    while (in.more()) {
      int part = in.whole(0, declared.length - 1);
      declared[part] += in.whole();
    }
    in.shut();
    return new ThreadReport(
        before.pid(),
        before.tid(),
        before.name(),
        before.role(),
        before.ambiguousWait(),
        declared,
        before.gone(),
        before.askedNanos());
  }

  private static void slow(Out out, SlowTasks slow) {
    out.open();
    out.all(slow.slowest(), TaskFields::task);
    if (slow.typical().isEmpty()) {
      out.none();
    } else {
      task(out, slow.typical().get());
    }
    out.shut();
  }

  private static SlowTasks slow(In in) throws Damaged {
    in.open();
    SlowTasks slow =
        new SlowTasks(
            in.all(In.MOST_NAMED, TaskFields::task),
            in.none() ? Optional.empty() : Optional.of(task(in)));
    in.shut();
    return slow;
  }

  private static void task(Out out, SlowTask task) {
    out.open();
    out.whole(task.beginNanos());
    out.wholes(task.nanosIn());
    // Both follow from the states mostly.
    wholeUnless(out, task.responseNanos(), sum(task.nanosIn()));
    wholeUnless(out, task.queueNanos(), task.nanos(TaskWait.READY));
    if (task.onCpuNanos().isEmpty()) {
      out.none();
    } else {
      out.whole(task.onCpuNanos().getAsLong());
    }
    out.name(task.thread());
    out.name(task.lock());
    out.name(task.owner());
    out.shut();
  }

  private static void wholeUnless(Out out, long value, long expected) {
    if (value == expected) {
      out.none();
    } else {
      out.whole(value);
    }
  }

  private static long sum(long[] values) {
    long sum = 0;
    for (long value : values) {
      sum += value;
    }
    return sum;
  }

  private static SlowTask task(In in) throws Damaged {
    in.open();
    long begin = in.whole();
    long[] nanosIn = in.wholes(TaskWait.count());
    SlowTask task =
        new SlowTask(
            in.none() ? sum(nanosIn) : in.whole(),
            in.none() ? nanosIn[TaskWait.READY.ordinal()] : in.whole(),
            begin,
            nanosIn,
            in.none() ? OptionalLong.empty() : OptionalLong.of(in.whole()),
            in.text(),
            in.text(),
            in.text());
    in.shut();
    return task;
  }
}
