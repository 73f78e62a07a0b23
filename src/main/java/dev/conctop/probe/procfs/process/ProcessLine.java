package dev.conctop.probe.procfs.process;

import dev.conctop.probe.procfs.file.IntList;
import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.file.TaskStat;
import dev.conctop.probe.procfs.file.Texts;
import dev.conctop.probe.procfs.file.Ticks;
import dev.conctop.probe.procfs.thread.Looking;
import dev.conctop.probe.procfs.wait.Cause;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ProcessCosts;
import dev.conctop.sample.thread.ProcessCrowd;
import dev.conctop.sample.thread.ProcessLife;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.sample.thread.ProcessVerdict;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One process of the machine's table. CPU time comes from {@code stat} in ticks of 10 ms:
 * estimated. Where the threads' {@code schedstat} is summed (those with one thread, and the
 * busiest), CPU time and time in the run queue are exact.
 */
final class ProcessLine {
  private static final int NAME_LENGTH = 64;

  /** Threads of one process up to which they are looked at. */
  static final int MOST_THREADS = 1500;

  private static final Cause ENDED = new Cause(Part.IDLE, Fidelity.EXACT, false, "zombie");
  private static final byte[] RING_WAIT = "io_cqring_wait".getBytes(StandardCharsets.US_ASCII);
  private static final Figure UNCOUNTED =
      Figure.na("schedstat counts nothing: see the sysctl kernel.sched_schedstats");
  private static final Figure UNREADABLE = Figure.na("no schedstat of its threads");
  private static final Figure FIRST = Figure.na("seen once only");
  private static final Figure THREAD_ENDED = Figure.na("a thread of it has ended");
  private static final Figure ONE_OF_MANY =
      Figure.na("only the busiest processes' threads are looked at");
  private static final Figure ENDED_IO = Figure.na("it has ended");
  private static final Figure NONE_EXACT = Figure.exact(0);
  private static final Figure NONE_ESTIMATED = Figure.estimated(0);

  final int pid;
  private final CallSight sight;
  private final ProcFiles.KeptFile statFile;

  /** Of its first thread: all there is where it has one. */
  private final ProcFiles.KeptFile counters;

  private final ProcessThreads many;
  private final RecentLooks looks = new RecentLooks();
  private final ProcessIo io;
  private final ProcessTitle title;
  private byte[] rawName = new byte[0];
  private String name = "";
  private long startTicks = -1;
  private int ppid;
  private int threads;
  private char state = '?';
  private long ticks;
  private long atNanos;
  private long sumRun = -1;
  private long sumQueue = -1;
  private long sumAtNanos;

  /** The sum under way. */
  private long run;

  private long queue;
  private Figure onCpu = FIRST;
  private Figure runQueue = FIRST;
  private Cause cause = Cause.NOTHING_KNOWN;
  private boolean causeKnown;
  private boolean denied;
  private boolean unreadable;
  private boolean moved = true;
  private boolean summed;
  private boolean important;
  private boolean atRing;
  private long residentPages = -1;
  private Figure resident = FIRST;
  private ProcessCrowd crowd = ProcessCrowd.none();
  private ProcessCosts costs = new ProcessCosts(FIRST, FIRST, FIRST);
  private @Nullable ProcessRow row;

  ProcessLine(ProcFiles files, int pid) {
    this.pid = pid;
    this.sight = new CallSight(files, pid);
    this.many = new ProcessThreads(pid, sight);
    this.statFile = files.open(pid + "/stat", false);
    this.counters = files.open(pid + "/task/" + pid + "/schedstat", false);
    this.io = new ProcessIo(files, pid);
    this.title = new ProcessTitle(pid);
  }

  /**
   * Reads {@code stat}; false when the process has ended or another has its number.
   *
   * @param pageBytes size of a page of memory
   */
  boolean readStat(Looking looking, int pageBytes) {
    int length = statFile.read(looking.buffer);
    TaskStat stat = looking.stat;
    unreadable = length == ProcFiles.DENIED;
    if (length <= 0 || !stat.parse(looking.buffer, length)) {
      return false;
    }
    if (startTicks >= 0 && startTicks != stat.startTicks) {
      return false;
    }
    long now = stat.userTicks + stat.systemTicks;
    moved = startTicks < 0 || now != ticks || stat.state != state;
    if (startTicks >= 0 && looking.nanos > atNanos) {
      double used = Math.max(0, now - ticks) * (double) Ticks.NANOS;
      onCpu = used == 0 ? NONE_ESTIMATED : Figure.estimated(used / (looking.nanos - atNanos));
    }
    startTicks = stat.startTicks;
    ticks = now;
    atNanos = looking.nanos;
    ppid = stat.ppid;
    threads = stat.threads;
    state = stat.state;
    if (stat.residentPages != residentPages) {
      residentPages = stat.residentPages;
      resident = Figure.exact((double) residentPages * pageBytes);
    }
    int from = stat.nameFrom;
    if (!Arrays.equals(looking.buffer, from, stat.nameTo, rawName, 0, rawName.length)) {
      rawName = Arrays.copyOfRange(looking.buffer, from, stat.nameTo);
      name = CleanText.clean(new String(rawName, StandardCharsets.UTF_8), NAME_LENGTH);
    }
    return state != 'X' && state != 'x';
  }

  private ProcessLife life() {
    return ProcessLife.of(state, threads);
  }

  /** A thread of the kernel itself: a child of kthreadd, which is process 2. */
  boolean ofKernel() {
    return ppid == 2 || pid == 2;
  }

  int threads() {
    return threads;
  }

  /** Cores used by the last look, for choosing the busiest; 0 before there were two. */
  double busy() {
    return onCpu.known() ? onCpu.value() : 0;
  }

  /** Whether it ran or changed its state since the look before. */
  boolean moved() {
    return moved;
  }

  /**
   * Sums the counters of all its threads.
   *
   * @param tids reused
   */
  void sum(Looking looking, IntList tids) {
    tids.clear();
    boolean counted;
    if (threads == 1) {
      counted = sumOne(looking);
    } else if (looking.files.list(pid + "/task", tids) < 0) {
      return;
    } else {
      counted = many.sum(looking, tids);
      run = many.runNanos;
      queue = many.queueNanos;
    }
    if (counted && run > 0) {
      summed = true;
      book(looking.nanos);
    } else {
      // Whatever has a process has run: zeros are of a kernel that was told not to count.
      notSummed();
      runQueue = counted ? UNCOUNTED : UNREADABLE;
    }
  }

  private boolean sumOne(Looking looking) {
    int length = counters.read(looking.buffer);
    boolean counted = length > 0 && looking.task.parseSchedstat(looking.buffer, length);
    run = counted ? looking.task.runNanos : 0;
    queue = counted ? looking.task.queueNanos : 0;
    return counted;
  }

  private void book(long nanos) {
    long interval = nanos - sumAtNanos;
    if (sumRun > 0 && interval > 0 && run >= sumRun && queue >= sumQueue) {
      moved |= run != sumRun;
      onCpu = run == sumRun ? NONE_EXACT : Figure.exact((double) (run - sumRun) / interval);
      runQueue =
          queue == sumQueue ? NONE_EXACT : Figure.exact((double) (queue - sumQueue) / interval);
    } else {
      // The first sum, or a thread with its counters has ended.
      runQueue = sumRun > 0 ? THREAD_ENDED : FIRST;
    }
    sumRun = run;
    sumQueue = queue;
    sumAtNanos = nanos;
  }

  /** Its threads are not summed this time. */
  void notSummed() {
    sumRun = -1;
    summed = false;
    runQueue = ONE_OF_MANY;
    many.notSummed();
  }

  /** Looks at its disk and at its names, and at what it does if it has one thread. */
  void see(Looking looking, Users users) {
    if (threads == 1 || life() != ProcessLife.ALIVE) {
      seeOne(looking);
      looks.begin(1);
      looks.add(partOfOne());
      String lock = cause.part() == Part.LOCK ? cause.detail() : "";
      crowd = same(ProcessCrowd.one(looks.counts(), lock));
    }
    if (life() == ProcessLife.ZOMBIE) {
      io.read = ENDED_IO;
      io.written = ENDED_IO;
    } else {
      // Ticks of 10 ms may hide that somebody ran for a moment.
      io.look(looking, moved || !summed);
    }
    title.look(looking, users, name, ppid, important);
    important = false;
  }

  private ProcessCrowd same(ProcessCrowd now) {
    return now.equals(crowd) ? crowd : now;
  }

  /** What waits for a child is idle: the child has a line of its own. */
  private Part partOfOne() {
    return cause.isForChild() ? Part.IDLE : cause.part();
  }

  /**
   * Looks at its threads, where there are several.
   *
   * @param tids reused
   * @param left how many may be looked at
   * @return how many were
   */
  int seeThreads(Looking looking, IntList tids, int left) {
    if (threads == 1 || life() != ProcessLife.ALIVE) {
      return 0;
    }
    if (threads > MOST_THREADS) {
      seeOne(looking);
      return 1;
    }
    if (!summed) {
      tids.clear();
      if ((moved || !many.known()) && looking.files.list(pid + "/task", tids) >= 0) {
        many.list(tids);
        many.allStale();
      }
    }
    int seen = many.see(looking, left);
    denied = sight.denied();
    crowd = many.crowd();
    Cause most = many.cause();
    cause = most == null ? Cause.NOTHING_KNOWN : most;
    return seen;
  }

  /** Only if that may have changed. */
  private void seeOne(Looking looking) {
    if (causeKnown && !moved) {
      return;
    }
    causeKnown = true;
    denied = false;
    if (life() == ProcessLife.ZOMBIE) {
      cause = ENDED;
    } else if (state == 'R') {
      cause = Cause.RUNNING;
    } else {
      cause = sight.see(looking, Integer.toString(pid), state);
      denied = sight.denied();
    }
  }

  /** Time in the run queue by the last look, for choosing the longest; 0 when not known. */
  double queued() {
    return runQueue.known() ? runQueue.value() : 0;
  }

  /** Whether a disk is what it waits for. */
  boolean waitsForDisk() {
    return cause.part() == Part.DISK;
  }

  /** A verdict may name it: its command line is read at the next look, whatever it was before. */
  void nameAnew() {
    important = true;
  }

  /**
   * Looks whether a thread of it waits at a ring of io_uring.
   *
   * @param tids reused
   */
  void seeRing(Looking looking, IntList tids) {
    atRing = false;
    tids.clear();
    if (threads == 1) {
      tids.add(pid);
    } else {
      looking.files.list(pid + "/task", tids);
    }
    for (int i = 0; i < tids.size() && !atRing; i++) {
      int length = looking.files.read(pid + "/task/" + tids.get(i) + "/wchan", looking.buffer);
      atRing = length > 0 && Texts.startsWith(looking.buffer, 0, length, RING_WAIT);
    }
  }

  /** There is nothing to look for. */
  void noRing() {
    atRing = false;
  }

  /** Whether it is there and nothing of it may be read. */
  boolean unreadable() {
    return unreadable;
  }

  /** Whether what it waits for may not be read. */
  boolean denied() {
    return denied;
  }

  /** Its row; the same as before where nothing has changed. */
  ProcessRow row() {
    ProcessRow known = row;
    if (known == null || !isStill(known)) {
      known = made();
      row = known;
    }
    return known;
  }

  private ProcessRow made() {
    if (!isStill(costs)) {
      costs = new ProcessCosts(resident, io.read, io.written);
    }
    return new ProcessRow(
        pid,
        name,
        threads,
        onCpu,
        runQueue,
        cause.part(),
        cause.fidelity(),
        cause.detail(),
        life(),
        title.names(),
        costs,
        crowd,
        atRing,
        ProcessVerdict.none());
  }

  /** By identity: figures of what rests are always the same objects. */
  @SuppressWarnings("ReferenceEquality")
  private boolean isStill(ProcessRow known) {
    return known.onCpu() == onCpu
        && known.runQueue() == runQueue
        && known.blocked() == cause.part()
        && known.how() == cause.fidelity()
        && known.detail().equals(cause.detail())
        && known.threads() == threads
        && known.life() == life()
        && known.names() == title.names()
        && known.crowd() == crowd
        && known.atRing() == atRing
        && known.name().equals(name)
        && isStill(known.costs());
  }

  @SuppressWarnings("ReferenceEquality")
  private boolean isStill(ProcessCosts known) {
    return known.residentBytes() == resident
        && known.readPerSecond() == io.read
        && known.writtenPerSecond() == io.written;
  }

  void close() {
    statFile.close();
    counters.close();
    io.close();
  }
}
