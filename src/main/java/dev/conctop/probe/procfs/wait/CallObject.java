package dev.conctop.probe.procfs.wait;

import dev.conctop.probe.procfs.file.Ticks;
import dev.conctop.probe.procfs.wait.fd.FdKind;
import dev.conctop.probe.procfs.wait.fd.FdKinds;

/**
 * What a thread's system call is about: the kind of its descriptor, or of all that it waits for at
 * once. A table for {@code poll} or {@code select} stands in the process's memory; what it holds is
 * remembered for a while. One for each thread.
 */
public final class CallObject {
  /** IORING_ENTER_REGISTERED_RING (linux/io_uring.h): the ring has no descriptor. */
  private static final int REGISTERED = 16;

  private final long keepNanos;
  private long first;
  private long second;
  private long readAt = Long.MIN_VALUE / 2;
  private FdKind many = FdKind.UNKNOWN;

  /** Of a thread that is watched. */
  public CallObject() {
    this(Ticks.SECOND_NANOS);
  }

  /**
   * What calls are about.
   *
   * @param keepNanos how long what a table holds is remembered
   */
  public CallObject(long keepNanos) {
    this.keepNanos = keepNanos;
  }

  /**
   * The kind that the rules ask for; UNKNOWN when they ask for none.
   *
   * @param alone whether the process has one thread
   * @param foreign whether the process is somebody else's
   */
  public FdKind kind(
      WaitRules rules, SyscallText call, FdKinds fds, long nanos, boolean alone, boolean foreign) {
    return switch (rules.need(call.number, foreign)) {
      case NOTHING, FUTEX -> FdKind.UNKNOWN;
      case DESCRIPTOR -> fds.kind(descriptor(call), nanos, foreign);
      case MEMBERS -> members(rules, call, fds, nanos, alone);
      case TRAFFIC -> fds.asynchronous(nanos);
      case RING -> fds.ring((call.arguments[3] & REGISTERED) != 0 ? -1 : descriptor(call), nanos);
    };
  }

  private static long descriptor(SyscallText call) {
    return call.arguments[0] & 0xffff_ffffL;
  }

  private FdKind members(
      WaitRules rules, SyscallText call, FdKinds fds, long nanos, boolean alone) {
    SystemCall.Group group = rules.group(call.number);
    if (group == SystemCall.Group.EPOLL) {
      return fds.set(descriptor(call), nanos, alone);
    }
    long[] arguments = call.arguments;
    boolean known = arguments[0] == first && arguments[1] == second;
    if (!known || nanos - readAt > keepNanos) {
      first = arguments[0];
      second = arguments[1];
      readAt = nanos;
      many =
          group == SystemCall.Group.POLL
              ? fds.polled(first, second, nanos, alone)
              : fds.selected(first, arguments, nanos, alone);
    }
    return many;
  }

  /** What a futex is waited in for. */
  public static FutexWait futex(SyscallText call, boolean musl, FutexWait.Living living) {
    return FutexWait.of(
        (int) call.arguments[1],
        (int) call.arguments[2],
        call.arguments[3] != 0,
        call.arguments[0],
        call.stack,
        musl ? FutexWait.Library.MUSL : FutexWait.Library.OTHER,
        living);
  }
}
