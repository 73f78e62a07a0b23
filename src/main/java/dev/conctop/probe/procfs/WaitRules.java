package dev.conctop.probe.procfs;

import dev.conctop.sample.Fidelity;
import dev.conctop.sample.Part;
import org.jspecify.annotations.Nullable;

/**
 * From a system call and its descriptor to the cause of the wait. The rules, in one table:
 *
 * <pre>
 * call                                    descriptor or argument    part      ambiguous
 * read write readv writev pread* pwrite*  socket                    network
 *   sendfile splice                       pipe, terminal            ipc
 *                                         eventfd                   ipc       yes
 *                                         timerfd                   sleep
 *                                         file                      disk
 *                                         eventpoll, anonymous      unknown   yes
 *                                         device, not readable      unknown (then wchan)
 * fsync fdatasync sync* copy_file_range   any                       disk
 *   open unlink rename getdents io_getevents
 * recv* send* accept* connect             any                       network
 * poll ppoll select pselect6              no descriptor             sleep
 *                                         some                      network   yes
 * epoll_*wait*                            any                       network   yes
 * nanosleep clock_nanosleep               any                       sleep
 * futex, lock with priority inheritance   any                       lock
 * futex, timed                            any                       sleep     yes, estimated
 * futex, untimed                          any                       unknown   yes
 * wait4 waitid vfork                      any                       ipc
 * msg* mq_*                               any                       ipc
 * semop flock fcntl                       any                       lock
 * pause sigsuspend sigtimedwait           any                       sleep     yes, estimated
 * io_uring_enter                          any                       unknown   yes
 * restart_syscall                         any                       unknown   yes (then wchan)
 * other                                   any                       unknown   yes (then wchan)
 * </pre>
 *
 * Ambiguous causes give way to what the thread's own process says (its report's ambiguous wait); a
 * thread of the runtime of our own subjects that nobody spoke for is idle then.
 *
 * <p>Causes are made once for each combination and reused. Confined to one thread.
 */
final class WaitRules {
  private static final SystemCall[] CALLS = SystemCall.values();
  private static final int TIMED = 1;
  private static final int OWNED = 2;
  private static final int VARIANTS = 3;
  private static final int FUTEX_COMMAND = 0x7f;
  private static final int FUTEX_LOCK_PI = 6;
  private static final int FUTEX_LOCK_PI2 = 13;
  private static final int FUTEX_WAIT_REQUEUE_PI = 11;

  private final short[] table;
  private final @Nullable Cause[] made =
      new @Nullable Cause[CALLS.length * FdKind.count() * VARIANTS];

  /** Rules for a machine, named as by {@code os.arch}. */
  WaitRules(String architecture) {
    table = SystemCall.table(architecture);
  }

  /** Whether the numbers of this machine's system calls are known. */
  boolean knowsCalls() {
    return table.length > 0;
  }

  /** Whether the first argument of a call is a descriptor whose kind decides. */
  boolean needsDescriptor(int number) {
    SystemCall call = call(number);
    return call != null && call.group() == SystemCall.Group.DESCRIPTOR;
  }

  /** Whether the rules leave the cause to wchan, for this call or this descriptor. */
  boolean leavesToWchan(int number, FdKind kind) {
    SystemCall call = call(number);
    if (call == null) {
      return true;
    }
    return switch (call.group()) {
      case DESCRIPTOR -> kind == FdKind.UNKNOWN || kind == FdKind.DEVICE;
      case RESTARTED -> true;
      case FILE,
          SOCKET,
          POLL,
          SELECT,
          EPOLL,
          SLEEP,
          FUTEX,
          CHILD,
          MESSAGE,
          KERNEL_LOCK,
          SIGNAL,
          RING ->
          false;
    };
  }

  private @Nullable SystemCall call(int number) {
    return number < 0 || number >= table.length || table[number] < 0 ? null : CALLS[table[number]];
  }

  /**
   * The cause of a wait.
   *
   * @param number of the system call on this machine
   * @param arguments its six arguments
   * @param kind of the descriptor in its first argument, UNKNOWN when it has none
   */
  Cause cause(int number, long[] arguments, FdKind kind) {
    SystemCall call = call(number);
    if (call == null) {
      return Cause.NOTHING_KNOWN;
    }
    int variant = variant(call, arguments);
    int at = (call.ordinal() * FdKind.count() + kind.ordinal()) * VARIANTS + variant;
    Cause cause = made[at];
    if (cause == null) {
      cause = make(call, kind, variant);
      made[at] = cause;
    }
    return cause;
  }

  private static int variant(SystemCall call, long[] arguments) {
    return switch (call.group()) {
      case POLL -> arguments[1] == 0 ? TIMED : 0;
      case SELECT -> arguments[0] == 0 ? TIMED : 0;
      case FUTEX -> futexVariant(call, arguments);
      case DESCRIPTOR,
          FILE,
          SOCKET,
          EPOLL,
          SLEEP,
          CHILD,
          MESSAGE,
          KERNEL_LOCK,
          SIGNAL,
          RING,
          RESTARTED ->
          0;
    };
  }

  private static int futexVariant(SystemCall call, long[] arguments) {
    if (call == SystemCall.FUTEX) {
      int command = (int) arguments[1] & FUTEX_COMMAND;
      if (command == FUTEX_LOCK_PI
          || command == FUTEX_LOCK_PI2
          || command == FUTEX_WAIT_REQUEUE_PI) {
        return OWNED;
      }
      return arguments[3] != 0 ? TIMED : 0;
    }
    return arguments[call == SystemCall.FUTEX_WAIT ? 4 : 3] != 0 ? TIMED : 0;
  }

  private static Cause make(SystemCall call, FdKind kind, int variant) {
    String word = call.word();
    return switch (call.group()) {
      case DESCRIPTOR -> onDescriptor(word, kind);
      case FILE -> sure(Part.DISK, word);
      case SOCKET -> sure(Part.NETWORK, word);
      case POLL, SELECT ->
          variant == TIMED
              ? sure(Part.SLEEP, word + " timer")
              : new Cause(Part.NETWORK, Fidelity.EXACT, true, word);
      case EPOLL -> new Cause(Part.NETWORK, Fidelity.EXACT, true, word);
      case SLEEP -> sure(Part.SLEEP, word);
      case FUTEX -> futex(word, variant);
      case CHILD, MESSAGE -> sure(Part.IPC, word);
      case KERNEL_LOCK -> sure(Part.LOCK, word);
      case SIGNAL -> new Cause(Part.SLEEP, Fidelity.ESTIMATED, true, word);
      case RING, RESTARTED -> new Cause(Part.UNKNOWN, Fidelity.EXACT, true, word);
    };
  }

  private static Cause sure(Part part, String detail) {
    return new Cause(part, Fidelity.EXACT, false, detail);
  }

  private static Cause futex(String word, int variant) {
    return switch (variant) {
      case OWNED -> sure(Part.LOCK, word + " owned");
      case TIMED -> new Cause(Part.SLEEP, Fidelity.ESTIMATED, true, word + " timed");
      default -> new Cause(Part.UNKNOWN, Fidelity.EXACT, true, word);
    };
  }

  private static Cause onDescriptor(String word, FdKind kind) {
    String detail = kind.word().isEmpty() ? word : word + " " + kind.word();
    return switch (kind) {
      case SOCKET -> sure(Part.NETWORK, detail);
      case PIPE, TERMINAL -> sure(Part.IPC, detail);
      case EVENTFD -> new Cause(Part.IPC, Fidelity.EXACT, true, detail);
      case TIMERFD -> sure(Part.SLEEP, detail);
      case FILE -> sure(Part.DISK, detail);
      case EVENTPOLL, ANONYMOUS, IO_URING -> new Cause(Part.UNKNOWN, Fidelity.EXACT, true, detail);
      case DEVICE, UNKNOWN -> new Cause(Part.UNKNOWN, Fidelity.ESTIMATED, true, detail);
    };
  }
}
