package dev.conctop.sample.thread;

import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;

/**
 * What a subject, or a dump of a JVM's threads, says of one thread.
 *
 * @param ambiguousWait what a wait is that the kernel cannot name (a futex, an idle epoll): IDLE,
 *     LOCK, NETWORK, SLEEP, …; UNKNOWN when the subject does not know either
 * @param declaredNanos time spent in declared waits since the thread began, by {@link Part}
 *     ordinal; all zero when the thread declares nothing
 * @param gone the thread has ended
 * @param askedNanos monotonic time at which somebody else's process was asked for this: the word is
 *     about the wait under way then, and only typical of later ones; {@link #OWN_WORD} for a
 *     subject that speaks for itself all the time
 */
public record ThreadReport(
    int pid,
    int tid,
    String name,
    Role role,
    Part ambiguousWait,
    long[] declaredNanos,
    boolean gone,
    long askedNanos) {
  /** The word of a subject that says more as soon as there is more to say. */
  public static final long OWN_WORD = Long.MAX_VALUE;

  public ThreadReport {
    if (declaredNanos.length != Part.count()) {
      throw new IllegalArgumentException("declared waits need one entry a part");
    }
  }

  /** What a subject says of a thread of its own. */
  public ThreadReport(
      int pid,
      int tid,
      String name,
      Role role,
      Part ambiguousWait,
      long[] declaredNanos,
      boolean gone) {
    this(pid, tid, name, role, ambiguousWait, declaredNanos, gone, OWN_WORD);
  }

  /** What a dump asked for at that time says. */
  public static ThreadReport dumped(
      int pid, int tid, String name, Role role, Part wait, long askedNanos) {
    return new ThreadReport(pid, tid, name, role, wait, new long[Part.count()], false, askedNanos);
  }

  /** The thread that a dump told of is not there any more. */
  public static ThreadReport gone(int pid, int tid) {
    return new ThreadReport(
        pid, tid, "", Role.WORKER, Part.UNKNOWN, new long[Part.count()], true, OWN_WORD);
  }

  /** Whether this is still about the wait that a thread is in that last moved at that time. */
  public boolean isAboutWaitSince(long movedNanos) {
    return movedNanos < askedNanos;
  }
}
