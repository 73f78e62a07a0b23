package dev.conctop.probe.oshi;

import dev.conctop.account.Seen;
import dev.conctop.account.ThreadAccount;
import dev.conctop.probe.Origin;
import dev.conctop.probe.Reach;
import dev.conctop.probe.ThreadProbe;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.thread.ProcessUse;
import dev.conctop.sample.thread.ThreadReport;
import dev.conctop.sample.thread.ThreadRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import oshi.software.os.OSProcess;
import oshi.software.os.OSThread;
import oshi.software.os.OperatingSystem;

/**
 * Threads through OSHI: time on a core in ms, states, no run queue and no cause of a wait but what
 * the subject says. Everything is estimated. Costs some 100 µs a thread.
 */
final class OshiThreadProbe implements ThreadProbe {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000L;
  private static final int NAME_LENGTH = 64;

  private record Key(int pid, int tid, long startMillis) {}

  private static final class Watched {
    final ThreadAccount account;
    double slicesPerSecond;
    long switches;
    long atNanos;

    Watched(ThreadAccount account, long switches, long atNanos) {
      this.account = account;
      this.switches = switches;
      this.atNanos = atNanos;
    }
  }

  private final OperatingSystem os;
  private final LongSupplier clock;
  private final Map<Key, Watched> threads = new HashMap<>();
  private final Map<Long, ThreadReport> reports = new HashMap<>();
  private final Map<Integer, Long> cpuMillis = new HashMap<>();
  private final Set<Key> alive = new HashSet<>();
  private final Set<Integer> members = new LinkedHashSet<>();
  private final Budget workers = new Budget();
  private final Budget runtime = new Budget();
  private final Budget workersSinceMark = new Budget();
  private final Budget runtimeSinceMark = new Budget();
  private Origin origin = Origin.FOREIGN;
  private Reach reach = Reach.TREE;
  private long previousNanos = Long.MIN_VALUE;
  private long nextScanNanos = Long.MIN_VALUE;
  private long cpuNanos;
  private long markedCpuNanos;
  private int[] pids = new int[0];
  private int hidden;

  OshiThreadProbe(OperatingSystem os, LongSupplier clock) {
    this.os = os;
    this.clock = clock;
  }

  @Override
  public void setRoots(int[] roots, Origin whose, Reach howFar) {
    close();
    origin = whose;
    reach = howFar;
    members.clear();
    for (int pid : roots) {
      members.add(pid);
    }
    reports.clear();
    cpuMillis.clear();
    previousNanos = Long.MIN_VALUE;
    cpuNanos = 0;
    mark();
    refresh();
  }

  @Override
  public void refresh() {
    nextScanNanos = Long.MIN_VALUE;
  }

  @Override
  public void reports(List<ThreadReport> more) {
    for (ThreadReport report : more) {
      long key = (long) report.pid() << 32 | report.tid();
      if (report.gone()) {
        reports.remove(key);
      } else {
        reports.put(key, report);
      }
    }
  }

  @Override
  public ThreadsSample look(long nanos) {
    workers.clear();
    runtime.clear();
    alive.clear();
    hidden = 0;
    if (nanos >= nextScanNanos) {
      nextScanNanos = nanos + SECOND;
      scan();
    }
    List<ThreadRow> working = new ArrayList<>();
    List<ThreadRow> others = new ArrayList<>();
    List<OSProcess> found = new ArrayList<>();
    for (int pid : members) {
      OSProcess process = os.getProcess(pid);
      if (process != null && process.getState() != OSProcess.State.ZOMBIE) {
        found.add(process);
        look(process, working, others);
      }
    }
    threads.keySet().retainAll(alive);
    pids = found.stream().mapToInt(OSProcess::getProcessID).toArray();
    workersSinceMark.addAll(workers);
    runtimeSinceMark.addAll(runtime);
    int count = working.size() + others.size();
    working.addAll(others);
    long interval = previousNanos == Long.MIN_VALUE ? 0 : nanos - previousNanos;
    previousNanos = nanos;
    return new ThreadsSample(
        nanos, interval, workers.copy(), runtime.copy(), working, use(found, count), hidden);
  }

  private void scan() {
    for (int pid : reach == Reach.TREE ? List.copyOf(members) : List.<Integer>of()) {
      for (OSProcess child : os.getDescendantProcesses(pid, null, null, 0)) {
        members.add(child.getProcessID());
      }
    }
    members.removeIf(pid -> os.getProcess(pid) == null);
  }

  private void look(OSProcess process, List<ThreadRow> working, List<ThreadRow> others) {
    int pid = process.getProcessID();
    long millis = process.getUserTime() + process.getKernelTime();
    Long before = cpuMillis.put(pid, millis);
    cpuNanos += before == null ? 0 : Math.max(0, millis - before) * MILLI;
    List<OSThread> details = process.getThreadDetails();
    if (details.isEmpty()) {
      hidden += Math.max(0, process.getThreadCount());
    }
    for (OSThread thread : details) {
      ThreadReport report = reports.get((long) pid << 32 | thread.getThreadId());
      Role role = role(report);
      ThreadRow row = book(pid, thread, report, role);
      (role.works() ? working : others).add(row);
      (role.works() ? workers : runtime).addAll(row.budget());
    }
  }

  private Role role(@Nullable ThreadReport report) {
    if (report != null) {
      return report.role();
    }
    return origin.reportsThreads() ? Role.RUNTIME : Role.WORKER;
  }

  private ThreadRow book(int pid, OSThread thread, @Nullable ThreadReport report, Role role) {
    Key key = new Key(pid, thread.getThreadId(), thread.getStartTime());
    alive.add(key);
    long nanos = clock.getAsLong();
    long run = (thread.getUserTime() + thread.getKernelTime()) * MILLI;
    long switches = thread.getContextSwitches();
    Watched watched =
        threads.computeIfAbsent(
            key,
            k ->
                new Watched(
                    new ThreadAccount(nanos, run, 0, 0, Fidelity.ESTIMATED), switches, nanos));
    ThreadAccount account = watched.account;
    if (report != null) {
      account.report(report);
    }
    boolean runs = thread.getState() == OSProcess.State.RUNNING;
    Part wait = wait(thread.getState(), report, role);
    account.look(nanos, run, 0, 0, runs ? Seen.RUNNABLE : Seen.BLOCKED, wait, Fidelity.ESTIMATED);
    if (nanos > watched.atNanos) {
      watched.slicesPerSecond =
          Math.max(0, switches - watched.switches) * 1e9 / (nanos - watched.atNanos);
    }
    watched.switches = switches;
    watched.atNanos = nanos;
    String name = report != null && !report.name().isEmpty() ? report.name() : thread.getName();
    return new ThreadRow(
        pid,
        thread.getThreadId(),
        CleanText.clean(name, NAME_LENGTH),
        role,
        runs ? Part.ON_CPU : wait,
        Fidelity.ESTIMATED,
        account.interval().copy(),
        -1,
        watched.slicesPerSecond,
        runs ? "" : "state " + thread.getState());
  }

  private Part wait(OSProcess.State state, @Nullable ThreadReport report, Role role) {
    if (report != null && report.ambiguousWait() != Part.UNKNOWN) {
      return report.ambiguousWait();
    }
    if (state == OSProcess.State.WAITING) {
      // Uninterruptible on the systems that tell: nearly always a disk.
      return Part.DISK;
    }
    return origin.reportsThreads() && !role.works() ? Part.IDLE : Part.UNKNOWN;
  }

  private ProcessUse use(List<OSProcess> found, int count) {
    long resident = 0;
    for (OSProcess process : found) {
      resident += process.getResidentMemory();
    }
    Figure none = Figure.na("OSHI does not tell the kinds of switches of ended threads");
    return new ProcessUse(
        found.size(),
        count,
        Figure.estimated((double) (cpuNanos - markedCpuNanos)),
        none,
        none,
        resident > 0 ? Figure.exact((double) resident) : Figure.na("OSHI cannot read it"));
  }

  @Override
  public void mark() {
    markedCpuNanos = cpuNanos;
    workersSinceMark.clear();
    runtimeSinceMark.clear();
  }

  @Override
  public Budget workersSinceMark() {
    return workersSinceMark.copy();
  }

  @Override
  public Budget runtimeSinceMark() {
    return runtimeSinceMark.copy();
  }

  @Override
  public int[] pids() {
    return pids.clone();
  }

  @Override
  public String notice() {
    return "no /proc: times are estimated, causes come from the subject alone";
  }

  @Override
  public void close() {
    threads.clear();
  }
}
