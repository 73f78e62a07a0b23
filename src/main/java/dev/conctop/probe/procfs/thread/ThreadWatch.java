package dev.conctop.probe.procfs.thread;

import dev.conctop.account.Seen;
import dev.conctop.account.ThreadAccount;
import dev.conctop.probe.Origin;
import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.file.TaskText;
import dev.conctop.probe.procfs.file.Ticks;
import dev.conctop.probe.procfs.wait.Cause;
import dev.conctop.probe.procfs.wait.FutexWait;
import dev.conctop.probe.procfs.wait.WaitRules;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.figure.Runtime;
import dev.conctop.sample.thread.ThreadReport;
import dev.conctop.sample.thread.ThreadRow;
import org.jspecify.annotations.Nullable;

/**
 * One thread: its kept files and its books. At every look {@code schedstat} is read; what the
 * thread does only if it ran since or was runnable: who has not run since he was seen in a wait is
 * in that wait still, unless he was woken and finds no core. So that is looked up once a second
 * where more threads want to run than there are cores, and else every five seconds, for the case
 * that nobody noticed.
 */
final class ThreadWatch {
  /** The switch interval is 5 ms: a waiter wakes up 100 times a second or more. */
  private static final double WAKES_FOR_LOCK = 40;

  /**
   * A server that keeps connections to others waits for their answers while it is woken so often.
   */
  private static final double WAKES_FOR_ANSWERS = 20;

  private static final String NODE = "node";
  private static final String NODE_HELPER = "libuv and V8";
  private static final long READ_SLOW_NANOS = 1_000_000;
  private static final long ASLEEP_NANOS = Ticks.SECOND_NANOS;
  private static final long CHECK_ASLEEP_NANOS = 5 * Ticks.SECOND_NANOS;

  private static final long COUNT_SWITCHES_NANOS = 4 * Ticks.SECOND_NANOS;

  final int tid;
  private final ProcessWatch process;
  private final Looking looking;
  private final TaskFiles files;
  private @Nullable ThreadAccount account;
  private @Nullable ThreadReport report;
  private Cause cause = Cause.NOTHING_KNOWN;
  private Part now = Part.UNKNOWN;

  /** What it was seen doing last, between two looks, too. */
  private Cause seen = Cause.NOTHING_KNOWN;

  private FutexSites.@Nullable Site site;

  /** How the part of the present wait is known. */
  private Fidelity how = Fidelity.ESTIMATED;

  private long checkedNanos;
  private long nextReadNanos = Long.MIN_VALUE;
  private long movedNanos;
  private @Nullable ThreadRow row;
  private long restedNanos;

  /** Where its row stands in the list of all. */
  int place;

  /** The name that the role of somebody else's thread was told by. */
  private String roleOf = "";

  private Role foreignRole = Role.WORKER;
  private boolean ended;
  private boolean hidden;
  private long statusSlices;
  private long countedNanos;
  private long voluntary = -1;
  private long involuntary = -1;

  ThreadWatch(Looking looking, ProcessWatch process, int tid) {
    this.looking = looking;
    this.process = process;
    this.tid = tid;
    this.files = new TaskFiles(looking, process, tid);
  }

  /** Reads and books, if it is this thread's turn. */
  void look() {
    if (looking.nanos >= nextReadNanos) {
      read();
      ThreadAccount books = account;
      if (books != null && !ended) {
        renewRow(books);
      }
    }
    pendingSwitches();
  }

  private void read() {
    hidden = false;
    long before = looking.clock.getAsLong();
    int length = files.readCounters();
    long nanos = looking.clock.getAsLong();
    if (nanos - before > READ_SLOW_NANOS && length > 0) {
      // This thread lost its core between clock and counters: read them again, closer together.
      length = files.readCounters();
      nanos = looking.clock.getAsLong();
    }
    if (length < 0) {
      ended = length == ProcFiles.GONE;
      hidden = !ended;
      return;
    }
    long run = looking.task.runNanos;
    long queue = looking.task.queueNanos;
    long slices = looking.task.slices;
    ThreadAccount books = account;
    if (books == null) {
      first(nanos, run, queue, slices);
    } else {
      again(books, nanos, run, queue, slices);
    }
  }

  private void first(long nanos, long run, long queue, long slices) {
    if (files.readStatOnce() < 0) {
      ended = true;
      return;
    }
    long birth = looking.birthNanos(looking.stat.startTicks);
    boolean young = birth >= process.watchedFromNanos() - 2 * Ticks.NANOS;
    ThreadAccount books;
    if (young) {
      long from = Math.min(Math.max(birth, process.watchedFromNanos()), nanos - run - queue);
      books = new ThreadAccount(from, 0, 0, 0, process.counters());
      process.cpu().threadFound(0);
      voluntary = 0;
      involuntary = 0;
    } else {
      books = new ThreadAccount(nanos, run, queue, slices, process.counters());
      process.cpu().threadFound(run);
      statusSlices = slices;
    }
    account = books;
    // Nothing says that it ever moves; and looks that are forced are spread over time.
    movedNanos = nanos - ASLEEP_NANOS - 1;
    checkedNanos = nanos - tid * 7_919L % 4000 * 1_000_000L;
    cause = see(true, nanos);
    ThreadReport said = report;
    if (said != null) {
      books.report(said);
    }
    book(books, nanos, run, queue, slices);
  }

  private void again(ThreadAccount books, long nanos, long run, long queue, long slices) {
    boolean moved = process.coarse || books.moves(run, queue, slices);
    if (moved) {
      movedNanos = nanos;
      if (report == null) {
        looking.inQuestion.add(this);
      }
    }
    boolean asleep = nanos - movedNanos > ASLEEP_NANOS;
    long every =
        asleep && !looking.crowded && !process.callsDoubtful()
            ? CHECK_ASLEEP_NANOS
            : Ticks.SECOND_NANOS;
    boolean due = nanos - checkedNanos >= every;
    if (moved || due || cause.running() || process.haltTurned()) {
      cause = see(moved, nanos);
      if (moved && (due || looking.few())) {
        files.readStat();
      }
      if (due) {
        checkedNanos = nanos;
        countSwitches(slices, nanos);
      }
    }
    reconsider();
    nextReadNanos =
        asleep && !cause.running()
            ? looking.nextReadNanos(tid, nextReadNanos == Long.MIN_VALUE)
            : Long.MIN_VALUE;
    book(books, nanos, run, queue, slices);
  }

  /** Sees what it waits for, between two looks. */
  void glimpse() {
    ThreadAccount books = account;
    if (books == null || ended()) {
      return;
    }
    Cause seen = see(true, looking.nanos);
    if (!seen.running()) {
      books.glimpse(part(seen, books), seen.fidelity());
    }
  }

  private void book(ThreadAccount books, long nanos, long run, long queue, long slices) {
    long ranBefore = books.runNanos();
    boolean runnable = cause.running();
    how = cause.fidelity();
    Part part = part(cause, books);
    books.look(nanos, run, queue, slices, runnable ? Seen.RUNNABLE : Seen.BLOCKED, part, how);
    sums().addAll(books.interval());
    now = !runnable ? part : run > ranBefore ? Part.ON_CPU : Part.RUN_QUEUE;
  }

  /** Slices whose kind has not been read yet. */
  private void pendingSwitches() {
    ThreadAccount books = account;
    if (books != null && books.slices() > statusSlices) {
      looking.switches.pending(books.slices() - statusSlices, voluntaryShare());
    }
  }

  private double voluntaryShare() {
    return voluntary + involuntary <= 0 ? 1 : (double) voluntary / (voluntary + involuntary);
  }

  /** The part of the present wait, with the process's own word where the kernel is not sure. */
  private Part part(Cause of, ThreadAccount books) {
    if (looking.childrenWatched && of.isForChild()) {
      // Its children's time tells what it waits for; to count the wait, too, would count it twice.
      return Part.IDLE;
    }
    if (!of.ambiguous()) {
      return of.part();
    }
    ThreadReport said = report;
    if (said != null && said.ambiguousWait() != Part.UNKNOWN && applies(of, said)) {
      return word(said);
    }
    return role().works()
        ? looking.origin == Origin.OURS ? of.part() : foreignPart(of, books)
        : Part.IDLE;
  }

  /** A dump tells of parking, monitors and sleep, which all are futexes; only sleep is timed. */
  private static boolean applies(Cause of, ThreadReport said) {
    return said.askedNanos() == ThreadReport.OWN_WORD
        || (of.isFutex() && (said.ambiguousWait() != Part.SLEEP || of.mayBeTimed()));
  }

  /**
   * The process's own word. A dump's word is about the wait in which it found the thread: sampled
   * until the thread moves, and only what is typical of it from then on.
   */
  private Part word(ThreadReport said) {
    if (said.askedNanos() != ThreadReport.OWN_WORD) {
      how = said.isAboutWaitSince(movedNanos) ? Fidelity.SAMPLED : Fidelity.ESTIMATED;
    }
    return said.ambiguousWait();
  }

  /** The part of an ambiguous wait of somebody else's thread. */
  private Part foreignPart(Cause of, ThreadAccount books) {
    if (of.part() == Part.NETWORK && !process.callsReadable()) {
      // Only the kernel's function is known: a server with nothing to do looks the same.
      return Part.UNKNOWN;
    }
    if (of.part() == Part.IPC && process.kind().runtime() == Runtime.BEAM) {
      // The poller's channel to erl_child_setup, which every BEAM has.
      return Part.IDLE;
    }
    boolean keeps = of.detail().endsWith(WaitRules.KEEPS);
    return keeps && books.slicesPerSecond() >= WAKES_FOR_ANSWERS ? Part.NETWORK : of.part();
  }

  /**
   * What it does now, with what the process's other threads tell of an address that it waits at.
   */
  private Cause see(boolean moved, long nanos) {
    Cause found = files.see(moved, cause);
    FutexWait wait = files.futex();
    seen = found;
    if (wait == null) {
      site = null;
      return found;
    }
    if (wait == FutexWait.MUTEX) {
      FutexSites.Site mutex = process.futexes().join(files.futexAddress(), site, this);
      site = mutex;
      process.futexes().readOwner(mutex, nanos, process);
    } else if (wait.isParked()) {
      seen = parked(wait, nanos).cause();
    } else {
      site = null;
    }
    return seen;
  }

  /** What it is parked for, as far as can be told from outside. */
  private FutexWait parked(FutexWait wait, long nanos) {
    Runtime runtime = process.kind().runtime();
    boolean timed = wait == FutexWait.PARKED_TIMED;
    if (runtime == Runtime.JVM) {
      site = null;
      return timed ? wait : FutexWait.JVM_PARKED;
    }
    if (runtime == Runtime.GO) {
      site = null;
      return timed ? wait : FutexWait.GO_PARKED;
    }
    FutexSites sites = process.futexes();
    boolean python = runtime == Runtime.CPYTHON;
    long own = files.futexAddress();
    long address = python && files.futexOnStack() ? sites.parkingLot(own) : own;
    FutexSites.Site here = sites.join(address, site, this);
    site = here;
    ThreadAccount books = account;
    boolean restless = books != null && books.slicesPerSecond() >= WAKES_FOR_LOCK;
    // Where a parking lot's waiters stand there is neither condition nor semaphore.
    boolean asked = address == own && (python || here.isShared());
    FutexSites.Kind kind = asked ? sites.kind(here, process.threads().size(), nanos) : here.kind();
    // A thread of CPython that wants the interpreter lock wakes up every few ms to ask for it.
    if (python && timed && restless && kind != FutexSites.Kind.SEMAPHORE) {
      return FutexWait.INTERPRETER;
    }
    // Ruby's waits in a condition for its turn; who also computes waits for its turn to do so.
    if (runtime == Runtime.RUBY && !timed && books != null && books.recentlyComputes()) {
      return FutexWait.INTERPRETER;
    }
    return here.isTakenInTurns() ? FutexWait.TURNS : wait;
  }

  /** It waits as before; what others do at the same address may have told more of it since. */
  private void reconsider() {
    FutexSites.Site here = site;
    boolean parked = cause == FutexWait.PARKED.cause() || cause == FutexWait.TURNS.cause();
    if (here != null && parked) {
      cause = (here.isTakenInTurns() ? FutexWait.TURNS : FutexWait.PARKED).cause();
      seen = cause;
    }
  }

  /** Where it waits in a futex; null when it does not. */
  FutexSites.@Nullable Site site() {
    return site;
  }

  /** Whether it ran within the last second. */
  boolean movedLately() {
    return looking.nanos - movedNanos <= Ticks.SECOND_NANOS;
  }

  /**
   * Whether it is stuck in reading or writing a file or in writing to somebody: under a lock,
   * maybe.
   */
  boolean isStuckInOutput() {
    return switch (seen.part()) {
      case DISK, IPC -> !seen.isForChild();
      case NETWORK -> seen.detail().startsWith("write") || seen.detail().startsWith("send");
      case ON_CPU, RUN_QUEUE, LOCK, SLEEP, IDLE, UNKNOWN -> false;
    };
  }

  /**
   * Counts the switches by kind. Where there are many threads that is asked of each less often: the
   * slices that are counted at every look are split in the thread's own proportion meanwhile.
   */
  private void countSwitches(long slices, long nanos) {
    boolean known = voluntary >= 0 && !looking.few();
    if (slices == statusSlices && !process.coarse
        || known && nanos - countedNanos < COUNT_SWITCHES_NANOS) {
      return;
    }
    countedNanos = nanos;
    int length = files.readStatus();
    if (length <= 0) {
      return;
    }
    TaskText task = looking.task;
    task.parseSwitches(looking.buffer, length);
    if (task.voluntary < 0 || task.involuntary < 0) {
      return;
    }
    if (voluntary >= 0) {
      looking.switches.counted(task.voluntary - voluntary, task.involuntary - involuntary);
    } else {
      double all = Math.max(1, task.voluntary + task.involuntary);
      long since = Math.max(0, slices - statusSlices);
      looking.switches.counted(since * task.voluntary / all, since * task.involuntary / all);
    }
    voluntary = task.voluntary;
    involuntary = task.involuntary;
    statusSlices = slices;
  }

  void report(ThreadReport said) {
    report = said;
    nextReadNanos = Long.MIN_VALUE;
    ThreadAccount books = account;
    if (books != null) {
      books.report(said);
      ThreadRow shown = row;
      if (shown != null && (shown.role() != role() || !shown.name().equals(shownName()))) {
        renewRow(books);
      }
    }
  }

  /** Whether its process has said anything of it. */
  boolean reported() {
    return report != null;
  }

  Role role() {
    ThreadReport said = report;
    if (said != null) {
      return said.role();
    }
    if (looking.origin == Origin.OURS) {
      return Role.RUNTIME;
    }
    String name = files.name();
    if (!name.equals(roleOf)) {
      roleOf = name;
      boolean own =
          process.kind().runtime() == Runtime.JVM && JvmThreads.own(name, tid == process.pid);
      foreignRole = own ? Role.RUNTIME : Role.WORKER;
    }
    return foreignRole;
  }

  /** The books; null before the first look. */
  @Nullable ThreadAccount account() {
    return account;
  }

  /** Whether the thread is known to have ended. */
  boolean ended() {
    return ended || files.ended();
  }

  /** Whether it is there and may not be read. */
  boolean hidden() {
    return hidden;
  }

  /** The thread ended: what is left goes to the sums. */
  void close() {
    files.close();
    ThreadAccount books = account;
    if (books != null) {
      process.cpu().threadEnded(books.runNanos());
      long since = Math.max(0, books.slices() - statusSlices);
      double share = voluntaryShare();
      looking.switches.counted(since * share, since * (1 - share));
      books.close();
      sums().addAll(books.interval());
    }
  }

  private Budget sums() {
    return role().works() ? looking.workers : looking.runtime;
  }

  /** The thread's row; null before a look that found the thread. */
  @Nullable ThreadRow row() {
    return row;
  }

  /** Whether it stands among the workers. */
  boolean works() {
    ThreadRow shown = row;
    return shown != null && shown.role().works();
  }

  /**
   * Makes a new row, if the one that there is does not tell the truth any more. A thread that stays
   * in one wait keeps its row, so that nothing is allocated for it; how long it does is added up,
   * so that whoever sums up rows loses nothing.
   */
  private void renewRow(ThreadAccount books) {
    ThreadRow before = row;
    if (before != null && stands(before, books)) {
      restedNanos += books.interval().wallNanos();
      return;
    }
    ThreadRow made = makeRow(books);
    restedNanos = 0;
    row = made;
    looking.renewed.add(this);
    if (before == null || before.role().works() != made.role().works()) {
      looking.reordered = true;
    }
  }

  private boolean stands(ThreadRow before, ThreadAccount books) {
    return !books.moved()
        && before.now() == now
        && before.budget().isAll(now)
        && books.interval().isAll(now)
        && before.budget().fidelity(now) == books.interval().fidelity(now)
        && before.fidelity() == cause.fidelity()
        && before.core() == files.core()
        && before.switchesPerSecond() == 0
        && before.role() == role()
        && before.detail().equals(detail())
        && before.name().equals(shownName());
  }

  private String shownName() {
    ThreadReport said = report;
    return said != null && !said.name().isEmpty() ? said.name() : ownName();
  }

  /** Up to node 22 the threads of libuv and V8 are called as the first one is. */
  private String ownName() {
    String name = files.name();
    boolean helper =
        looking.origin == Origin.FOREIGN
            && tid != process.pid
            && name.equals(NODE)
            && process.kind().runtime() == Runtime.NODE;
    return helper ? NODE_HELPER : name;
  }

  private String detail() {
    FutexSites.Site here = site;
    return here != null && cause == FutexWait.MUTEX.cause() && !here.held().isEmpty()
        ? here.held()
        : cause.detail();
  }

  private ThreadRow makeRow(ThreadAccount books) {
    return new ThreadRow(
        process.pid,
        tid,
        shownName(),
        role(),
        now,
        how,
        books.interval().copy(),
        files.core(),
        books.slicesPerSecond(),
        detail(),
        restedNanos);
  }
}
