package dev.conctop.record;

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
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.CauseRate;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.figure.Runtime;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.host.DiskRequest;
import dev.conctop.sample.host.DiskUse;
import dev.conctop.sample.host.NetUse;
import dev.conctop.sample.host.Pressure;
import dev.conctop.sample.jvm.DeepView;
import dev.conctop.sample.jvm.JvmCounters;
import dev.conctop.sample.jvm.JvmLatency;
import dev.conctop.sample.jvm.JvmPool;
import dev.conctop.sample.jvm.JvmThread;
import dev.conctop.sample.jvm.JvmWait;
import dev.conctop.sample.jvm.LockChain;
import dev.conctop.sample.jvm.MonitorOwner;
import dev.conctop.sample.jvm.VirtualThreadGroups;
import dev.conctop.sample.jvm.VirtualThreadUse;
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
import dev.conctop.sample.thread.PartCounts;
import dev.conctop.sample.thread.ProcessCosts;
import dev.conctop.sample.thread.ProcessCrowd;
import dev.conctop.sample.thread.ProcessLife;
import dev.conctop.sample.thread.ProcessNames;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.sample.thread.ProcessUse;
import dev.conctop.sample.thread.ProcessVerdict;
import dev.conctop.sample.thread.SubjectTraits;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.sample.thread.ThreadRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/** At least one fact of every kind, each field with a value that no other has where that can be. */
final class Examples {
  private static final Figure NA = Figure.na("/proc says nothing");

  private Examples() {}

  static List<Fact> all() {
    List<Fact> all = new ArrayList<>();
    all.add(host());
    all.add(
        new HostTotals(
            9_000_000_001L,
            cores(),
            Figure.exact(0.75),
            Figure.exact(0.375),
            Figure.estimated(0.25)));
    all.add(new CpuLimit(77, Figure.exact(Double.POSITIVE_INFINITY), NA, Figure.sampled(0.125)));
    all.add(table());
    all.add(devices());
    all.add(threads());
    all.add(frame());
    all.add(new MachineInfo("büro-7", "A CPU @ 3.00GHz", 4, 8, Figure.exact(17e9), "Linux 6.1"));
    all.add(
        new ObserverCost(
            Figure.exact(0.031),
            812_345,
            90,
            2,
            "fewer looks",
            new CauseRate(20, 18.5, 0.01, 19, Double.NaN, 0.02, 1234)));
    all.add(new ObserverCost(NA, 1, 1, 0, "", CauseRate.none()));
    all.add(jvm());
    all.addAll(stacks());
    all.addAll(events());
    return all;
  }

  static HostSample host() {
    return new HostSample(
        1_000_000_123L,
        998_000_001L,
        cores(),
        Fidelity.EXACT,
        new Pressure(Figure.exact(0.5), Figure.exact(0.1), NA, Figure.exact(0)),
        Figure.exact(3),
        Figure.exact(2.75),
        Figure.estimated(0.5));
  }

  private static List<CoreUse> cores() {
    return List.of(
        new CoreUse(0, 0.3, 0.2, 0.1, 0.05, 0.35), new CoreUse(3, 1.0 / 3, 0, 0, 0, 2.0 / 3));
  }

  static DevicesSample devices() {
    List<DiskUse.Ended> ended = new ArrayList<>();
    for (int i = 0; i < DiskRequest.count(); i++) {
      ended.add(
          i == 1
              ? DiskUse.Ended.none("none ended")
              : new DiskUse.Ended(i + 5, Figure.exact(i + 0.5)));
    }
    return new DevicesSample(
        1_000_000_200L,
        1_000_000_000L,
        List.of(new DiskUse("nvme0n1", Figure.exact(0.75), ended, 4096.5, 1e6)),
        "",
        List.of(new NetUse("eth0", 1000, 2000.25, 0)),
        "not all of them");
  }

  static ProcessTable table() {
    return new ProcessTable(
        1_000_000_300L, 1_000_000_000L, List.of(process(7), process(900)), 3, 12);
  }

  static ProcessRow process(int pid) {
    return new ProcessRow(
        pid,
        "java",
        40 + pid,
        Figure.exact(0.4),
        NA,
        Part.NETWORK,
        Fidelity.SAMPLED,
        "read socket",
        ProcessLife.ALIVE,
        new ProcessNames(1, "postgres", "shop.Main", "java -cp shop.jar shop.Main"),
        new ProcessCosts(Figure.exact(123_456_789), Figure.exact(1.5), NA),
        new ProcessCrowd(
            true,
            2.5,
            PartCounts.of(new int[] {1, 2, 3, 0, 0, 0, 0, 0, 4}),
            PartCounts.of(new int[] {0, 0, 0, 0, 0, 0, 0, 30, 0}),
            0.875,
            "futex_do_wait"),
        true,
        ProcessVerdict.none());
  }

  static ThreadsSample threads() {
    return threads(
        1_000_000_400L,
        ThreadRows.of(List.of(row(7, 8, "main", Part.ON_CPU, 5), row(7, 9, "π-1", Part.LOCK, 6))));
  }

  static ThreadsSample threads(long nanos, List<ThreadRow> rows) {
    Budget workers = new Budget();
    workers.add(Part.ON_CPU, 100, Fidelity.EXACT);
    workers.add(Part.UNKNOWN, 20, Fidelity.ESTIMATED);
    workers.add(Part.DISK, 5, Fidelity.SAMPLED);
    workers.add(Part.DISK, -5, Fidelity.SAMPLED);
    workers.addWall(121);
    workers.addMisfit(1);
    return new ThreadsSample(
        nanos,
        100_000_000L,
        workers,
        new Budget(),
        rows,
        new ProcessUse(
            2, rows.size(), Figure.exact(5e9), Figure.exact(10), NA, Figure.exact(1 << 30)),
        1,
        new SubjectTraits(Runtime.JVM, 4, "stopped", 17, false));
  }

  static ThreadRow row(int pid, int tid, String name, Part now, long nanos) {
    Budget budget = new Budget();
    budget.add(now, nanos, Fidelity.SAMPLED);
    budget.addWall(nanos);
    return new ThreadRow(
        pid,
        tid,
        name,
        Role.LOOP,
        now,
        Fidelity.ESTIMATED,
        budget,
        -1,
        12.5,
        "epoll_wait server",
        33);
  }

  static TaskFrame frame() {
    Histogram histogram = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
    histogram.recordValueWithCount(50_000_000, 7);
    histogram.recordValue(Series.HIGHEST_NANOS);
    histogram.recordValue(1);
    return new TaskFrame(
        41,
        1_000_000_500L,
        Phase.MEASURE,
        4_100_000_000L,
        counts(),
        List.of(
            new LatencyInterval(Series.RESPONSE, ValueCounts.of(histogram), 2),
            new LatencyInterval(Series.GIL_WAIT, ValueCounts.none(), 0)),
        Map.of("connection refused", 3L, "timed out", 1L),
        Map.of("pool.queue", 5.0, "gil.switches", 1e10, "load", 0.1),
        // What is said of threads goes into their rows, and is not written.
        List.of(),
        Optional.of(new SlowTasks(List.of(slow("A"), slow("")), Optional.of(slow("B")))),
        // Of more than one only one is written.
        List.of(
            new TaskSample(
                List.of(
                    new Step(TaskWait.READY, 0, false),
                    new Step(TaskWait.RUNNING, 123_456_789L, true),
                    new Step(TaskWait.DISK, 7_000_000_000L, true),
                    new Step(TaskWait.GIL, 5, false)))));
  }

  private static SlowTask slow(String lock) {
    return new SlowTask(
        900,
        100,
        5_000_000_000L,
        new long[] {1, 2, 3, 4, 5, 6, 7, 8},
        lock.isEmpty() ? OptionalLong.empty() : OptionalLong.of(55),
        "worker-3",
        lock,
        "worker-4");
  }

  private static TaskCounts counts() {
    long[] now = new long[TaskWait.count()];
    long[] nanos = new long[TaskWait.count()];
    for (int i = 0; i < now.length; i++) {
      now[i] = i;
      nanos[i] = 1L << (5 * i);
    }
    return new TaskCounts(1000, 900, 30, 2, now, nanos);
  }

  static JvmSample jvm() {
    Histogram parks = new Histogram(1, Series.HIGHEST_NANOS, 2);
    parks.recordValueWithCount(123_456, 1000);
    return new JvmSample(
        new Pid(7),
        "25.0.1",
        new DeepView.Refused("another user's", "sudo conctop"),
        new JvmCounters(Figure.exact(3), Figure.exact(4e6), NA, Figure.exact(5), 77_000_000_000L),
        new VirtualThreadUse(Figure.exact(4), Figure.exact(2), NA),
        List.of(new JvmThread(8, "main", "BLOCKED", "shop.Lock", "other", 9, "shop.Main.run")),
        Figure.exact(0.97),
        List.of(List.of("a", "b"), List.of("c", "d", "e")),
        List.of(new JvmLatency(JvmWait.PARK, parks)),
        List.of(new MonitorOwner("other", 12, 3_000_000)),
        1_000_000,
        "fewer dumps",
        List.of(new JvmPool(JvmPool.Shortage.RESOURCE, "http", 10, 4, "Queue.take")),
        List.of(new LockChain("other", "RUNNABLE", "shop.Main.hold", 3, List.of("x", "y"))),
        new VirtualThreadGroups(
            Figure.exact(100_000),
            List.of(new VirtualThreadGroups.Group(99_000, "WAITING", "a.B.c", List.of("d", "e"))),
            45_000_000,
            ""));
  }

  private static List<Fact> stacks() {
    return List.of(
        new ThreadStack(
            7,
            8,
            123_456_789L,
            new ThreadStack.Frames(
                "thread dump",
                Fidelity.EXACT,
                List.of(ThreadStack.Line.frame("a.B.c"), ThreadStack.Line.remark("- locked x")))),
        new ThreadStack(7, 9, -5L, new ThreadStack.NotRead("not permitted", "")),
        new ThreadStack(7, 10, 0, new ThreadStack.Ended("thread 10 has ended")));
  }

  private static List<Fact> events() {
    SubjectEvent.Hello hello = new SubjectEvent.Hello(new Pid(7), "HotSpot", "25.0.1", true);
    return List.of(
        new SubjectEvent.Starting("starting the server"),
        hello,
        new SubjectEvent.Finished(10_000_000_000L, counts(), Map.of("timed out", 4L)),
        new SubjectEvent.Died("it was killed", List.of("first", "last")),
        new SubjectEvent.ArmsBegin(),
        new SubjectEvent.BlockBegins(1, hello),
        new SubjectEvent.BlockEnded(2, 999, counts(), Map.of(), Figure.exact(5e7)),
        new SubjectEvent.Rests(3),
        new SubjectEvent.ArmDied(4, "it ended", List.of("why")));
  }
}
