package dev.conctop.probe.procfs.thread;

import dev.conctop.account.Seen;
import dev.conctop.account.ThreadAccount;
import dev.conctop.probe.Origin;
import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.file.Ticks;
import dev.conctop.probe.procfs.futex.Site;
import dev.conctop.probe.procfs.futex.Waiter;
import dev.conctop.probe.procfs.wait.Cause;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ThreadReport;
import dev.conctop.sample.thread.ThreadRow;
import org.jspecify.annotations.Nullable;

/**
 * One thread: its kept files and its books. At every look {@code schedstat} is read; what the
 * thread does only if it ran since or was runnable: who has not run since he was seen in a wait is
 * in that wait still, unless he was woken and finds no core. So that is looked up once a second
 * where more threads want to run than there are cores, and else every five seconds, for the case
 * that nobody noticed. Core, name and switches by kind are read once a second at most, and where
 * there are many threads, of one that seldom runs every eight seconds.
 */
final class ThreadWatch implements Waiter {
  /** Rows are in whole hundredths of a ms: a ten-thousandth of a look's interval. */
  private static final long ROW_UNIT = 10_000;

  private static final long READ_SLOW_NANOS = 1_000_000;

  /** Where there are many, who has slept for so long is read in turns. */
  private static final long ASLEEP_NANOS = 300_000_000L;

  private static final long CHECK_ASLEEP_NANOS = 5 * Ticks.SECOND_NANOS;
  private static final long SELDOM_NANOS = 8 * Ticks.SECOND_NANOS;
  private static final int OFTEN_SLICES = 8;

  /** Who wakes more seldom a second than this is hardly ever in a wait that no look sees. */
  private static final double FEW_WAKES = 3;

  final int tid;
  private final ProcessWatch process;
  private final Looking looking;
  private final TaskFiles files;
  private final ThreadIdentity identity;
  private final WaitSight waits;
  private final SwitchCounter switches;
  private @Nullable ThreadAccount account;
  private Part now = Part.UNKNOWN;

  private long checkedNanos;
  private long detailNanos;
  private long detailSlices;
  private long nextReadNanos = Long.MIN_VALUE;
  private long movedNanos;
  private @Nullable ThreadRow row;
  private long restedNanos;

  /** Of each part, and last of the time for which a row stood, what no row has yet, ns. */
  private int @Nullable [] uncounted;

  /** Where its row stands in the list of all. */
  int place;

  private boolean ended;
  private boolean hidden;

  ThreadWatch(Looking looking, ProcessWatch process, int tid) {
    this.looking = looking;
    this.process = process;
    this.tid = tid;
    this.files = new TaskFiles(looking, process, tid);
    this.identity = new ThreadIdentity(looking, process, files, tid);
    this.waits = new WaitSight(looking, process, this, files, identity);
    this.switches = new SwitchCounter(looking, process, files);
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
    ThreadAccount counted = account;
    if (counted != null) {
      switches.pending(counted.slices());
    }
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
      switches.born();
    } else {
      books = new ThreadAccount(nanos, run, queue, slices, process.counters());
      process.cpu().threadFound(run);
      switches.from(slices);
    }
    account = books;
    // Nothing says that it ever moves; and looks that are forced are spread over time.
    movedNanos = nanos - ASLEEP_NANOS - 1;
    checkedNanos = nanos - tid * 7_919L % 4000 * 1_000_000L;
    detailNanos = nanos - tid * 7_919L % 8000 * 1_000_000L;
    detailSlices = slices;
    waits.look(true, nanos, account);
    ThreadReport said = identity.said();
    if (said != null) {
      books.report(said);
    }
    book(books, nanos, run, queue, slices);
  }

  private void again(ThreadAccount books, long nanos, long run, long queue, long slices) {
    boolean moved = process.coarse || books.moves(run, queue, slices);
    if (moved) {
      movedNanos = nanos;
    }
    boolean asleep = nanos - movedNanos > ASLEEP_NANOS;
    boolean sure = !looking.crowded && !process.callsDoubtful();
    boolean due = nanos - checkedNanos >= (sure ? CHECK_ASLEEP_NANOS : Ticks.SECOND_NANOS);
    if (moved || due || waits.cause().running() || process.haltTurned()) {
      waits.look(moved, nanos, account);
      checkedNanos = nanos;
    }
    readDetails(moved, slices, nanos);
    waits.reconsider();
    nextReadNanos =
        asleep && !waits.cause().running()
            ? looking.nextReadNanos(tid, nextReadNanos == Long.MIN_VALUE)
            : Long.MIN_VALUE;
    Part before = now;
    book(books, nanos, run, queue, slices);
    if (moved && isInQuestion(books, before)) {
      looking.inQuestion.add(this);
    }
  }

  private void readDetails(boolean moved, long slices, long nanos) {
    boolean few = looking.few();
    boolean often = few || slices - detailSlices >= OFTEN_SLICES;
    boolean due = nanos - detailNanos >= (often ? Ticks.SECOND_NANOS : SELDOM_NANOS);
    if (moved && (due || few)) {
      files.readStat();
    }
    if (due) {
      detailNanos = nanos;
      detailSlices = slices;
      switches.count(slices);
    }
  }

  /**
   * Whether it may wait for other things between the looks than at them. Who ran once since the
   * last look had two waits, the one at that look and the one at this; where both are of one kind,
   * there was nothing to miss, and of who wakes a little more often next to nothing that the looks
   * themselves do not find sooner or later. At a lock it is asked, since what others do there
   * meanwhile is learnt from.
   */
  private boolean isInQuestion(ThreadAccount books, Part before) {
    if (identity.said() != null && looking.origin != Origin.SERVER) {
      return false;
    }
    boolean often = books.lastSlices() > 1 && books.slicesPerSecond() > FEW_WAKES;
    return process.coarse || often || now != before || waits.site() != null;
  }

  /** Sees what it waits for, between two looks. */
  void glimpse() {
    ThreadAccount books = account;
    if (books == null || ended()) {
      return;
    }
    Cause seen = waits.see(true, looking.nanos, books);
    if (!seen.running()) {
      books.glimpse(waits.part(seen, books, movedNanos), seen.fidelity());
    }
  }

  private void book(ThreadAccount books, long nanos, long run, long queue, long slices) {
    long ranBefore = books.runNanos();
    boolean runnable = waits.cause().running();
    Part part = waits.part(books, movedNanos);
    Seen seen = runnable ? Seen.RUNNABLE : Seen.BLOCKED;
    books.look(nanos, run, queue, slices, seen, part, waits.how());
    sums().addAll(books.interval());
    now = !runnable ? part : run > ranBefore ? Part.ON_CPU : Part.RUN_QUEUE;
  }

  @Override
  public int tid() {
    return tid;
  }

  @Override
  public boolean isMain() {
    return tid == process.pid;
  }

  @Override
  public @Nullable Site site() {
    return waits.site();
  }

  @Override
  public Part now() {
    return now;
  }

  @Override
  public boolean isJoining() {
    return waits.isJoining();
  }

  @Override
  public boolean isWokenFromWithin() {
    return !waits.cause().running() && waits.isWokenFromWithin();
  }

  /** As {@link WaitSight#isStuckInOutput}. */
  boolean isStuckInOutput() {
    return waits.isStuckInOutput();
  }

  @Override
  public boolean movedLately() {
    return looking.nanos - movedNanos <= Ticks.SECOND_NANOS;
  }

  void report(ThreadReport said) {
    identity.report(said);
    nextReadNanos = Long.MIN_VALUE;
    ThreadAccount books = account;
    if (books != null) {
      books.report(said);
      ThreadRow shown = row;
      if (shown != null
          && (shown.role() != identity.role() || !shown.name().equals(identity.name()))) {
        renewRow(books);
      }
    }
  }

  /** Whether its process has said anything of it. */
  boolean reported() {
    return identity.said() != null;
  }

  @Override
  public @Nullable ThreadAccount account() {
    return account;
  }

  @Override
  public boolean ended() {
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
      switches.close(books.slices());
      books.close();
      sums().addAll(books.interval());
    }
  }

  private Budget sums() {
    return identity.role().works() ? looking.workers : looking.runtime;
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
        && before.fidelity() == waits.cause().fidelity()
        && before.core() == files.core()
        && before.switchesPerSecond() == 0
        && before.role() == identity.role()
        && before.detail().equals(waits.detail())
        && before.name().equals(identity.name());
  }

  private ThreadRow makeRow(ThreadAccount books) {
    int[] left = uncounted;
    if (left == null) {
      left = new int[Part.count() + 1];
      uncounted = left;
    }
    long rested = restedNanos + left[Part.count()];
    left[Part.count()] = (int) Math.floorMod(rested, ROW_UNIT);
    return new ThreadRow(
        process.pid,
        tid,
        identity.name(),
        identity.role(),
        now,
        waits.how(),
        books.interval().inUnits(ROW_UNIT, left),
        files.core(),
        books.slicesPerSecond(),
        waits.detail(),
        rested - left[Part.count()]);
  }
}
