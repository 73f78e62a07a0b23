package dev.conctop.probe.procfs.thread;

import dev.conctop.probe.Origin;
import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.file.TaskStat;
import dev.conctop.probe.procfs.file.TaskText;
import dev.conctop.probe.procfs.file.Texts;
import dev.conctop.probe.procfs.file.Ticks;
import dev.conctop.probe.procfs.futex.FutexSites;
import dev.conctop.probe.procfs.futex.SharedAddresses;
import dev.conctop.probe.procfs.futex.Waiter;
import dev.conctop.probe.procfs.program.ProgramKind;
import dev.conctop.probe.procfs.wait.FutexWait;
import dev.conctop.probe.procfs.wait.SyscallText;
import dev.conctop.probe.procfs.wait.WaitRules;
import dev.conctop.probe.procfs.wait.WchanRules;
import dev.conctop.probe.procfs.wait.fd.Kin;
import dev.conctop.sample.figure.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What one probe's readers share: files, reused buffers and parsers, the clock. One thread. */
public final class Looking {
  public static final String SCARCE = "few file descriptors: files are opened anew at each look";

  /** Threads up to which the core is read at every look at which a thread ran. */
  static final int FEW_THREADS = 256;

  private static final int MANY_THREADS = 8192;

  static final int[] NOBODY = {};

  public final ProcFiles files;
  final LongSupplier clock;
  public final byte[] buffer = new byte[8192];
  public final TaskText task = new TaskText();
  public final TaskStat stat = new TaskStat();
  public final SyscallText call = new SyscallText();
  public final WaitRules rules;
  public final WchanRules wchan = new WchanRules();
  final Switches switches = new Switches();
  public final ProgramKind.Known programs = new ProgramKind.Known();

  /** Sums over the look under way. */
  final Budget workers = new Budget();

  final Budget runtime = new Budget();

  /** Monotonic time minus time since boot, ns: from start ticks to our clock. */
  final long bootNanos;

  public Origin origin = Origin.FOREIGN;

  /** Whether the children of what is watched are watched, too, and it is somebody else's. */
  boolean childrenWatched;

  /** The look under way. */
  public long nanos;

  /** The look before, {@link Long#MIN_VALUE} when there was none. */
  long previousNanos = Long.MIN_VALUE;

  int threads;

  /** Processes that are watched. */
  int processes;

  /** Whether more threads want to run than there are cores, so that some may be kept waiting. */
  boolean crowded;

  /** Whether threads came, went or changed sides since the last look. */
  boolean reordered = true;

  /** The threads that are asked between two looks what they wait for. */
  final List<ThreadWatch> inQuestion = new ArrayList<>();

  /** The threads whose rows are new in the look under way. */
  final List<ThreadWatch> renewed = new ArrayList<>();

  /** Any thread of all processes that are watched, by its number. */
  Waiter.All anybody = tid -> null;

  final FutexWait.Living anyLiving = tid -> anybody.thread(tid) != null;

  /** All processes that are watched, if children are watched with their parents; else none. */
  Supplier<int[]> family = () -> NOBODY;

  /** What they have between them. */
  final Kin kin;

  /** Where threads of several processes are parked, by {@link SharedAddresses}. */
  final FutexSites shared;

  public Looking(ProcFiles files, LongSupplier clock, String architecture) {
    this.files = files;
    this.clock = clock;
    this.rules = new WaitRules(architecture);
    this.kin = new Kin(files, clock, () -> family.get());
    this.shared = new FutexSites(tid -> anybody.thread(tid));
    this.bootNanos = clock.getAsLong() - uptimeNanos();
  }

  /** {@code /proc/uptime} has hundredths of a second. */
  private long uptimeNanos() {
    int length = files.read("uptime", buffer);
    if (length <= 0) {
      return clock.getAsLong();
    }
    int point = 0;
    while (point < length && Texts.digit(buffer[point])) {
      point++;
    }
    long hundredths = Texts.decimal(buffer, Math.min(length, point + 1), length);
    return Texts.decimal(buffer, 0, length) * Ticks.SECOND_NANOS + hundredths * Ticks.NANOS;
  }

  /** When something began, on our clock, to 20 ms. */
  long birthNanos(long startTicks) {
    return bootNanos + startTicks * Ticks.NANOS;
  }

  /**
   * When a thread that has slept for long is to be read again: the more threads, the later.
   *
   * @param first whether it was read at every look so far; threads that fell asleep together are
   *     then spread over the turn
   */
  long nextReadNanos(int tid, boolean first) {
    long interval = intervalNanos();
    if (few() || interval <= 0) {
      return Long.MIN_VALUE;
    }
    long longest = threads > MANY_THREADS ? 2 * Ticks.SECOND_NANOS : Ticks.SECOND_NANOS;
    long turn = Math.min(longest / interval, (threads - 1) / (FEW_THREADS / 2) + 1L);
    long looks = first ? 1 + tid % Math.max(1, turn) : turn;
    // Half an interval early, so that a look that comes a little early does not miss it.
    return nanos + looks * interval - interval / 2;
  }

  /** Time since the look before, ns; 0 when there was none. */
  long intervalNanos() {
    return previousNanos == Long.MIN_VALUE ? 0 : nanos - previousNanos;
  }

  boolean few() {
    return threads <= FEW_THREADS;
  }
}
