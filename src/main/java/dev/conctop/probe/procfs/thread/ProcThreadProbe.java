package dev.conctop.probe.procfs.thread;

import dev.conctop.account.UnseenCpu;
import dev.conctop.probe.Origin;
import dev.conctop.probe.Reach;
import dev.conctop.probe.ThreadProbe;
import dev.conctop.probe.procfs.file.IntList;
import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.file.Ticks;
import dev.conctop.probe.procfs.host.LoadText;
import dev.conctop.probe.procfs.program.ProcessTree;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.thread.ProcessUse;
import dev.conctop.sample.thread.SubjectTraits;
import dev.conctop.sample.thread.ThreadReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Threads by procfs: the schedule of looks over all processes of a subject. */
public final class ProcThreadProbe implements ThreadProbe {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final ProcFiles files;
  private final ProcFiles.KeptFile loadFile;
  private final LoadText load = new LoadText();
  private final Looking looking;
  private final RowPlaces rows;
  private final ProcessTree tree;
  private final IntList members = new IntList();
  private final UnseenCpu unseen = new UnseenCpu();
  private final Budget workersSinceMark = new Budget();
  private final Budget runtimeSinceMark = new Budget();

  private final ThreadReports reports = new ThreadReports(this::find);
  private final List<ProcessWatch> processes = new ArrayList<>();
  private long nextScanNanos = Long.MIN_VALUE;
  private long scannedNanos = Long.MIN_VALUE;
  private long endedCpuNanos;
  private long cpuNanos;
  private long markedCpuNanos;
  private Reach reach = Reach.TREE;
  private SubjectTraits traits = SubjectTraits.none();

  public ProcThreadProbe(ProcFiles files, LongSupplier clock, String architecture) {
    this.files = files;
    this.looking = new Looking(files, clock, architecture);
    this.looking.anybody = this::findAny;
    this.looking.family = () -> looking.childrenWatched ? pids() : Looking.NOBODY;
    this.rows = new RowPlaces(looking);
    this.tree = new ProcessTree(files);
    this.loadFile = files.open("loadavg", true);
  }

  @Override
  public void setRoots(int[] pids, Origin origin, Reach howFar) {
    close();
    looking.origin = origin;
    reach = howFar;
    looking.childrenWatched = howFar == Reach.TREE && origin.seenFromOutside();
    looking.previousNanos = Long.MIN_VALUE;
    scannedNanos = Long.MIN_VALUE;
    reports.clear();
    endedCpuNanos = 0;
    cpuNanos = 0;
    unseen.restart();
    looking.switches.restart();
    members.clear();
    for (int pid : pids) {
      members.add(pid);
    }
    members.sort();
    mark();
    refresh();
  }

  @Override
  public void refresh() {
    nextScanNanos = Long.MIN_VALUE;
  }

  @Override
  public void reports(List<ThreadReport> more) {
    reports.take(more);
  }

  private @Nullable ThreadWatch find(int pid, int tid) {
    for (ProcessWatch process : processes) {
      if (process.pid == pid) {
        return process.thread(tid);
      }
    }
    return null;
  }

  private @Nullable ThreadWatch findAny(int tid) {
    for (int i = 0; i < processes.size(); i++) {
      ThreadWatch found = processes.get(i).thread(tid);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  @Override
  public ThreadsSample look(long nanos) {
    looking.nanos = nanos;
    looking.crowded =
        load.parse(looking.buffer, loadFile.read(looking.buffer)) && load.runnable > CORES;
    looking.workers.clear();
    looking.runtime.clear();
    looking.switches.begin();
    looking.inQuestion.clear();
    if (nanos >= nextScanNanos) {
      scan(nanos);
    }
    for (ProcessWatch process : processes) {
      process.look();
    }
    settleShared();
    bury();
    count();
    if (looking.origin.seenFromOutside()) {
      unseen.look(cpuNanos, looking.workers, looking.runtime);
    }
    workersSinceMark.addAll(looking.workers);
    runtimeSinceMark.addAll(looking.runtime);
    long previous = looking.previousNanos;
    looking.previousNanos = nanos;
    return sample(nanos, previous == Long.MIN_VALUE ? 0 : nanos - previous);
  }

  /** What was seen of all threads of all processes is learnt, where several wait for the same. */
  private void settleShared() {
    if (looking.shared.isEmpty()) {
      return;
    }
    List<ThreadWatch> all = new ArrayList<>();
    boolean stuck = false;
    for (ProcessWatch process : processes) {
      all.addAll(process.threads());
      stuck |= process.isStuckInOutput();
    }
    looking.shared.settle(all, stuck, null, looking.intervalNanos());
  }

  @Override
  public int inQuestion() {
    return looking.inQuestion.size();
  }

  @Override
  public int glimpse(long nanos) {
    looking.nanos = nanos;
    for (int i = 0; i < looking.inQuestion.size(); i++) {
      looking.inQuestion.get(i).glimpse();
    }
    return looking.inQuestion.size();
  }

  /** Starts watching descendants that are new. */
  private void scan(long nanos) {
    nextScanNanos = nanos + Ticks.SECOND_NANOS;
    if (reach == Reach.TREE) {
      tree.scan(members);
    }
    // A process that is found now and was not at the scan before counts from its birth.
    long since = scannedNanos == Long.MIN_VALUE ? nanos : scannedNanos - 2 * Ticks.NANOS;
    scannedNanos = nanos;
    for (int i = 0; i < members.size(); i++) {
      if (!watches(members.get(i))) {
        processes.add(new ProcessWatch(looking, members.get(i), since));
        reports.somebodyIsNew();
      }
    }
  }

  private boolean watches(int pid) {
    for (ProcessWatch process : processes) {
      if (process.pid == pid) {
        return true;
      }
    }
    return false;
  }

  /** Stops watching processes that have ended; what they used goes to their parent, if watched. */
  private void bury() {
    for (int i = processes.size() - 1; i >= 0; i--) {
      ProcessWatch ended = processes.get(i);
      if (!ended.ended()) {
        continue;
      }
      ended.close();
      looking.reordered = true;
      processes.remove(i);
      boolean parentWatched = false;
      for (ProcessWatch process : processes) {
        // A parent that has ended, too, may have reaped the child and counted it: it must be told.
        if (process.pid == ended.ppid()) {
          process.cpu().childEnded(ended.cpu());
          parentWatched = true;
        }
      }
      if (!parentWatched) {
        endedCpuNanos += ended.cpu().nanos();
      }
      forget(ended.pid);
    }
  }

  private void forget(int pid) {
    int[] still = members.toArray();
    members.clear();
    for (int member : still) {
      if (member != pid) {
        members.add(member);
      }
    }
    reports.forget(pid);
  }

  private void count() {
    int threads = 0;
    long cpu = endedCpuNanos;
    for (ProcessWatch process : processes) {
      threads += process.threads().size();
      cpu += process.cpu().nanos();
    }
    looking.threads = threads;
    looking.processes = processes.size();
    cpuNanos = Math.max(cpuNanos, cpu);
    reports.join();
  }

  private ThreadsSample sample(long nanos, long interval) {
    int hidden = 0;
    for (ProcessWatch process : processes) {
      hidden += process.hidden();
    }
    return new ThreadsSample(
        nanos,
        interval,
        looking.workers.copy(),
        looking.runtime.copy(),
        rows.now(processes),
        use(),
        hidden,
        traits());
  }

  private SubjectTraits traits() {
    if (!looking.origin.seenFromOutside() || processes.isEmpty()) {
      return SubjectTraits.none();
    }
    int allowed = 0;
    int queued = -1;
    boolean readable = true;
    char halted = processes.getFirst().halted();
    for (ProcessWatch process : processes) {
      allowed = Math.max(allowed, process.allowedCores());
      queued = process.queuedClients() < 0 ? queued : Math.max(0, queued) + process.queuedClients();
      readable &= process.callsReadable();
      halted = process.halted() == halted ? halted : 0;
    }
    SubjectTraits now =
        new SubjectTraits(
            processes.getFirst().kind().runtime(),
            allowed,
            halted == 'T' ? "stopped" : halted == 't' ? "traced" : "",
            queued,
            readable);
    // Most looks find what the look before did, and need no new one.
    traits = traits.equals(now) ? traits : now;
    return traits;
  }

  private ProcessUse use() {
    long resident = 0;
    boolean coarse = false;
    for (ProcessWatch process : processes) {
      resident += Math.max(0, process.residentBytes());
      coarse |= process.coarse;
    }
    double cpu = cpuNanos - markedCpuNanos;
    Switches switches = looking.switches;
    if (switches.open()) {
      askForSwitches();
    }
    Figure none = Figure.na("the kernel shows no context switches in status");
    return new ProcessUse(
        processes.size(),
        looking.threads,
        coarse ? Figure.estimated(cpu) : Figure.exact(cpu),
        switches.known() ? Figure.estimated(switches.voluntarySinceMark()) : none,
        switches.known() ? Figure.estimated(switches.involuntarySinceMark()) : none,
        resident > 0 ? Figure.exact((double) resident) : Figure.na("no memory figure in status"));
  }

  /** The status of threads that sleep is never read: whether it has switches is asked once. */
  private void askForSwitches() {
    for (ProcessWatch process : processes) {
      int length = files.read(process.pid + "/task/" + process.pid + "/status", looking.buffer);
      if (length > 0) {
        looking.task.parseStatus(looking.buffer, length);
        looking.switches.asked(looking.task.voluntary >= 0 && looking.task.involuntary >= 0);
        return;
      }
    }
  }

  @Override
  public void mark() {
    markedCpuNanos = cpuNanos;
    looking.switches.mark();
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
    int[] pids = new int[processes.size()];
    for (int i = 0; i < pids.length; i++) {
      pids[i] = processes.get(i).pid;
    }
    return pids;
  }

  @Override
  public String notice() {
    for (ProcessWatch process : processes) {
      if (process.coarse) {
        return "no schedstat: time on a core in ticks, run queue not told";
      }
      if (!process.callsReadable() || (process.callsDoubtful() && callRefused(process.pid))) {
        return "system calls of pid "
            + process.pid
            + " may not be read: causes are estimated; ask as its user or as root";
      }
    }
    return files.scarce() ? Looking.SCARCE : "";
  }

  /**
   * Sleeping threads are asked once in some seconds, and a refused one may merely be ending: a
   * watch of one second knows only by asking for the process itself.
   */
  private boolean callRefused(int pid) {
    return files.read(pid + "/syscall", looking.buffer) == ProcFiles.DENIED;
  }

  @Override
  public void close() {
    for (ProcessWatch process : processes) {
      process.close();
    }
    processes.clear();
    // It is opened again if somebody looks again.
    loadFile.close();
    looking.reordered = true;
    looking.renewed.clear();
    looking.inQuestion.clear();
  }
}
