package dev.conctop.metrics.book;

import dev.conctop.diagnosis.Verdict;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.CauseRate;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.host.DiskUse;
import dev.conctop.sample.host.NetUse;
import dev.conctop.sample.host.Pressure;
import dev.conctop.sample.jvm.DeepView;
import dev.conctop.sample.jvm.JvmCounters;
import dev.conctop.sample.jvm.JvmLatency;
import dev.conctop.sample.jvm.JvmThread;
import dev.conctop.sample.jvm.JvmWait;
import dev.conctop.sample.jvm.VirtualThreadGroups;
import dev.conctop.sample.jvm.VirtualThreadUse;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.sample.task.ValueCounts;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.sample.thread.ProcessUse;
import dev.conctop.sample.thread.ProcessVerdict;
import dev.conctop.sample.thread.ThreadRow;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Facts as a live source tells them, and a book with one of each. */
public final class Facts {
  public static final long LOOK = 100_000_000L;
  public static final long SECOND = 1_000_000_000L;

  private Facts() {}

  /** A thread that spent a whole interval in one part. */
  public static ThreadRow row(int tid, String name, Part part, long restedNanos) {
    Budget budget = new Budget();
    budget.add(part, LOOK, Fidelity.EXACT);
    budget.addWall(LOOK);
    return new ThreadRow(
        7, tid, name, Role.WORKER, part, Fidelity.EXACT, budget, 0, 0, "", restedNanos);
  }

  public static ThreadsSample threads(long nanos, double cpuNanos, List<ThreadRow> rows) {
    return new ThreadsSample(
        nanos,
        LOOK,
        new Budget(),
        new Budget(),
        rows,
        new ProcessUse(
            1,
            rows.size(),
            Figure.exact(cpuNanos),
            Figure.exact(5),
            Figure.na("not told"),
            Figure.exact(1 << 20)),
        0);
  }

  /** Two cores: one works all the time, one rests. */
  public static HostSample host(long nanos, long windowNanos) {
    return new HostSample(
        nanos,
        windowNanos,
        List.of(new CoreUse(0, 0.75, 0.25, 0, 0, 0), new CoreUse(1, 0, 0, 0.5, 0, 0.5)),
        Fidelity.EXACT,
        new Pressure(Figure.exact(0.1), Figure.na("none"), Figure.na("none"), Figure.na("none")),
        Figure.exact(3),
        Figure.exact(1),
        Figure.na("no subject"));
  }

  /** A frame in which tasks with these latencies have ended. */
  public static TaskFrame frame(long sequence, Phase phase, long completed, long... latencies) {
    Histogram histogram = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
    for (long latency : latencies) {
      histogram.recordValue(latency);
    }
    return new TaskFrame(
        sequence,
        sequence * LOOK,
        phase,
        sequence * LOOK,
        new TaskCounts(
            completed, completed, 0, 0, new long[TaskWait.count()], new long[TaskWait.count()]),
        List.of(new LatencyInterval(Series.RESPONSE, ValueCounts.of(histogram), 0)),
        Map.of(),
        Map.of(),
        List.of());
  }

  static JvmSample jvm() {
    Histogram parks = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
    parks.recordValue(20_000_000);
    return new JvmSample(
        new Pid(7),
        "25",
        new DeepView.On(),
        new JvmCounters(
            Figure.exact(3), Figure.exact(2e6), Figure.exact(4), Figure.exact(3e6), SECOND),
        new VirtualThreadUse(Figure.exact(2), Figure.exact(2), Figure.exact(1)),
        List.of(
            new JvmThread(1, "pool-1", "TIMED_WAITING (parking)", "", "", 0, ""),
            new JvmThread(2, "pool-2", "WAITING (parking)", "", "", 0, ""),
            new JvmThread(3, "pool-3", "RUNNABLE", "", "", 0, ""),
            new JvmThread(4, "GC Thread#0", "", "", "", 0, "")),
        Figure.exact(1),
        List.of(List.of("a", "b")),
        List.of(new JvmLatency(JvmWait.PARK, parks)),
        List.of(),
        SECOND,
        "",
        List.of(),
        List.of(),
        VirtualThreadGroups.na("not asked"));
  }

  private static ProcessRow process(int pid, String name, double onCpu) {
    return new ProcessRow(
        pid,
        name,
        1,
        Figure.exact(onCpu),
        Figure.exact(0),
        Part.SLEEP,
        Fidelity.EXACT,
        "nanosleep");
  }

  static ProcessTable processes(long nanos, int count) {
    return new ProcessTable(
        nanos,
        SECOND,
        IntStream.rangeClosed(1, count)
            .mapToObj(pid -> process(pid, "name" + (char) ('A' + pid % 26) + pid + "x", 0.01))
            .toList(),
        0);
  }

  /** A book that was told one fact of each kind, so that it has all metrics. */
  public static MetricsBook full() {
    MetricsBook book = new MetricsBook("1.2.3", () -> 1_000 * SECOND);
    book.begins(Subject.process("a \"name\"\\with\nall"));
    book.fact(host(SECOND, SECOND));
    book.fact(new CpuLimit(7, Figure.exact(1.5), Figure.exact(0.25), Figure.exact(0.1)));
    book.fact(
        new DevicesSample(
            SECOND,
            SECOND,
            List.of(
                new DiskUse(
                    "sda",
                    Figure.exact(0.5),
                    List.of(
                        new DiskUse.Ended(4, Figure.exact(1e6)),
                        DiskUse.Ended.none("none"),
                        DiskUse.Ended.none("none"),
                        DiskUse.Ended.none("none")),
                    4096,
                    0)),
            "",
            List.of(new NetUse("lo", 100, 200, 0)),
            ""));
    book.fact(
        processes(SECOND, 2)
            .with(
                processes(SECOND, 2).rows().stream()
                    .map(row -> row.judged(new ProcessVerdict(ProcessVerdict.Word.IDLE, "", "")))
                    .toList()));
    book.fact(threads(SECOND, 2e8, List.of(row(1, "pool-1", Part.ON_CPU, 0))));
    book.fact(frame(0, Phase.MEASURE, 3, 1_000_000, 2_000_000, 70_000_000));
    book.fact(jvm());
    book.fact(
        new ObserverCost(
            Figure.exact(0.02), 1_000_000, 10, 1, "", new CauseRate(20, 20, 0, 20, 0, 0.02, 5)));
    book.judged(
        new Verdict(
            Verdict.Kind.IO_WAITING,
            "network",
            List.of(new Verdict.Finding(Verdict.Finding.Name.POOL_STARVED, "more workers")),
            List.of()));
    return book;
  }
}
