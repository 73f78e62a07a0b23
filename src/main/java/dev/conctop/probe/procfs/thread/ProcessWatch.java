package dev.conctop.probe.procfs.thread;

import dev.conctop.account.ProcessCpu;
import dev.conctop.account.ThreadAccount;
import dev.conctop.probe.procfs.file.IntList;
import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.file.TaskStat;
import dev.conctop.probe.procfs.file.Ticks;
import dev.conctop.probe.procfs.futex.FutexMemory;
import dev.conctop.probe.procfs.futex.FutexSites;
import dev.conctop.probe.procfs.futex.SharedAddresses;
import dev.conctop.probe.procfs.program.ProgramKind;
import dev.conctop.probe.procfs.wait.FutexWait;
import dev.conctop.probe.procfs.wait.fd.FdKinds;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Runtime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One process and its threads. */
final class ProcessWatch implements FutexWait.Living {
  private static final int MANY_THREADS = 1024;
  private static final int REFUSALS = 3;

  /** Looking for queues takes this part of the time at most, of all processes: half a percent. */
  private static final int QUEUE_COST = 200;

  /** A runtime is loaded within the first seconds of a process. */
  private static final int KIND_TRIES = 4;

  final int pid;
  final FdKinds fds;

  /** Whether time on a core must be read in ticks, for want of schedstat. */
  boolean coarse;

  private final Looking looking;
  private final ProcFiles.KeptFile statFile;
  private final ProcFiles.KeptFile countFile;
  private final IntList tids = new IntList();
  private List<ThreadWatch> threads = new ArrayList<>();
  private List<ThreadWatch> spare = new ArrayList<>();
  private ProcessCpu cpu = new ProcessCpu(0, 0);
  private long watchedFromNanos;
  private final FutexSites futexes;
  private final FutexMemory memory;
  private final SharedAddresses shared;
  private @Nullable ProgramKind kind;
  private int kindTries;
  private long kindNanos;
  private int allowedCores;
  private int queuedClients = -1;
  private long nextQueueNanos = Long.MIN_VALUE;
  private char halted;
  private boolean haltTurned;
  private long startTicks = -1;
  private int ppid;
  private long residentBytes = -1;
  private long nextSlowNanos = Long.MIN_VALUE;
  private int listed = -1;
  private int hidden;
  private int processThreads;
  private int unlisted;
  private int refusals;
  private boolean listAgain = true;
  private boolean ended;

  /**
   * Watches a process.
   *
   * @param watchedFromNanos what began since then counts from its birth
   */
  ProcessWatch(Looking looking, int pid, long watchedFromNanos) {
    this.looking = looking;
    this.pid = pid;
    this.watchedFromNanos = watchedFromNanos;
    this.fds = new FdKinds(looking.files, pid, looking.kin);
    this.futexes = new FutexSites(this::thread);
    this.memory = new FutexMemory(looking.files, pid);
    this.shared = new SharedAddresses(looking.files, pid);
    this.statFile = looking.files.open(pid + "/stat", true);
    // The thread's own stat: the process's sums up all threads, which costs with thousands of them.
    this.countFile = looking.files.open(pid + "/task/" + pid + "/stat", true);
  }

  /** Whether {@code syscall} may be read; found out by trying. */
  boolean callsReadable() {
    return refusals < REFUSALS;
  }

  /** Whether a system call was refused, but not so often that it is certain. */
  boolean callsDoubtful() {
    return refusals > 0 && callsReadable();
  }

  /** A thread's system call was not shown; one that is about to end may refuse, too. */
  void callRefused() {
    refusals++;
  }

  void callRead() {
    refusals = 0;
  }

  /** What runs in it. Looked up when it is asked for, and again while a runtime may be loading. */
  ProgramKind kind() {
    ProgramKind known = kind;
    boolean again =
        known != null
            && known.runtime() == Runtime.NATIVE
            && kindTries < KIND_TRIES
            && looking.nanos - kindNanos > Ticks.SECOND_NANOS;
    if (known == null || again) {
      kindTries++;
      kindNanos = looking.nanos;
      known = ProgramKind.of(looking.files, pid, looking.programs);
      kind = known;
    }
    return known;
  }

  /** What lies where its threads wait. */
  FutexMemory memory() {
    return memory;
  }

  /** What it shares with other processes. */
  SharedAddresses shared() {
    return shared;
  }

  /** Where threads are parked. */
  FutexSites futexes() {
    return futexes;
  }

  /** 'T' while a signal has stopped it, 't' while a tracer holds it; 0 while it may run. */
  char halted() {
    return halted;
  }

  /** Whether it was halted or let go on at this look. */
  boolean haltTurned() {
    return haltTurned;
  }

  @Override
  public boolean has(int tid) {
    return thread(tid) != null;
  }

  /** One of its threads; null when it is not watched. */
  @Nullable ThreadWatch thread(int tid) {
    int low = 0;
    int high = threads.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int found = threads.get(middle).tid;
      if (found == tid) {
        return threads.get(middle);
      }
      if (found < tid) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }

  /** What was seen of its threads is learnt: who takes turns at what. */
  void settle() {
    if (futexes.isEmpty()) {
      return;
    }
    ThreadWatch hog = null;
    for (int i = 0; i < threads.size(); i++) {
      ThreadAccount books = threads.get(i).account();
      hog = books != null && books.mostlyComputes() ? threads.get(i) : hog;
    }
    futexes.settle(threads, isStuckInOutput(), hog, looking.intervalNanos());
  }

  /** Whether one of its threads is stuck as {@link WaitSight#isStuckInOutput} says. */
  boolean isStuckInOutput() {
    for (int i = 0; i < threads.size(); i++) {
      if (threads.get(i).isStuckInOutput()) {
        return true;
      }
    }
    return false;
  }

  long watchedFromNanos() {
    return watchedFromNanos;
  }

  ProcessCpu cpu() {
    return cpu;
  }

  int ppid() {
    return ppid;
  }

  Fidelity counters() {
    return coarse ? Fidelity.ESTIMATED : Fidelity.EXACT;
  }

  /** Reads and books all threads. */
  void look() {
    boolean slow = looking.nanos >= nextSlowNanos;
    if (slow) {
      nextSlowNanos = looking.nanos + Ticks.SECOND_NANOS;
    }
    if ((slow || threads.size() <= MANY_THREADS) && !readProcess()) {
      ended = true;
      return;
    }
    if (slow) {
      readMemory();
    }
    readQueues();
    if (listAgain || threadCount() != listed) {
      list();
    }
    lookAtThreads();
    settle();
    watchedFromNanos = looking.nanos;
  }

  private void lookAtThreads() {
    hidden = 0;
    int ends = 0;
    long run = 0;
    for (int i = 0; i < threads.size(); i++) {
      ThreadWatch thread = threads.get(i);
      thread.look();
      if (thread.ended()) {
        ends++;
        continue;
      }
      if (thread.hidden()) {
        hidden++;
      }
      ThreadAccount books = thread.account();
      if (books != null) {
        run += books.runNanos();
      }
    }
    if (ends > 0) {
      removeEnded();
    }
    cpu.threads(run);
  }

  private void removeEnded() {
    listAgain = true;
    looking.reordered = true;
    spare.clear();
    for (ThreadWatch thread : threads) {
      if (thread.ended()) {
        thread.close();
      } else {
        spare.add(thread);
      }
    }
    List<ThreadWatch> swap = threads;
    threads = spare;
    spare = swap;
  }

  /** False when the process has ended or another one has its number. */
  private boolean readProcess() {
    int length = statFile.read(looking.buffer);
    TaskStat stat = looking.stat;
    if (length <= 0 || !stat.parse(looking.buffer, length)) {
      return length == ProcFiles.DENIED || length == ProcFiles.FAILED;
    }
    long own = (stat.userTicks + stat.systemTicks) * Ticks.NANOS;
    long children = stat.childTicks * Ticks.NANOS;
    if (startTicks < 0) {
      begin(own, children);
    } else if (startTicks != stat.startTicks) {
      return false;
    }
    char letter = stat.state == 'T' || stat.state == 't' ? stat.state : 0;
    haltTurned = letter != halted;
    halted = letter;
    ppid = stat.ppid;
    processThreads = stat.threads;
    cpu.process(own, children);
    return !stat.dead() || stat.threads > 1;
  }

  private void begin(long own, long children) {
    startTicks = looking.stat.startTicks;
    boolean young = looking.birthNanos(startTicks) >= watchedFromNanos;
    cpu = young ? new ProcessCpu(0, 0) : new ProcessCpu(Math.max(1, own), Math.max(1, children));
    coarse = !hasSchedstat();
  }

  /** A process's first thread has always run: if nothing is counted for it, nothing is counted. */
  private boolean hasSchedstat() {
    int length = looking.files.read(pid + "/task/" + pid + "/schedstat", looking.buffer);
    if (length == ProcFiles.DENIED || length == ProcFiles.FAILED) {
      return true;
    }
    return length > 0
        && looking.task.parseSchedstat(looking.buffer, length)
        && looking.task.slices > 0;
  }

  private void readMemory() {
    int length = looking.files.read(pid + "/status", looking.buffer);
    if (length > 0) {
      looking.task.parseStatus(looking.buffer, length);
      residentBytes = looking.task.residentBytes;
      allowedCores = looking.task.allowedCores;
    }
  }

  /**
   * Whether clients queue, as often as its cost allows: a loop that takes in all that has come, and
   * then answers it at leisure, has none unread for a moment of each turn.
   */
  private void readQueues() {
    if (!looking.origin.seenFromOutside() || looking.nanos < nextQueueNanos) {
      return;
    }
    long begin = looking.clock.getAsLong();
    queuedClients = fds.queuedClients(looking.nanos);
    // The first time it is dear for other reasons: nothing of it has run yet.
    boolean first = nextQueueNanos == Long.MIN_VALUE;
    long cost = first ? 0 : looking.clock.getAsLong() - begin;
    nextQueueNanos = looking.nanos + Math.max(1, looking.processes) * QUEUE_COST * cost;
  }

  /** Cores that it may use by affinity and cpuset; 0 when unknown. */
  int allowedCores() {
    return allowedCores;
  }

  /** As {@link FdKinds#queuedClients}, when it was looked last. */
  int queuedClients() {
    return queuedClients;
  }

  /** How many threads there are; -1 when that cannot be read. */
  private int threadCount() {
    int length = countFile.read(looking.buffer);
    return length > 0 && looking.stat.parse(looking.buffer, length) ? looking.stat.threads : -1;
  }

  private void list() {
    tids.clear();
    int found = looking.files.list(pid + "/task", tids);
    listAgain = found < 0;
    unlisted = found == ProcFiles.DENIED ? Math.max(1, processThreads) : 0;
    if (found < 0) {
      return;
    }
    listed = found;
    looking.reordered = true;
    tids.sort();
    spare.clear();
    int next = 0;
    for (ThreadWatch thread : threads) {
      while (next < tids.size() && tids.get(next) < thread.tid) {
        spare.add(new ThreadWatch(looking, this, tids.get(next++)));
      }
      if (next < tids.size() && tids.get(next) == thread.tid) {
        next++;
        spare.add(thread);
      } else {
        thread.close();
      }
    }
    while (next < tids.size()) {
      spare.add(new ThreadWatch(looking, this, tids.get(next++)));
    }
    List<ThreadWatch> swap = threads;
    threads = spare;
    spare = swap;
  }

  /** Threads in the order of their numbers; reused, not to be changed. */
  List<ThreadWatch> threads() {
    return threads;
  }

  boolean ended() {
    return ended;
  }

  /** Threads that are there and may not be read. */
  int hidden() {
    return hidden + unlisted;
  }

  /** Resident memory, -1 when it could not be read. */
  long residentBytes() {
    return residentBytes;
  }

  void close() {
    statFile.close();
    countFile.close();
    cpu.threads(0);
    for (ThreadWatch thread : threads) {
      thread.close();
    }
  }
}
