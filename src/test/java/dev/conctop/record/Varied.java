package dev.conctop.record;

import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
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
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.host.Pressure;
import dev.conctop.sample.jvm.DeepView;
import dev.conctop.sample.jvm.JvmCounters;
import dev.conctop.sample.jvm.JvmLatency;
import dev.conctop.sample.jvm.JvmThread;
import dev.conctop.sample.jvm.JvmWait;
import dev.conctop.sample.jvm.LockChain;
import dev.conctop.sample.jvm.MonitorOwner;
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
import java.util.Random;
import org.HdrHistogram.Histogram;

/**
 * Facts as a source would tell them, ten looks a second, that are never the same for long: every
 * few seconds the time goes elsewhere, so that verdicts, findings and causes change; threads and
 * processes come and go, names are strange, figures are missing, tasks fail, the subject is warmed
 * up, measured, drained, and ends. The same ones for the same seed.
 */
public final class Varied {
  private static final long LOOK = 100_000_000L;
  private static final long BEGIN = 7_000_000_123L;
  private static final int CORES = 4;
  private static final int REGIME = 60;
  private static final Figure NOT_KNOWN = Figure.na("/proc does not say");

  /** Where the time goes, one after the other. */
  private static final Part[] REGIMES = {
    Part.NETWORK,
    Part.ON_CPU,
    Part.LOCK,
    Part.RUN_QUEUE,
    Part.DISK,
    Part.IDLE,
    Part.UNKNOWN,
    Part.SLEEP,
    Part.IPC
  };

  private static final String[] NAMES = {
    "pool-1-thread-", "http-nio-", "π-worker-", "漢字-", "a) R 1 (", "ForkJoinPool-1-worker-", "x"
  };

  private final Random random;
  private final boolean tasks;
  private final List<Entry> entries = new ArrayList<>();
  private ThreadRows rows = ThreadRows.of(List.of());
  private List<ProcessRow> processes = List.of();
  private long[] restedSince = {};
  private long nanos = BEGIN;
  private long interval = LOOK;
  private int looks;
  private int nextTid = 5000;
  private Phase phase = Phase.WARM_UP;
  private long phaseBegan = BEGIN;
  private long done;
  private long failed;
  private final long[] nanosIn = new long[TaskWait.count()];

  private Varied(int seed, boolean tasks) {
    this.random = new Random(seed);
    this.tasks = tasks;
  }

  /** A run of ours. */
  public static List<Entry> run(RunSpec spec, RunRequest request, int looks) {
    Varied facts = new Varied(11, true);
    facts.add(new Entry.Begins(BEGIN, new Watched.Run(request)));
    facts.seen(machine());
    facts.seen(new SubjectEvent.Starting("starting the server"));
    facts.seen(new SubjectEvent.Hello(new Pid(4711), "HotSpot", "25.0.1", false));
    // The look that begins a phase comes before the frame that says so.
    facts.seen(facts.host());
    facts.looks(looks, Math.max(4, spec.workers()));
    facts.seen(
        new SubjectEvent.Finished(
            facts.nanos - facts.phaseBegan, facts.counts(), Map.of("timed out", facts.failed)));
    return facts.entries;
  }

  /** Somebody else's JVM. */
  public static List<Entry> process(int looks) {
    Varied facts = new Varied(12, false);
    facts.add(new Entry.Begins(BEGIN, new Watched.Process(new Pid(4711), "java", true)));
    facts.seen(machine());
    facts.looks(looks, 60);
    return facts.entries;
  }

  /** The machine alone. */
  public static List<Entry> host(int looks) {
    Varied facts = new Varied(13, false);
    facts.add(new Entry.Begins(BEGIN, new Watched.Machine()));
    facts.seen(machine());
    facts.looks(looks, 0);
    return facts.entries;
  }

  private static MachineInfo machine() {
    return new MachineInfo("büro-7", "A CPU @ 3.00GHz", 2, CORES, Figure.exact(17e9), "Linux 6.1");
  }

  private void add(Entry entry) {
    entries.add(entry);
  }

  private void seen(Fact fact) {
    // Facts of a look come one after the other.
    entries.add(new Entry.Seen(nanos + 20_000 + entries.size() % 97 * 1000L, fact));
  }

  private Part regime() {
    return REGIMES[looks / REGIME % REGIMES.length];
  }

  private void looks(int count, int threads) {
    List<ThreadRow> first = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      first.add(born(i));
    }
    rows = ThreadRows.of(first);
    restedSince = new long[threads];
    for (int i = 0; i < count; i++) {
      looks++;
      interval = LOOK + (random.nextInt(300) - 150) * 10_000L;
      nanos += interval;
      look(count);
    }
  }

  private void look(int all) {
    if (tasks) {
      phase(all);
      seen(frame());
    }
    seen(host());
    if (!rows.isEmpty()) {
      if (looks % 37 == 0) {
        replaceSome();
      } else {
        moveSome();
      }
      seen(threads());
    }
    if (looks % 10 == 1) {
      seen(table());
      seen(devices());
      seen(
          new CpuLimit(
              4711,
              random.nextBoolean() ? Figure.exact(1.5) : Figure.exact(Double.POSITIVE_INFINITY),
              Figure.sampled(random.nextInt(100) / 100.0),
              random.nextBoolean() ? NOT_KNOWN : Figure.exact(random.nextDouble())));
    }
    if (!rows.isEmpty() && looks % 10 == 5) {
      seen(jvm());
    }
    if (!rows.isEmpty() && looks % 45 == 0) {
      ThreadRow who = rows.get(random.nextInt(rows.size()));
      seen(
          new ThreadStack(
              who.pid(),
              who.tid(),
              nanos,
              new ThreadStack.Frames(
                  "thread dump",
                  Fidelity.EXACT,
                  List.of(
                      ThreadStack.Line.frame("shop.Main.run(Main.java:" + looks + ")"),
                      ThreadStack.Line.remark("- waiting to lock shop.Lock")))));
    }
    seen(new HostTotals(looks * LOOK, cores(0.4), Figure.exact(0.25), figure(CORES), figure(2)));
    seen(
        new ObserverCost(
            Figure.exact(random.nextDouble() / 20),
            random.nextInt(2_000_000),
            looks,
            looks / 100,
            looks % 200 > 190 ? "fewer looks: this machine has no time" : "",
            new CauseRate(
                20, 19.9, random.nextDouble(), 19.9, random.nextDouble(), 0.02, looks * 70L)));
  }

  private Figure figure(double most) {
    return switch (random.nextInt(12)) {
      case 0 -> NOT_KNOWN;
      case 1 -> Figure.estimated(random.nextDouble() * most);
      case 2 -> Figure.sampled(random.nextDouble() * most);
      default -> Figure.exact(random.nextDouble() * most);
    };
  }

  // ---- tasks

  private void phase(int all) {
    Phase now = looks <= 12 ? Phase.WARM_UP : looks > all - 5 ? Phase.DRAIN : Phase.MEASURE;
    if (now != phase) {
      if (now == Phase.MEASURE) {
        done = 0;
        failed = 0;
        java.util.Arrays.fill(nanosIn, 0);
        phaseBegan = nanos;
      }
      phase = now;
    }
  }

  private TaskCounts counts() {
    long[] now = new long[TaskWait.count()];
    for (int i = 0; i < now.length; i++) {
      now[i] = random.nextInt(9);
    }
    return new TaskCounts(done + failed + 16, done, failed, looks / 50, now, nanosIn.clone());
  }

  private TaskFrame frame() {
    int ended = random.nextInt(60);
    done += ended;
    failed += looks % 90 > 80 ? 2 : 0;
    TaskWait most =
        switch (regime()) {
          case NETWORK, UNKNOWN -> TaskWait.NETWORK;
          case ON_CPU -> TaskWait.RUNNING;
          case LOCK -> TaskWait.LOCK;
          case DISK -> TaskWait.DISK;
          case SLEEP -> TaskWait.TIMER;
          case IPC -> TaskWait.IPC;
          case RUN_QUEUE, IDLE -> TaskWait.READY;
        };
    nanosIn[most.ordinal()] += 1_500_000_000L + random.nextInt(100_000_000);
    nanosIn[TaskWait.RUNNING.ordinal()] += 20_000_000L + random.nextInt(10_000_000);
    List<LatencyInterval> latencies = new ArrayList<>();
    for (Series series : Series.values()) {
      Histogram histogram = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
      for (int i = 0; i < ended; i++) {
        histogram.recordValue((long) (5e6 * Math.exp(random.nextGaussian() + looks / 200.0)));
      }
      latencies.add(
          new LatencyInterval(series, ValueCounts.of(histogram), looks % 70 == 0 ? 1 : 0));
    }
    long at = nanos - random.nextInt(5_000_000);
    return new TaskFrame(
        // Now and then one is lost.
        looks + looks / 150,
        at,
        phase,
        Math.max(0, at - phaseBegan),
        counts(),
        latencies,
        failed == 0 ? Map.of() : Map.of("timed out", failed, "refused", 1L),
        Map.of(
            "pool.size",
            16.0,
            "pool.queue",
            (double) random.nextInt(500),
            "load",
            random.nextDouble()),
        List.of(),
        Optional.of(slow(most)),
        samples(most));
  }

  private SlowTasks slow(TaskWait most) {
    List<SlowTask> slow = new ArrayList<>();
    for (int i = 0; i < SlowTasks.KEPT; i++) {
      long[] in = new long[TaskWait.count()];
      in[most.ordinal()] = 50_000_000 + random.nextInt(500_000_000);
      in[TaskWait.READY.ordinal()] += random.nextInt(4_000_000);
      long sum = 0;
      for (long each : in) {
        sum += each;
      }
      slow.add(
          new SlowTask(
              sum,
              in[TaskWait.READY.ordinal()],
              Math.max(0, nanos - phaseBegan - sum),
              in,
              random.nextBoolean()
                  ? OptionalLong.of(random.nextInt(9_000_000))
                  : OptionalLong.empty(),
              "worker-" + i,
              most == TaskWait.LOCK ? "shop.Lock" : "",
              most == TaskWait.LOCK ? "worker-9" : ""));
    }
    slow.sort((one, other) -> Long.compare(other.responseNanos(), one.responseNanos()));
    return new SlowTasks(slow, Optional.of(slow.getLast()));
  }

  private List<TaskSample> samples(TaskWait most) {
    List<TaskSample> samples = new ArrayList<>();
    for (int i = 0; i < random.nextInt(20); i++) {
      samples.add(
          new TaskSample(
              List.of(
                  new Step(TaskWait.READY, 1 + random.nextInt(9_000_000), false),
                  new Step(TaskWait.RUNNING, 1 + random.nextInt(900_000), false),
                  new Step(most, 1 + random.nextInt(90_000_000), most == TaskWait.LOCK))));
    }
    return samples;
  }

  // ---- threads

  private ThreadRow born(int place) {
    return row(
        nextTid++,
        NAMES[place % NAMES.length] + place,
        place % 9 == 8 ? Role.RUNTIME : Role.WORKER,
        0,
        0);
  }

  private ThreadRow row(int tid, String name, Role role, long wall, long rested) {
    Budget budget = new Budget();
    Part now = random.nextInt(5) == 0 ? Part.at(random.nextInt(Part.count())) : regime();
    Fidelity how = random.nextBoolean() ? Fidelity.SAMPLED : Fidelity.ESTIMATED;
    if (wall > 0) {
      long onCpu = random.nextInt(100) * 10_000L;
      budget.add(Part.ON_CPU, onCpu, Fidelity.EXACT);
      budget.add(now, wall - onCpu, now == Part.ON_CPU ? Fidelity.EXACT : how);
      budget.addWall(wall);
    }
    return new ThreadRow(
        4711,
        tid,
        name,
        role,
        now,
        how,
        budget,
        random.nextInt(CORES),
        wall == 0 ? 0 : random.nextInt(40) * 1e9 / wall,
        now == Part.LOCK ? "futex_do_wait" : now == Part.NETWORK ? "read socket" : "",
        rested);
  }

  private void moveSome() {
    ThreadRows.Successor next = new ThreadRows.Successor(rows);
    for (int i = 0; i < rows.size(); i++) {
      if (random.nextInt(3) == 0) {
        restedSince[i] += interval;
        continue;
      }
      ThreadRow before = rows.get(i);
      next.set(
          i,
          row(
              before.tid(),
              before.name(),
              before.role(),
              interval + random.nextInt(9) * 10_000L,
              restedSince[i]));
      restedSince[i] = 0;
    }
    rows = next.rows();
  }

  private void replaceSome() {
    List<ThreadRow> all = new ArrayList<>(rows);
    all.remove(random.nextInt(all.size()));
    all.add(random.nextInt(all.size()), born(random.nextInt(90)));
    if (looks % 2 == 0) {
      all.add(born(random.nextInt(90)));
    }
    rows = ThreadRows.of(all);
    restedSince = new long[all.size()];
  }

  private ThreadsSample threads() {
    Budget workers = new Budget();
    Budget runtime = new Budget();
    for (ThreadRow row : rows) {
      (row.role().works() ? workers : runtime).addAll(row.budget());
    }
    return new ThreadsSample(
        nanos,
        interval,
        workers,
        runtime,
        rows,
        new ProcessUse(
            1 + looks / 100,
            rows.size(),
            Figure.exact(looks * 1e7 + random.nextInt(1000)),
            looks % 30 == 0 ? NOT_KNOWN : Figure.exact(looks * 200),
            Figure.exact(looks * 3),
            Figure.exact(100e6 + looks * 4096)),
        looks % 40,
        new SubjectTraits(
            dev.conctop.sample.figure.Runtime.JVM, CORES, "", random.nextInt(3), looks < 300));
  }

  // ---- the machine

  private List<CoreUse> cores(double most) {
    List<CoreUse> cores = new ArrayList<>();
    for (int i = 0; i < CORES; i++) {
      double user = random.nextDouble() * most;
      double system = random.nextDouble() * (1 - most) / 2;
      double steal = looks % 50 > 45 ? 0.01 : 0;
      cores.add(new CoreUse(i, user, system, 0.02, steal, 1 - user - system - 0.02 - steal));
    }
    return cores;
  }

  private HostSample host() {
    boolean busy = regime() == Part.ON_CPU || regime() == Part.RUN_QUEUE;
    return new HostSample(
        nanos,
        1_000_000_000L + random.nextInt(300_000),
        cores(busy ? 0.9 : 0.2),
        looks % 100 < 50 ? Fidelity.EXACT : Fidelity.SAMPLED,
        new Pressure(figure(1), figure(1), figure(0.5), figure(0.1)),
        Figure.exact(random.nextInt(9)),
        Figure.exact(random.nextInt(900) / 100.0),
        figure(1));
  }

  private ProcessTable table() {
    List<ProcessRow> next = new ArrayList<>();
    int first = 100 + looks / 60;
    for (int pid = first; pid < first + 25; pid++) {
      int at = pid - first;
      boolean stays = random.nextInt(3) == 0;
      ProcessRow before =
          processes.stream().filter(each -> each.pid() == first + at).findFirst().orElse(null);
      next.add(stays && before != null ? before : program(pid));
    }
    processes = next;
    return new ProcessTable(nanos, 1_000_000_000L, next, looks % 7, looks % 5);
  }

  private ProcessRow program(int pid) {
    ProcessRow like = Examples.process(pid);
    return new ProcessRow(
        pid,
        NAMES[pid % NAMES.length],
        1 + random.nextInt(60),
        figure(2),
        figure(1),
        regime(),
        Fidelity.SAMPLED,
        "read socket",
        ProcessLife.values()[random.nextInt(ProcessLife.values().length)],
        new ProcessNames(1, "postgres", "shop.Main", "java -cp shop.jar shop.Main " + pid),
        new ProcessCosts(Figure.exact(random.nextInt(1 << 30)), figure(9e6), figure(9e6)),
        new ProcessCrowd(
            true,
            random.nextInt(80) / 10.0,
            like.crowd().moving(),
            like.crowd().still(),
            random.nextInt(100) / 100.0,
            "futex_do_wait"),
        random.nextBoolean(),
        ProcessVerdict.none());
  }

  private DevicesSample devices() {
    DevicesSample like = Examples.devices();
    return new DevicesSample(
        nanos, 1_000_000_000L, like.disks(), looks % 3 == 0 ? "" : "none", like.nets(), "");
  }

  // ---- a JVM

  private JvmSample jvm() {
    Histogram parks = new Histogram(1, Series.HIGHEST_NANOS, 2);
    parks.recordValueWithCount(123_456 + looks * 1000L, looks);
    List<JvmThread> threads = new ArrayList<>();
    for (ThreadRow row : rows.subList(0, Math.min(6, rows.size()))) {
      threads.add(
          new JvmThread(
              row.tid(),
              "long name of " + row.name(),
              "BLOCKED",
              "shop.Lock",
              "other",
              9,
              "shop.A.b"));
    }
    boolean locked = regime() == Part.LOCK;
    return new JvmSample(
        new Pid(4711),
        "25.0.1",
        looks < 40 ? new DeepView.Starting() : new DeepView.On(),
        new JvmCounters(
            Figure.exact(looks / 20),
            Figure.exact(looks * 4e5),
            Figure.exact(looks / 10),
            Figure.exact(looks * 5e5),
            looks * LOOK),
        new VirtualThreadUse(Figure.exact(4), figure(4), figure(900)),
        threads,
        Figure.exact(0.97),
        locked && looks % 100 == 5 ? List.of(List.of("a", "b")) : List.of(),
        List.of(new JvmLatency(JvmWait.PARK, parks)),
        List.of(new MonitorOwner("other", 12 + looks, 3_000_000)),
        1_000_000,
        looks % 60 < 20 ? "fewer dumps" : "",
        List.of(),
        locked
            ? List.of(new LockChain("other", "RUNNABLE", "shop.Main.hold", 3, List.of("x", "y")))
            : List.of(),
        Examples.jvm().groups());
  }
}
