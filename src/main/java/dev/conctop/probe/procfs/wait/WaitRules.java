package dev.conctop.probe.procfs.wait;

import dev.conctop.probe.procfs.wait.fd.FdKind;
import dev.conctop.probe.procfs.wait.fd.FdKinds;
import dev.conctop.probe.procfs.wait.fd.SocketTables;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Runtime;
import org.jspecify.annotations.Nullable;

/**
 * From a system call and its descriptor to the cause of the wait. The rules, in one table:
 *
 * <pre>
 * call                                    descriptor or argument    part      ambiguous
 * read readv recv*                        socket, the client's end  network
 *                                         socket, the server's end  idle (until a request comes)
 * write writev send* sendfile splice      socket, either end        network
 * recv* read                              netlink, packets, a bus   idle
 * recv* send* read write                  pair of sockets           as of a pipe
 * accept*                                 any                       idle
 * connect                                 any                       network
 * read readv                              terminal                  idle (a shell at its prompt)
 *                                         inotify                   idle
 * read write readv writev pread* pwrite*  pipe, terminal            ipc
 *   sendfile splice                       eventfd                   ipc       yes
 *                                         timerfd                   sleep
 *                                         file                      disk
 *                                         eventpoll, anonymous      unknown   yes
 *                                         device, not readable      unknown (then wchan)
 * fsync fdatasync sync* copy_file_range   any                       disk
 *   open unlink rename getdents
 * io_getevents                            no block read or written  idle
 *                                           lately
 *                                         else                      disk
 * poll ppoll select pselect6              no descriptor             sleep
 * poll ppoll select pselect6 epoll_*wait*
 *   of our own subjects                                             network   yes
 *   of somebody else's, by what is waited for:
 *   connections of which it is the client                           network   yes
 *   the same beside listening sockets, server's ends or its children idle     yes, network while it
 *                                                                             is woken often
 *   listening sockets or server's ends only                         idle      yes
 *   no connection, but a ring of io_uring that works on files       disk      yes
 *   no connection, but a pipe of somebody's, or children            ipc       yes, idle with a
 *                                                                             time-out
 *   none of the connections that its one thread serves: time-out    sleep     yes
 *                                                       without     lock      yes
 *   timers, pipes of its own, inotify: with a time-out              sleep     yes
 *                                      without                      idle      yes
 * nanosleep clock_nanosleep               any                       sleep
 * futex                                   {@link FutexWait}
 * wait4 waitid vfork                      any                       ipc, but idle where the
 *                                                                   children are watched, too
 * msg* mq_*                               any                       ipc
 * semop flock fcntl                       any                       lock
 * pause sigsuspend sigtimedwait           any                       sleep     yes, estimated
 * io_uring_enter                          nothing under way         idle
 *                                         waits for readiness       as poll   yes
 *                                         works on files            disk      yes
 * restart_syscall                         any                       unknown   yes (then wchan)
 * other                                   any                       unknown   yes (then wchan)
 * </pre>
 *
 * Which end of a connection is whose, {@link SocketTables} tells; what is waited for at once,
 * {@link FdKinds#set} and its likes. Of our own subjects neither is asked: they say themselves what
 * they wait for.
 *
 * <p>Ambiguous causes give way to what the thread's own process says (its report's ambiguous wait);
 * a thread of the runtime of our own subjects that nobody spoke for is idle then.
 *
 * <p>Causes are made once for each combination and reused. Confined to one thread.
 */
public final class WaitRules {
  private static final SystemCall[] CALLS = SystemCall.values();
  private static final int TIMED = 1;
  private static final int OWNED = 2;
  private static final int EMPTY = 3;
  private static final int VARIANTS = 4;
  private static final int FUTEX_COMMAND = 0x7f;
  private static final int FUTEX_LOCK_PI = 6;
  private static final int FUTEX_LOCK_PI2 = 13;
  private static final int FUTEX_WAIT_REQUEUE_PI = 11;

  private final short[] table;
  private final @Nullable Cause[] made =
      new @Nullable Cause[CALLS.length * FdKind.count() * VARIANTS];

  /** Rules for a machine, named as by {@code os.arch}. */
  public WaitRules(String architecture) {
    table = SystemCall.table(architecture);
  }

  /** Whether the numbers of this machine's system calls are known. */
  public boolean knowsCalls() {
    return table.length > 0;
  }

  /** What must be known beside the call. */
  public enum Need {
    NOTHING,
    /** The kind of the descriptor in the first argument. */
    DESCRIPTOR,
    /** What an epoll set, a table for poll or the sets for select hold. */
    MEMBERS,
    /** What a ring of io_uring has under way. */
    RING,
    /** Whether anything is read from a disk or written to it. */
    TRAFFIC,
    /** What {@link FutexWait} says. */
    FUTEX
  }

  /**
   * What must be known to tell the cause.
   *
   * @param foreign whether the process is somebody else's, which says nothing of itself
   */
  public Need need(int number, boolean foreign) {
    SystemCall call = call(number);
    if (call == null) {
      return Need.NOTHING;
    }
    return switch (call.group()) {
      case DESCRIPTOR -> Need.DESCRIPTOR;
      case SOCKET -> foreign ? Need.DESCRIPTOR : Need.NOTHING;
      case POLL, SELECT, EPOLL -> foreign ? Need.MEMBERS : Need.NOTHING;
      case RING -> foreign ? Need.RING : Need.NOTHING;
      case AIO -> foreign ? Need.TRAFFIC : Need.NOTHING;
      case FUTEX -> foreign && call == SystemCall.FUTEX ? Need.FUTEX : Need.NOTHING;
      case FILE, ACCEPT, SLEEP, CHILD, MESSAGE, KERNEL_LOCK, SIGNAL, RESTARTED -> Need.NOTHING;
    };
  }

  /** Whether the rules leave the cause to wchan, for this call or this descriptor. */
  public boolean leavesToWchan(int number, FdKind kind) {
    SystemCall call = call(number);
    if (call == null) {
      return true;
    }
    return switch (call.group()) {
      case DESCRIPTOR -> kind == FdKind.UNKNOWN || kind == FdKind.DEVICE;
      case RESTARTED -> true;
      case FILE,
          SOCKET,
          ACCEPT,
          POLL,
          SELECT,
          EPOLL,
          SLEEP,
          FUTEX,
          CHILD,
          MESSAGE,
          KERNEL_LOCK,
          SIGNAL,
          AIO,
          RING ->
          false;
    };
  }

  /** What decides a call's cause; null for a call that is not in the table. */
  SystemCall.@Nullable Group group(int number) {
    SystemCall call = call(number);
    return call == null ? null : call.group();
  }

  /** Whether it waits for a lock that the kernel keeps. */
  public boolean isKernelLock(int number) {
    return group(number) == SystemCall.Group.KERNEL_LOCK;
  }

  /** Whether that is a lock of the file in its first argument. */
  public boolean locksFile(int number) {
    SystemCall call = call(number);
    return call == SystemCall.FLOCK || call == SystemCall.FCNTL;
  }

  private @Nullable SystemCall call(int number) {
    return number < 0 || number >= table.length || table[number] < 0 ? null : CALLS[table[number]];
  }

  /**
   * The cause of a wait.
   *
   * @param number of the system call on this machine
   * @param arguments its six arguments
   * @param kind of the descriptor in its first argument, or what the process has open, as {@link
   *     #need} asks; UNKNOWN when it asks for nothing
   */
  public Cause cause(int number, long[] arguments, FdKind kind) {
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
      case POLL -> arguments[1] == 0 ? EMPTY : timed(call, arguments[2]);
      case SELECT -> arguments[0] == 0 ? EMPTY : timed(call, arguments[4]);
      case EPOLL -> timed(call, arguments[3]);
      case FUTEX -> futexVariant(call, arguments);
      case DESCRIPTOR,
          FILE,
          SOCKET,
          ACCEPT,
          SLEEP,
          CHILD,
          MESSAGE,
          KERNEL_LOCK,
          SIGNAL,
          AIO,
          RING,
          RESTARTED ->
          0;
    };
  }

  /** A time-out in ms, negative for none; or the address of one, 0 for none. */
  private static int timed(SystemCall call, long argument) {
    boolean address =
        switch (call) {
          case POLL, EPOLL_WAIT, EPOLL_PWAIT -> false;
          default -> true;
        };
    return address ? (argument != 0 ? TIMED : 0) : ((int) argument > 0 ? TIMED : 0);
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
      case DESCRIPTOR -> onDescriptor(call, kind);
      case FILE -> sure(Part.DISK, word);
      case SOCKET -> onSocket(call, word, kind);
      case ACCEPT -> sure(Part.IDLE, word);
      case POLL, SELECT ->
          variant == EMPTY ? sure(Part.SLEEP, word + " timer") : onMany(word, kind, variant);
      case EPOLL -> onMany(word, kind, variant);
      case SLEEP -> sure(Part.SLEEP, word);
      case FUTEX -> futex(word, variant);
      case CHILD, MESSAGE -> sure(Part.IPC, word);
      case KERNEL_LOCK -> sure(Part.LOCK, word);
      case SIGNAL -> new Cause(Part.SLEEP, Fidelity.ESTIMATED, true, word);
      case AIO -> kind == FdKind.EMPTY_RING ? nothing(word) : sure(Part.DISK, word);
      case RING -> onRing(word, kind);
      case RESTARTED -> new Cause(Part.UNKNOWN, Fidelity.EXACT, true, word);
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

  private static Cause onSocket(SystemCall call, String word, FdKind kind) {
    if (kind == FdKind.PIPE || kind == FdKind.OWN_PIPE || kind == FdKind.EVENTS) {
      return onDescriptor(call, kind);
    }
    boolean waitsForRequest =
        call.receives() && (kind == FdKind.SERVER_END || kind == FdKind.LISTENER);
    String detail = kind == FdKind.SERVER_END || kind == FdKind.LISTENER ? kind.word() : "";
    return sure(
        waitsForRequest ? Part.IDLE : Part.NETWORK, detail.isEmpty() ? word : word + " " + detail);
  }

  /** Waits for any of several descriptors: what the process has open is the best evidence. */
  private static Cause onMany(String word, FdKind kind, int variant) {
    return switch (kind) {
      case SOCKET -> new Cause(Part.NETWORK, Fidelity.ESTIMATED, true, word + " as client");
      case LISTENER, SERVER_END ->
          new Cause(Part.IDLE, Fidelity.ESTIMATED, true, word + " as server");
      case PIPE ->
          // Who looks again after a while anyhow supervises them.
          new Cause(
              variant == TIMED ? Part.IDLE : Part.IPC,
              Fidelity.ESTIMATED,
              true,
              word + (variant == TIMED ? " as supervisor" : " with children"));
      // What processes that are watched, too, have yet to bring.
      case OWN_PIPE -> new Cause(Part.IDLE, Fidelity.ESTIMATED, true, word + " with children");
      case EVENTFD ->
          new Cause(
              variant == TIMED ? Part.SLEEP : Part.IDLE,
              Fidelity.ESTIMATED,
              true,
              variant == TIMED ? word + " timed" : word);
      case BOTH_ENDS -> new Cause(Part.IDLE, Fidelity.ESTIMATED, true, word + KEEPS);
      case FILE -> new Cause(Part.DISK, Fidelity.ESTIMATED, true, word + " with io_uring");
      case INTERNAL ->
          new Cause(
              variant == TIMED ? Part.SLEEP : Part.LOCK,
              Fidelity.ESTIMATED,
              true,
              word + " without its clients");
      default -> new Cause(Part.NETWORK, Fidelity.EXACT, true, word);
    };
  }

  /** A server that has connections to others, too: it may wait for either. */
  public static final String KEEPS = " as server that keeps connections";

  /** So often is woken who waits for answers at connections that it keeps. */
  private static final double WAKES_FOR_ANSWERS = 20;

  /**
   * The part of a wait of somebody else's thread.
   *
   * @param wakes how often a second the thread wakes up; 0 when not known
   */
  public static Part foreign(Cause of, Runtime runtime, double wakes) {
    if (of.part() == Part.IPC && runtime == Runtime.BEAM) {
      // The poller's channel to erl_child_setup, which every BEAM has.
      return Part.IDLE;
    }
    boolean answers = of.detail().endsWith(KEEPS) && wakes >= WAKES_FOR_ANSWERS;
    return answers ? Part.NETWORK : of.part();
  }

  private static Cause nothing(String word) {
    return sure(Part.IDLE, word + ", nothing under way");
  }

  private static Cause onRing(String word, FdKind kind) {
    return switch (kind) {
      case EMPTY_RING -> nothing(word);
      case OWN_PIPE -> new Cause(Part.IDLE, Fidelity.ESTIMATED, true, word + " pipe");
      case SOCKET -> new Cause(Part.NETWORK, Fidelity.ESTIMATED, true, word + " as client");
      case LISTENER, BOTH_ENDS ->
          new Cause(Part.IDLE, Fidelity.ESTIMATED, true, word + " as server");
      case PIPE -> new Cause(Part.IPC, Fidelity.ESTIMATED, true, word + " pipe");
      case FILE -> new Cause(Part.DISK, Fidelity.ESTIMATED, true, word + " on files");
      default -> new Cause(Part.UNKNOWN, Fidelity.EXACT, true, word);
    };
  }

  private static Cause onDescriptor(SystemCall call, FdKind kind) {
    String word = call.word();
    String detail = kind.word().isEmpty() ? word : word + " " + kind.word();
    return switch (kind) {
      case SOCKET -> sure(Part.NETWORK, detail);
      case SERVER_END, LISTENER, BOTH_ENDS, INTERNAL ->
          sure(call.receives() ? Part.IDLE : Part.NETWORK, detail);
      case TERMINAL -> sure(call.receives() ? Part.IDLE : Part.IPC, detail);
      case INOTIFY, SIGNALFD -> sure(Part.IDLE, detail);
      case PIPE -> sure(Part.IPC, detail);
      // What another thread of what is watched has yet to bring.
      case OWN_PIPE, EVENTS -> sure(call.receives() ? Part.IDLE : Part.IPC, detail);
      case EVENTFD ->
          new Cause(
              call.receives() ? Part.IDLE : Part.IPC,
              call.receives() ? Fidelity.ESTIMATED : Fidelity.EXACT,
              true,
              detail);
      case TIMERFD -> sure(Part.SLEEP, detail);
      case FILE -> sure(Part.DISK, detail);
      case EVENTPOLL, ANONYMOUS, IO_URING, EMPTY_RING ->
          new Cause(Part.UNKNOWN, Fidelity.EXACT, true, detail);
      case DEVICE, UNKNOWN -> new Cause(Part.UNKNOWN, Fidelity.ESTIMATED, true, detail);
    };
  }
}
