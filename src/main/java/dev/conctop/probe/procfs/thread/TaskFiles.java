package dev.conctop.probe.procfs.thread;

import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.file.TaskStat;
import dev.conctop.probe.procfs.file.Ticks;
import dev.conctop.probe.procfs.wait.CallObject;
import dev.conctop.probe.procfs.wait.Cause;
import dev.conctop.probe.procfs.wait.FutexWait;
import dev.conctop.probe.procfs.wait.SyscallText;
import dev.conctop.probe.procfs.wait.WaitRules;
import dev.conctop.probe.procfs.wait.WchanRules;
import dev.conctop.probe.procfs.wait.fd.FdKind;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Part;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The kept files of one thread, and what was read in them last. */
final class TaskFiles {
  private static final int NAME_LENGTH = 64;

  private static final long FRAMES = 64 * 1024;

  /** No address of a process, and no name of what processes share in memory, in all likelihood. */
  private static final long KERNELS = 0x4b45_524eL << 32;

  private final Looking looking;
  private final ProcessWatch process;
  private final int tid;
  private final ProcFiles.KeptFile schedstat;
  private ProcFiles.@Nullable KeptFile statFile;
  private ProcFiles.@Nullable KeptFile callFile;
  private ProcFiles.@Nullable KeptFile wchanFile;
  private byte[] rawName = new byte[0];
  private String name = "";
  private int core = -1;
  private long startTicks = -1;
  private boolean ended;
  private @Nullable FutexWait futex;
  private long kernelLock;
  private final CallObject object = new CallObject();

  TaskFiles(Looking looking, ProcessWatch process, int tid) {
    this.looking = looking;
    this.process = process;
    this.tid = tid;
    this.schedstat = looking.files.open(path("schedstat"), true);
  }

  private String path(String file) {
    return process.pid + "/task/" + tid + "/" + file;
  }

  /** The thread's name, clean; empty before {@link #readStat}. */
  String name() {
    return name;
  }

  /** The core it last ran on when that was read last; -1 before. */
  int core() {
    return core;
  }

  /** Whether the thread was found to have ended, or another to have its number. */
  boolean ended() {
    return ended;
  }

  /** Reads the counters into the shared parser; a length above 0 or a code. */
  int readCounters() {
    if (process.coarse) {
      int length = readStat();
      looking.task.runNanos = (looking.stat.userTicks + looking.stat.systemTicks) * Ticks.NANOS;
      looking.task.queueNanos = 0;
      looking.task.slices = 0;
      return length;
    }
    int length = schedstat.read(looking.buffer);
    if (length <= 0) {
      return length == 0 ? ProcFiles.GONE : length;
    }
    return looking.task.parseSchedstat(looking.buffer, length) ? length : ProcFiles.FAILED;
  }

  /** What the thread is doing now. */
  Cause see(boolean moved, Cause before) {
    futex = null;
    kernelLock = 0;
    if (process.halted() != 0) {
      return WchanRules.ofState(process.halted());
    }
    if (process.callsReadable() && looking.rules.knowsCalls()) {
      ProcFiles.KeptFile file = callFile;
      if (file == null) {
        file = looking.files.open(path("syscall"), false);
        callFile = file;
      }
      int length = file.read(looking.buffer);
      if (length > 0) {
        process.callRead();
        looking.call.parse(looking.buffer, length);
        int number = looking.call.number;
        if (number == SyscallText.RUNNING && moved) {
          return Cause.RUNNING;
        }
        return number >= 0 ? ofCall(number) : ofState(before);
      }
      if (length == ProcFiles.DENIED
          || (length == ProcFiles.GONE && looking.files.exists(path("stat")))) {
        process.callRefused();
      }
    }
    return ofState(before);
  }

  /**
   * A name for the lock of the kernel's own ({@code flock}, {@code fcntl}, {@code semop}) that
   * {@link #see} found a wait for; 0 when it found none.
   */
  long kernelLock() {
    return kernelLock;
  }

  /** A semaphore set has a number of its own on the machine; a file is told by where it lies. */
  private long nameOfKernelLock(int number) {
    if (!looking.rules.isKernelLock(number)) {
      return 0;
    }
    long first = looking.call.arguments[0];
    long what =
        looking.rules.locksFile(number)
            ? looking.files.link(process.pid + "/fd/" + first).hashCode()
            : first;
    return (what & 0xffff_ffffL) | KERNELS;
  }

  /** How the futex is that {@link #see} found last; null when it found none. */
  @Nullable FutexWait futex() {
    return futex;
  }

  /** The address of that futex. */
  long futexAddress() {
    return looking.call.arguments[0];
  }

  /** The stack pointer of who waits there; 0 when unknown. */
  long stack() {
    return looking.call.stack;
  }

  /** Whether that futex lies in the frames of the functions that wait. */
  boolean futexOnStack() {
    long above = looking.call.arguments[0] - looking.call.stack;
    return looking.call.stack != 0 && above >= 0 && above < FRAMES;
  }

  private Cause ofCall(int number) {
    SyscallText call = looking.call;
    boolean foreign = looking.origin.seenFromOutside();
    if (looking.rules.need(number, foreign) == WaitRules.Need.FUTEX) {
      FutexWait wait = CallObject.futex(call, process.kind().musl(), process);
      futex = wait;
      return wait.cause();
    }
    kernelLock = foreign ? nameOfKernelLock(number) : 0;
    boolean alone = process.threads().size() <= 1;
    FdKind kind = object.kind(looking.rules, call, process.fds, looking.nanos, alone, foreign);
    if (kind == FdKind.OWN_PIPE && alone && !looking.childrenWatched) {
      // A lone thread does not bring itself what it waits for: another process has that end, too.
      kind = FdKind.PIPE;
    }
    Cause byCall = looking.rules.cause(number, call.arguments, kind);
    if (!looking.rules.leavesToWchan(number, kind)) {
      return byCall;
    }
    Cause byWchan = wchan();
    return byWchan == null ? byCall : byWchan;
  }

  /** By state letter and wchan, where the call may not be read or there is none. */
  private Cause ofState(Cause before) {
    if (readStat() < 0) {
      return before;
    }
    if (looking.stat.state == 'R') {
      return Cause.RUNNING;
    }
    Cause letter = WchanRules.ofState(looking.stat.state);
    if (letter.part() == Part.IDLE) {
      return letter;
    }
    Cause byWchan = wchan();
    return byWchan == null || (byWchan.part() == Part.UNKNOWN && looking.stat.state == 'D')
        ? letter
        : byWchan;
  }

  private @Nullable Cause wchan() {
    ProcFiles.KeptFile file = wchanFile;
    if (file == null) {
      file = looking.files.open(path("wchan"), false);
      wchanFile = file;
    }
    return looking.wchan.cause(looking.buffer, file.read(looking.buffer));
  }

  /** Reads state, core and name, as a file that is not kept: a sleeper needs it once. */
  int readStatOnce() {
    return parsedStat(looking.files.read(path("stat"), looking.buffer));
  }

  /** Reads state, core and name; a length above 0 or a code. */
  int readStat() {
    ProcFiles.KeptFile file = statFile;
    if (file == null) {
      file = looking.files.open(path("stat"), false);
      statFile = file;
    }
    return parsedStat(file.read(looking.buffer));
  }

  private int parsedStat(int length) {
    TaskStat stat = looking.stat;
    if (length <= 0 || !stat.parse(looking.buffer, length)) {
      return length < 0 ? length : ProcFiles.FAILED;
    }
    if (stat.dead() || (startTicks >= 0 && startTicks != stat.startTicks)) {
      // Ended, or another thread has its number: whose books would be spliced onto these.
      ended = true;
      return ProcFiles.GONE;
    }
    startTicks = stat.startTicks;
    core = stat.processor;
    int from = stat.nameFrom;
    if (!Arrays.equals(looking.buffer, from, stat.nameTo, rawName, 0, rawName.length)) {
      rawName = Arrays.copyOfRange(looking.buffer, from, stat.nameTo);
      name = CleanText.clean(new String(rawName, StandardCharsets.UTF_8), NAME_LENGTH);
    }
    return length;
  }

  /** Reads {@code status} into the shared buffer; a length above 0 or a code. */
  int readStatus() {
    return looking.files.read(path("status"), looking.buffer);
  }

  void close() {
    schedstat.close();
    closeIfOpen(statFile);
    closeIfOpen(callFile);
    closeIfOpen(wchanFile);
  }

  private static void closeIfOpen(ProcFiles.@Nullable KeptFile file) {
    if (file != null) {
      file.close();
    }
  }
}
