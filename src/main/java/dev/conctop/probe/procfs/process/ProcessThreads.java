package dev.conctop.probe.procfs.process;

import dev.conctop.probe.procfs.file.IntList;
import dev.conctop.probe.procfs.program.JvmThreads;
import dev.conctop.probe.procfs.thread.Looking;
import dev.conctop.probe.procfs.wait.Cause;
import dev.conctop.probe.procfs.wait.FutexWait;
import dev.conctop.probe.procfs.wait.WaitRules;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.PartCounts;
import dev.conctop.sample.thread.ProcessCrowd;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one process of several. Each that has run is looked at again, in turns where they
 * are many; one that has not run since it was looked at waits as before and is left alone. Whether
 * a thread ran is told by its counters where those are summed; else by the process's ticks for all
 * of them, and two a look are looked at again in any case, since a tick is 10 ms.
 */
final class ProcessThreads {
  /** Threads that ran, and threads that stand still, looked at in one look, at most. */
  private static final int MOST_MOVING = 12;

  private static final int MOST_STILL = 12;
  private static final int AGAIN = 2;

  /** Share of an interval that somebody is on a core where the process computes. */
  private static final double COMPUTES = 0.1;

  /** Share of it that it computes all the time. */
  private static final double MOSTLY = 0.8;

  private static final Cause[] NOBODY = {};

  private final int pid;
  private final CallSight sight;
  private final RecentLooks recent = new RecentLooks();
  private final int[] stillCounts = new int[Part.count()];
  private int size;
  private int[] tids = {};
  private long[] run = {};
  private long[] queue = {};
  private long[] slices = {};

  /** Wake-ups a second over the last interval. */
  private float[] wakes = {};

  private boolean[] moved = {};

  /** Whether it may have run since it was looked at. */
  private boolean[] stale = {};

  /** What each was found at; null before. */
  private @Nullable Cause[] causes = NOBODY;

  private Part[] parts = {};

  /** As {@link CallSight#holder} has it. */
  private int[] holders = {};

  /** Of those that wait for no lock: whether one is idle, and whether one is stuck or computes. */
  private boolean anyIdle;

  private boolean anyStuck;
  private boolean summed;
  private long sumAtNanos;
  private int movedNow;
  private double busiest;
  private int nextMoving;
  private int nextStill;
  private PartCounts still = PartCounts.none();
  private ProcessCrowd crowd = ProcessCrowd.none();

  /** Sums over all threads, ns, valid after {@link #sum}. */
  long runNanos;

  long queueNanos;

  ProcessThreads(int pid, CallSight sight) {
    this.pid = pid;
    this.sight = sight;
  }

  /**
   * Sums the counters of all threads; false when none could be read.
   *
   * @param list the numbers of its threads that live
   */
  boolean sum(Looking looking, IntList list) {
    align(list);
    long interval = summed ? looking.nanos - sumAtNanos : 0;
    runNanos = 0;
    queueNanos = 0;
    movedNow = 0;
    busiest = 0;
    boolean counted = false;
    for (int i = 0; i < size; i++) {
      int length = looking.files.read(pid + "/task/" + tids[i] + "/schedstat", looking.buffer);
      if (length > 0 && looking.task.parseSchedstat(looking.buffer, length)) {
        counted = true;
        runNanos += looking.task.runNanos;
        queueNanos += looking.task.queueNanos;
        book(looking, i, interval);
      }
    }
    summed = counted;
    sumAtNanos = looking.nanos;
    return counted;
  }

  private void book(Looking looking, int i, long interval) {
    long ran = looking.task.runNanos - run[i];
    boolean known = run[i] >= 0 && interval > 0 && ran >= 0;
    moved[i] = known && looking.task.slices != slices[i];
    if (known) {
      double wanting = ran + Math.max(0, looking.task.queueNanos - queue[i]);
      busiest = Math.max(busiest, Math.min(1, wanting / interval));
      // One that computes all the time keeps its slice.
      moved[i] |= ran > 0;
      wakes[i] = (float) ((looking.task.slices - slices[i]) * 1e9 / interval);
    }
    if (moved[i]) {
      movedNow++;
      stale[i] = true;
    }
    run[i] = looking.task.runNanos;
    queue[i] = looking.task.queueNanos;
    slices[i] = looking.task.slices;
  }

  /** Its counters are not read this time: who ran is not known. */
  void notSummed() {
    if (summed) {
      summed = false;
      movedNow = 0;
      busiest = 0;
      Arrays.fill(run, -1);
      Arrays.fill(moved, false);
      Arrays.fill(wakes, 0);
    }
  }

  /** Joins the threads there are with those known; both in the order of their numbers. */
  private void align(IntList list) {
    list.sort();
    boolean same = list.size() == size;
    for (int i = 0; same && i < size; i++) {
      same = list.get(i) == tids[i];
    }
    if (!same) {
      join(list);
    }
  }

  private void join(IntList list) {
    int count = list.size();
    int[] newTids = list.toArray();
    long[] newRun = new long[count];
    long[] newQueue = new long[count];
    long[] newSlices = new long[count];
    float[] newWakes = new float[count];
    boolean[] newMoved = new boolean[count];
    boolean[] newStale = new boolean[count];
    @Nullable Cause[] newCauses = new Cause[count];
    Part[] newParts = new Part[count];
    int[] newHolders = new int[count];
    int old = 0;
    for (int i = 0; i < count; i++) {
      while (old < size && tids[old] < newTids[i]) {
        old++;
      }
      boolean known = old < size && tids[old] == newTids[i];
      newRun[i] = known ? run[old] : -1;
      newQueue[i] = known ? queue[old] : 0;
      newSlices[i] = known ? slices[old] : 0;
      newWakes[i] = known ? wakes[old] : 0;
      newMoved[i] = known && moved[old];
      newStale[i] = !known || stale[old];
      newCauses[i] = known ? causes[old] : null;
      newParts[i] = known ? parts[old] : Part.UNKNOWN;
      newHolders[i] = known ? holders[old] : -1;
    }
    size = count;
    tids = newTids;
    run = newRun;
    queue = newQueue;
    slices = newSlices;
    wakes = newWakes;
    moved = newMoved;
    stale = newStale;
    causes = newCauses;
    parts = newParts;
    holders = newHolders;
  }

  /** Whether its threads are listed. */
  boolean known() {
    return size > 0;
  }

  /** The threads that live, where they are not summed. */
  void list(IntList list) {
    align(list);
  }

  /** It ran, and who of its threads is not known. */
  void allStale() {
    Arrays.fill(stale, true);
  }

  /**
   * Looks at some of them.
   *
   * @param left how many may be looked at
   * @return how many were
   */
  int see(Looking looking, int left) {
    recent.begin(movedNow);
    int seen = seeMoving(looking, Math.min(left, MOST_MOVING));
    int more = seeStill(looking, Math.min(left - seen, MOST_STILL));
    if (!summed && more < AGAIN) {
      more += seeAgain(looking, Math.min(left - seen - more, AGAIN));
    }
    count();
    return seen + more;
  }

  private int seeMoving(Looking looking, int most) {
    int seen = 0;
    int from = nextMoving;
    for (int k = 0; k < size && seen < most; k++) {
      int i = (from + k) % size;
      if (moved[i]) {
        look(looking, i);
        recent.add(partOf(i));
        seen++;
        nextMoving = i + 1;
      }
    }
    return seen;
  }

  private int seeStill(Looking looking, int most) {
    int seen = 0;
    int from = nextStill;
    for (int k = 0; k < size && seen < most; k++) {
      int i = (from + k) % size;
      if (!moved[i] && stale[i]) {
        look(looking, i);
        stale[i] = false;
        seen++;
        nextStill = i + 1;
      }
    }
    return seen;
  }

  private int seeAgain(Looking looking, int most) {
    int count = Math.clamp(most, 0, size);
    for (int k = 0; k < count; k++) {
      nextStill = (nextStill + 1) % size;
      look(looking, nextStill);
    }
    return count;
  }

  private void look(Looking looking, int i) {
    String path = pid + "/task/" + tids[i];
    Cause found = sight.see(looking, path, 'S');
    holders[i] = sight.holder(looking);
    FutexWait parked = sight.parked();
    if (parked != null) {
      found = parked(looking, i, path, parked);
    }
    causes[i] = found;
    parts[i] = part(found, i);
  }

  private Cause parked(Looking looking, int i, String path, FutexWait wait) {
    boolean computes = wakes[i] > 0 && busiest >= COMPUTES;
    // Nobody wants the interpreter's lock where nobody has it: it is a time-out that wakes them.
    FutexWait told = wait.in(sight.runtime(), computes ? wakes[i] : 0, computes);
    boolean own = told == FutexWait.JVM_PARKED && JvmThreads.own(name(looking, path), i == 0);
    return own ? FutexWait.PARKED.cause() : told.cause();
  }

  private static String name(Looking looking, String path) {
    int length = Math.max(0, looking.files.read(path + "/comm", looking.buffer));
    return new String(looking.buffer, 0, length, StandardCharsets.ISO_8859_1);
  }

  private Part part(Cause cause, int i) {
    if (cause.isForChild()) {
      // Its child has a line of its own.
      return Part.IDLE;
    }
    if (cause == FutexWait.JVM_PARKED.cause() && !moved[i]) {
      // One that never moves while others do not either has nothing to do, in all likelihood.
      return Part.IDLE;
    }
    return WaitRules.foreign(cause, sight.runtime(), wakes[i]);
  }

  /** Of those that wait for no lock. */
  private void askOthers() {
    anyIdle = false;
    anyStuck = busiest >= MOSTLY;
    for (int i = 0; i < size; i++) {
      Cause cause = causes[i];
      if (cause != null && holders[i] < 0) {
        switch (parts[i]) {
          case IDLE -> anyIdle |= !FutexWait.isJoin(cause);
          case DISK, NETWORK, IPC, LOCK, UNKNOWN -> anyStuck |= !moved[i];
          case ON_CPU, RUN_QUEUE, SLEEP -> {}
        }
      }
    }
  }

  /**
   * What a thread does: one that stands behind a lock is as idle as the lock's holder. Where that
   * cannot be told the others tell, of those that stand still.
   */
  private Part partOf(int i) {
    if (parts[i] != Part.LOCK || holders[i] < 0) {
      return parts[i];
    }
    int holder = holders[i] == 0 ? -1 : Arrays.binarySearch(tids, 0, size, holders[i]);
    boolean idle =
        holder >= 0
            ? parts[holder] == Part.IDLE && !FutexWait.isJoin(causes[holder])
            : !moved[i] && anyIdle && !anyStuck;
    return idle ? Part.IDLE : Part.LOCK;
  }

  private void count() {
    askOthers();
    Arrays.fill(stillCounts, 0);
    String lock = "";
    for (int i = 0; i < size; i++) {
      Cause cause = causes[i];
      if (cause != null && !moved[i]) {
        stillCounts[partOf(i).ordinal()]++;
      }
      if (cause != null && partOf(i) == Part.LOCK) {
        lock = cause.detail();
      }
    }
    if (!still.isOf(stillCounts)) {
      still = PartCounts.of(stillCounts);
    }
    ProcessCrowd now =
        new ProcessCrowd(true, recent.moved(), recent.counts(), still, busiest, lock);
    if (!now.equals(crowd)) {
      crowd = now;
    }
  }

  /** What they were found at; the same object while it is the same. */
  ProcessCrowd crowd() {
    return crowd;
  }

  /**
   * What most of those that wait for something wait for; what the first one does where nobody
   * waits; null before any was looked at.
   */
  @Nullable Cause cause() {
    Part most = null;
    int count = 0;
    for (Part part : WAITS) {
      int here = crowd.moving().count(part) + crowd.still().count(part);
      if (here > count) {
        most = part;
        count = here;
      }
    }
    for (int i = 0; i < size && most != null; i++) {
      if (causes[i] != null && partOf(i) == most) {
        return causes[i];
      }
    }
    return size == 0 ? null : causes[0];
  }

  private static final Part[] WAITS = {Part.NETWORK, Part.DISK, Part.LOCK, Part.IPC};
}
