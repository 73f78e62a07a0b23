package dev.conctop.probe.procfs.process;

import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.file.Ticks;
import dev.conctop.probe.procfs.program.ProgramKind;
import dev.conctop.probe.procfs.thread.Looking;
import dev.conctop.probe.procfs.wait.CallObject;
import dev.conctop.probe.procfs.wait.Cause;
import dev.conctop.probe.procfs.wait.FutexWait;
import dev.conctop.probe.procfs.wait.SyscallText;
import dev.conctop.probe.procfs.wait.WaitRules;
import dev.conctop.probe.procfs.wait.WchanRules;
import dev.conctop.probe.procfs.wait.fd.FdKind;
import dev.conctop.probe.procfs.wait.fd.FdKinds;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Runtime;
import org.jspecify.annotations.Nullable;

/** What a thread of one process of the table is found at, by its files in procfs. */
final class CallSight {
  /** A process's threads are numbered soon after itself, as long as numbers are not used up. */
  private static final int NEIGHBOURS = 4096;

  /** A runtime is loaded within the first looks at a process. */
  private static final int KIND_TRIES = 3;

  /** Of all processes, hundreds of descriptors each would be asked after every second. */
  private static final long KEEP_DEAR = 5 * Ticks.SECOND_NANOS;

  private final int pid;
  private final FdKinds fds;
  private final CallObject object = new CallObject(KEEP_DEAR);
  private ProgramKind kind = ProgramKind.UNKNOWN;
  private int kindTries;
  private boolean denied;
  private @Nullable FutexWait futex;

  CallSight(ProcFiles files, int pid) {
    this.pid = pid;
    this.fds = new FdKinds(files, pid, KEEP_DEAR);
  }

  /**
   * Looks at a thread.
   *
   * @param path its directory: {@code 7} for the first thread, {@code 7/task/9}
   * @param state the letter of its state, S where that was not read
   */
  Cause see(Looking looking, String path, char state) {
    denied = false;
    futex = null;
    int length = looking.files.read(path + "/syscall", looking.buffer);
    if (length <= 0) {
      denied = length == ProcFiles.DENIED;
      return byWchan(looking, path, state);
    }
    looking.call.parse(looking.buffer, length);
    int number = looking.call.number;
    if (number == SyscallText.RUNNING) {
      return Cause.RUNNING;
    }
    return number < 0 ? byWchan(looking, path, state) : byCall(looking, path, state);
  }

  private Cause byCall(Looking looking, String path, char state) {
    int number = looking.call.number;
    if (looking.rules.need(number, true) == WaitRules.Need.FUTEX) {
      // A join is told by the operation's form and by a number near its own.
      FutexWait found =
          CallObject.futex(
              looking.call, kind(looking).musl(), tid -> tid > pid && tid < pid + NEIGHBOURS);
      futex = found;
      return found.cause();
    }
    FdKind kind = object.kind(looking.rules, looking.call, fds, looking.nanos, false, true);
    return looking.rules.leavesToWchan(number, kind)
        ? byWchan(looking, path, state)
        : looking.rules.cause(number, looking.call.arguments, kind);
  }

  private static Cause byWchan(Looking looking, String path, char state) {
    int length = looking.files.read(path + "/wchan", looking.buffer);
    Cause found = looking.wchan.cause(looking.buffer, length);
    if (found == null) {
      return WchanRules.ofState(state);
    }
    // A server with nothing to do sleeps where a waiting client does.
    return found.ambiguous() && found.part() == Part.NETWORK
        ? new Cause(Part.UNKNOWN, Fidelity.ESTIMATED, true, found.detail())
        : found;
  }

  /** What runs in the process; asked for only where a futex is waited in. */
  private ProgramKind kind(Looking looking) {
    if (kind.runtime() == Runtime.NATIVE && kindTries < KIND_TRIES) {
      kindTries++;
      // Its own buffers: the call that was read stays as it is.
      kind = ProgramKind.of(looking.files, pid, looking.programs);
    }
    return kind;
  }

  /** The runtime, as far as it was asked for. */
  Runtime runtime() {
    return kind.runtime();
  }

  /** Whether the last one may not be looked at. */
  boolean denied() {
    return denied;
  }

  /**
   * Who holds what the last one waits for: 0 where that cannot be told, below 0 where nobody does.
   * Of a mutex the owner's number stands beside it (struct __pthread_mutex_s: lock, count, owner).
   */
  int holder(Looking looking) {
    FutexWait wait = futex;
    if (wait == null || !wait.isHeld()) {
      return -1;
    }
    if (!wait.isMutex()) {
      return 0;
    }
    long owner = looking.call.arguments[0] + 8;
    int length = looking.files.readAt(pid + "/mem", owner, looking.buffer, 4);
    return length < 4
        ? 0
        : looking.buffer[0] & 0xff
            | (looking.buffer[1] & 0xff) << 8
            | (looking.buffer[2] & 0xff) << 16
            | looking.buffer[3] << 24;
  }

  /** In what the last one is parked; null when it is not parked in a futex. */
  @Nullable FutexWait parked() {
    FutexWait wait = futex;
    return wait != null && wait.isParked() ? wait : null;
  }
}
