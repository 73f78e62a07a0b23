package dev.conctop.record.fact.task;

import dev.conctop.record.item.Column;
import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.SlowTasks;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskSample;
import dev.conctop.sample.task.TaskWait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What subjects say of their tasks, as what is different from the frame before. What they say of
 * their threads is not written: it has gone into the threads' rows. It has room that is used again;
 * confined to one thread.
 */
public final class TaskFields {
  private static final Phase[] PHASES = Phase.values();

  /** As many as whoever adds up frames keeps. */
  private static final int MOST_SLOW = 256;

  /** Up to here a whole number is the same as a number. */
  private static final double EXACT = 1L << 53;

  private final LatencyFields latencies = new LatencyFields();
  private final StepFields steps = new StepFields();
  private final Column numbers = new Column();

  /** Responses of the slowest tasks so far; what is not among them nobody keeps. */
  private final PriorityQueue<Long> slowest = new PriorityQueue<>();

  private Phase slowPhase = Phase.STARTING;
  private long slowSequence;

  // The frame before.
  private long sequence;
  private long nanos;
  private long phaseNanos;
  private TaskCounts counts = TaskCounts.none();
  private @Nullable Map<String, Long> errors;
  private @Nullable Map<String, Double> gauges;

  /** The frame that is written or read next stands alone. */
  public void forget() {
    sequence = 0;
    nanos = 0;
    phaseNanos = 0;
    counts = TaskCounts.none();
    errors = null;
    gauges = null;
  }

  public void write(Out out, TaskFrame frame, long stamp) {
    numbers.clear();
    numbers.add(frame.sequence() - sequence);
    numbers.add(frame.nanos() - stamp);
    // Both go on by the same clock.
    numbers.add(frame.phaseNanos() - phaseNanos - (frame.nanos() - nanos));
    numbers.add(frame.phase().ordinal());
    more(frame.tasks(), frame.nanos() - nanos);
    out.packed(numbers);
    latencies.write(out, frame.latencies());
    if (frame.errors().equals(errors)) {
      out.none();
    } else {
      out.pairs(frame.errors(), Out::name, Out::whole);
    }
    gauges(out, frame.gauges());
    if (frame.slow().isEmpty()) {
      out.none();
    } else {
      slow(out, kept(frame, frame.slow().get()), frame.phaseNanos());
    }
    List<TaskSample> drawn = StepFields.drawn(frame);
    if (!drawn.isEmpty()) {
      steps.write(out, drawn);
    }
    sequence = frame.sequence();
    nanos = frame.nanos();
    phaseNanos = frame.phaseNanos();
    counts = frame.tasks();
    errors = frame.errors();
    gauges = frame.gauges();
  }

  public TaskFrame frame(In in, long stamp) throws Damaged {
    in.packed(numbers);
    sequence += numbers.next();
    long before = nanos;
    nanos = numbers.next() + stamp;
    phaseNanos += numbers.next() + (nanos - before);
    Phase phase = PHASES[numbers.next(0, PHASES.length - 1)];
    counts = more(nanos - before);
    List<LatencyInterval> told = latencies.read(in);
    errors = in.none() ? known(errors) : in.pairs(In::whole);
    gauges = gauges(in);
    return new TaskFrame(
        sequence,
        nanos,
        phase,
        phaseNanos,
        counts,
        told,
        errors,
        gauges,
        List.of(),
        in.none() ? Optional.empty() : Optional.of(slow(in, phaseNanos)),
        in.more() ? steps.read(in) : List.of());
  }

  private static <T> T known(@Nullable T before) throws Damaged {
    if (before == null) {
      throw new Damaged("something is as before, and there is nothing before");
    }
    return before;
  }

  // ---- counts

  /** Times grow by what the tasks that were in a state would have spent there since, nearly. */
  private void more(TaskCounts now, long since) {
    numbers.add(now.created() - counts.created());
    numbers.add(now.completed() - counts.completed());
    numbers.add(now.failed() - counts.failed());
    numbers.add(now.cancelled() - counts.cancelled());
    for (int i = 0; i < TaskWait.count(); i++) {
      numbers.add(now.nowIn()[i] - counts.nowIn()[i]);
    }
    for (int i = 0; i < TaskWait.count(); i++) {
      numbers.add(now.nanosIn()[i] - counts.nanosIn()[i] - counts.nowIn()[i] * since);
    }
  }

  private TaskCounts more(long since) throws Damaged {
    long created = counts.created() + numbers.next();
    long completed = counts.completed() + numbers.next();
    long failed = counts.failed() + numbers.next();
    long cancelled = counts.cancelled() + numbers.next();
    long[] nowIn = counts.nowIn().clone();
    for (int i = 0; i < nowIn.length; i++) {
      nowIn[i] += numbers.next();
    }
    long[] nanosIn = counts.nanosIn().clone();
    for (int i = 0; i < nanosIn.length; i++) {
      nanosIn[i] += numbers.next() + counts.nowIn()[i] * since;
    }
    return new TaskCounts(created, completed, failed, cancelled, nowIn, nanosIn);
  }

  /** Counts that stand alone. */
  public static void write(Out out, TaskCounts counts) {
    out.open();
    out.whole(counts.created());
    out.whole(counts.completed());
    out.whole(counts.failed());
    out.whole(counts.cancelled());
    out.wholes(counts.nowIn());
    out.wholes(counts.nanosIn());
    out.shut();
  }

  public static TaskCounts counts(In in) throws Damaged {
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

  // ---- gauges

  private static boolean isWhole(double value) {
    return value == Math.rint(value) && Math.abs(value) < EXACT;
  }

  /**
   * Of the same gauges as before only the values; those that stayed are nothing, one that is whole
   * as it was before is what it has grown by.
   */
  private void gauges(Out out, Map<String, Double> now) {
    Map<String, Double> before = gauges;
    out.open();
    if (before == null || !List.copyOf(before.keySet()).equals(List.copyOf(now.keySet()))) {
      out.flag(true);
      out.pairs(now, Out::text, Out::real);
    } else {
      out.flag(false);
      for (Map.Entry<String, Double> gauge : now.entrySet()) {
        double was = before.getOrDefault(gauge.getKey(), Double.NaN);
        double is = gauge.getValue();
        if (Double.compare(is, was) == 0) {
          out.none();
        } else if (isWhole(is) && isWhole(was)) {
          out.whole((long) is - (long) was);
        } else {
          out.real(is);
        }
      }
    }
    out.shut();
  }

  private Map<String, Double> gauges(In in) throws Damaged {
    in.open();
    Map<String, Double> now;
    if (in.flag()) {
      now = in.pairs(In::real);
    } else {
      now = new LinkedHashMap<>(known(gauges));
      for (Map.Entry<String, Double> gauge : now.entrySet()) {
        if (in.none()) {
          continue;
        }
        boolean grows = in.isWhole() && isWhole(gauge.getValue());
        gauge.setValue(
            grows ? (double) ((long) (double) gauge.getValue() + in.whole()) : in.real());
      }
    }
    in.shut();
    return now;
  }

  // ---- slow tasks

  /** Those of the slowest tasks that are among the slowest since the phase began. */
  private SlowTasks kept(TaskFrame frame, SlowTasks slow) {
    if (frame.phase() != slowPhase || frame.sequence() <= slowSequence) {
      slowest.clear();
    }
    slowPhase = frame.phase();
    slowSequence = frame.sequence();
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

  private static void slow(Out out, SlowTasks slow, long phaseNanos) {
    out.open();
    out.all(slow.slowest(), (to, task) -> SlowFields.write(to, task, phaseNanos));
    if (slow.typical().isEmpty()) {
      out.none();
    } else {
      SlowFields.write(out, slow.typical().get(), phaseNanos);
    }
    out.shut();
  }

  private static SlowTasks slow(In in, long phaseNanos) throws Damaged {
    in.open();
    SlowTasks slow =
        new SlowTasks(
            in.all(In.MOST_NAMED, from -> SlowFields.read(from, phaseNanos)),
            in.none() ? Optional.empty() : Optional.of(SlowFields.read(in, phaseNanos)));
    in.shut();
    return slow;
  }
}
