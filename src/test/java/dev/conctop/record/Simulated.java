package dev.conctop.record;

import dev.conctop.record.fact.Entry;
import dev.conctop.sample.Fact;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.CauseRate;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.host.Pressure;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.SlowTasks;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskSample;
import dev.conctop.sample.task.TaskSample.Step;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.sample.task.ValueCounts;
import dev.conctop.sample.thread.ProcessUse;
import dev.conctop.sample.thread.SubjectTraits;
import dev.conctop.sample.thread.ThreadReport;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.sample.thread.ThreadRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** Facts as a source would tell them, ten looks a second; the same ones for the same seed. */
public final class Simulated {
  public static final long LOOK = 100_000_000L;
  private static final long BEGIN = 5_000_000_000L;
  private static final int CORES = 2;

  /** Tasks of a frame that are told of step by step. */
  private static final int SAMPLES = 16;

  private final Random random = new Random(7);

  /** For what came to be told later: the rest is as it was. */
  private final Random lots = new Random(8);

  private final int threads;
  private final int wakes;
  private final boolean tasks;
  private ThreadRows rows;
  private final long[] restedSince;
  private long nanos = BEGIN;
  private long interval;
  private long looks;
  private long done;

  private Simulated(int threads, int wakes, boolean tasks) {
    this.threads = threads;
    this.wakes = wakes;
    this.tasks = tasks;
    restedSince = new long[threads];
    List<ThreadRow> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      all.add(row(i, Part.IDLE, 0, 0));
    }
    rows = ThreadRows.of(all);
  }

  /** A process of so many threads, some of which wake up between two looks. */
  public static Simulated process(int threads, int wakes) {
    return new Simulated(threads, wakes, false);
  }

  /** A run of ours: every worker works, and says ten times a second what it did. */
  public static Simulated run(int workers) {
    return new Simulated(workers + 12, workers, true);
  }

  public void tell(int count, Consumer<Entry> to) {
    for (int i = 0; i < count; i++) {
      look(fact -> to.accept(new Entry.Seen(nanos + 20_000, fact)));
    }
  }

  public long nanos() {
    return nanos;
  }

  private void look(Consumer<Fact> to) {
    looks++;
    interval = LOOK + random.nextInt(20) * 10_000L;
    nanos += interval;
    if (tasks) {
      to.accept(frame());
    }
    to.accept(host());
    ThreadRows.Successor next = new ThreadRows.Successor(rows);
    for (int i = 0; i < wakes; i++) {
      int place = tasks ? i : random.nextInt(threads);
      Part part = Part.at(random.nextInt(Part.count() - 1));
      next.set(place, row(place, part, interval + random.nextInt(9) * 10_000L, restedSince[place]));
      restedSince[place] = 0;
    }
    rows = next.rows();
    to.accept(sample());
    to.accept(
        new ObserverCost(
            Figure.exact(random.nextDouble() / 20),
            random.nextInt(2_000_000),
            looks,
            0,
            "",
            new CauseRate(
                20, 19.9, random.nextDouble(), 19.9, random.nextDouble(), 0.02, looks * 70)));
    if (looks % 10 == 0) {
      // They come with every look; a recording has the last of a second.
      to.accept(new HostTotals(looks * LOOK, cores(), Figure.exact(random.nextDouble())));
    }
  }

  private ThreadRow row(int place, Part part, long wall, long rested) {
    Budget budget = new Budget();
    long onCpu = wall == 0 ? 0 : random.nextInt(400) * 10_000L;
    long queued = wall == 0 ? 0 : random.nextInt(9) * 10_000L;
    budget.add(Part.ON_CPU, onCpu, Fidelity.EXACT);
    budget.add(Part.RUN_QUEUE, queued, Fidelity.EXACT);
    budget.add(part, wall - onCpu - queued, Fidelity.SAMPLED);
    budget.addWall(wall);
    return new ThreadRow(
        4711,
        4712 + place,
        "pool-" + place % 7 + "-thread-" + place,
        place < wakes && tasks ? Role.WORKER : Role.RUNTIME,
        part,
        Fidelity.SAMPLED,
        budget,
        random.nextInt(CORES),
        wall == 0 ? 0 : random.nextInt(40) * 1e9 / wall,
        part == Part.LOCK ? "futex_do_wait" : "epoll_wait server",
        rested);
  }

  private ThreadsSample sample() {
    Budget workers = new Budget();
    for (int i = 0; i < Part.count(); i++) {
      workers.add(Part.at(i), random.nextInt(1_000_000_000), Fidelity.SAMPLED);
    }
    workers.addWall(threads * LOOK);
    return new ThreadsSample(
        nanos,
        interval,
        workers,
        new Budget(),
        rows,
        new ProcessUse(
            1,
            threads,
            Figure.exact(looks * 1e7 + random.nextInt(1000)),
            Figure.exact(looks * 200),
            Figure.exact(looks * 3),
            Figure.exact(100e6 + looks * 4096)),
        0,
        SubjectTraits.none());
  }

  private HostSample host() {
    return new HostSample(
        nanos,
        1_000_000_000L + random.nextInt(300_000),
        cores(),
        Fidelity.EXACT,
        new Pressure(
            Figure.exact(random.nextInt(1000) / 1000.0),
            Figure.exact(0),
            Figure.exact(0),
            Figure.exact(0)),
        Figure.exact(random.nextInt(9)),
        Figure.exact(random.nextInt(900) / 100.0),
        Figure.exact(random.nextDouble()));
  }

  /** Shares of any length, as the probe's are. */
  private List<CoreUse> cores() {
    List<CoreUse> cores = new ArrayList<>();
    for (int i = 0; i < CORES; i++) {
      double user = random.nextDouble() * 0.6;
      double system = random.nextDouble() * 0.2;
      cores.add(new CoreUse(i, user, system, 0, 0, 1 - user - system));
    }
    return cores;
  }

  private TaskFrame frame() {
    done += 32;
    long[] nanosIn = new long[TaskWait.count()];
    nanosIn[1] = done * 3_000_000 + random.nextInt(1_000_000);
    nanosIn[2] = done * 50_000_000 + random.nextInt(1_000_000);
    List<LatencyInterval> latencies = new ArrayList<>();
    for (Series series : List.of(Series.RESPONSE, Series.QUEUE, Series.SERVICE)) {
      Histogram histogram = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
      for (int i = 0; i < 32; i++) {
        histogram.recordValue(50_000_000 + random.nextInt(5_000_000));
      }
      latencies.add(new LatencyInterval(series, ValueCounts.of(histogram), 0));
    }
    List<ThreadReport> reports = new ArrayList<>();
    List<SlowTask> slow = new ArrayList<>();
    for (int i = 0; i < wakes; i++) {
      long[] declared = new long[Part.count()];
      declared[Part.NETWORK.ordinal()] = looks * LOOK - random.nextInt(5_000_000);
      reports.add(
          new ThreadReport(4711, 4712 + i, "worker-" + i, Role.WORKER, Part.IDLE, declared, false));
    }
    for (int i = 0; i < SlowTasks.KEPT; i++) {
      long[] in = new long[TaskWait.count()];
      in[1] = random.nextInt(4_000_000);
      in[2] = 50_000_000 + random.nextInt(5_000_000);
      long begin = looks * LOOK + random.nextInt(1_000_000);
      slow.add(
          new SlowTask(
              in[1] + in[2], 1000, begin, in, OptionalLong.of(in[1]), "worker-" + i, "", ""));
    }
    long at = nanos - random.nextInt(5_000_000);
    return new TaskFrame(
        looks,
        at,
        Phase.MEASURE,
        at - BEGIN,
        new TaskCounts(done + 16, done, 0, 0, new long[TaskWait.count()], nanosIn),
        latencies,
        Map.of(),
        Map.of("pool.size", 16.0, "pool.queue", (double) random.nextInt(5)),
        reports,
        Optional.of(new SlowTasks(slow, Optional.of(slow.getLast()))),
        samples());
  }

  private List<TaskSample> samples() {
    List<TaskSample> samples = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      samples.add(
          new TaskSample(
              List.of(
                  new Step(TaskWait.READY, 100_000_000L + lots.nextInt(50_000_000), false),
                  new Step(TaskWait.RUNNING, 100_000 + lots.nextInt(900_000), false),
                  new Step(TaskWait.NETWORK, 50_000_000L + lots.nextInt(5_000_000), false),
                  new Step(TaskWait.RUNNING, 10_000 + lots.nextInt(90_000), false))));
    }
    return samples;
  }
}
