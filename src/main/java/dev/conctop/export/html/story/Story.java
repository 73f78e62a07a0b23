package dev.conctop.export.html.story;

import dev.conctop.diagnosis.Diagnosis;
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
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Series;
import dev.conctop.state.State;
import dev.conctop.state.seen.Stage;
import org.jspecify.annotations.Nullable;

/**
 * A recording over time, gathered while its facts go by once. It takes no more memory for an hour
 * than for a minute. Confined to one thread.
 */
public final class Story {
  /** Columns of a page: a little more than two points each where it is widest. */
  public static final int MOST_COLUMNS = 240;

  private static final long SECOND = 1_000_000_000L;

  private final Bins bins;
  private final VerdictLine verdicts;
  private final CoreLines cores;
  private final Sums threadTime;
  private final TaskLine tasks;
  private final LatencyLine latency;
  private final Lanes lanes;
  private final Busy busy;
  private long judged;
  private long looks;
  private @Nullable Stage stage;

  /**
   * @param beginNanos its first moment, by the clock of its facts
   * @param endNanos its last moment
   */
  public Story(long beginNanos, long endNanos) {
    bins = Bins.over(beginNanos, endNanos, MOST_COLUMNS);
    verdicts = new VerdictLine(bins);
    cores = new CoreLines(bins);
    threadTime = new Sums(bins, Part.count());
    tasks = new TaskLine(bins);
    latency = new LatencyLine(bins);
    lanes = new Lanes(bins);
    busy = new Busy(bins);
    judged = beginNanos;
  }

  /**
   * Takes a fact in.
   *
   * @param nanos when it came
   * @param after the state with it
   */
  public void take(long nanos, Fact fact, State after) {
    switch (fact) {
      case HostSample host -> cores.add(host);
      case ThreadsSample threads -> {
        threadTime.add(
            threads.nanos() - threads.intervalNanos(), threads.nanos(), threads.workers());
        lanes.add(threads);
      }
      case TaskFrame frame -> {
        tasks.add(nanos, frame);
        for (LatencyInterval interval : frame.latencies()) {
          if (interval.series() == Series.RESPONSE) {
            latency.add(nanos, interval.values());
          }
        }
      }
      case ObserverCost _ -> {
        looks++;
        judge(nanos, after);
      }
      case ProcessTable table -> busy.add(table);
      case HostTotals _,
          CpuLimit _,
          DevicesSample _,
          SubjectEvent _,
          MachineInfo _,
          JvmSample _,
          ThreadStack _ -> {}
    }
    staged(nanos, after.stage());
  }

  /** Once a second or so the state is judged. */
  private void judge(long nanos, State state) {
    if (nanos - judged < SECOND) {
      return;
    }
    boolean counts =
        !(state.stage() instanceof Stage.Starting || state.stage() instanceof Stage.WarmingUp);
    if (counts) {
      // Where there was no look for long nothing is claimed of that time.
      verdicts.judged(Math.max(judged, nanos - 3 * SECOND), nanos, Diagnosis.live(state));
    }
    judged = nanos;
  }

  private void staged(long nanos, Stage now) {
    Stage before = stage;
    if (before != null && now.getClass() != before.getClass()) {
      switch (now) {
        case Stage.Finished _ -> verdicts.event(nanos, "the run has ended");
        case Stage.Died died -> verdicts.event(nanos, died.what());
        case Stage.Measuring _ -> {
          verdicts.event(nanos, "measuring begins");
          // What was before is not judged.
          judged = nanos;
        }
        case Stage.Watching _, Stage.Starting _, Stage.WarmingUp _, Stage.Draining _ -> {}
      }
    }
    stage = now;
  }

  /** Something is missing here. */
  public void gap(long nanos, String why) {
    verdicts.gap(nanos, why);
  }

  /** From here on something else is watched. */
  public void other(long nanos) {
    verdicts.event(nanos, "something else is watched");
  }

  /** No more comes. */
  public void end() {
    latency.settle();
    lanes.settle();
  }

  public Bins bins() {
    return bins;
  }

  public VerdictLine verdicts() {
    return verdicts;
  }

  public CoreLines cores() {
    return cores;
  }

  /** Worker threads' time by part. */
  public Sums threadTime() {
    return threadTime;
  }

  public TaskLine tasks() {
    return tasks;
  }

  public LatencyLine latency() {
    return latency;
  }

  public Lanes lanes() {
    return lanes;
  }

  /** Processes of the machine. */
  public Busy busy() {
    return busy;
  }

  /** How many looks there were. */
  public long looks() {
    return looks;
  }
}
