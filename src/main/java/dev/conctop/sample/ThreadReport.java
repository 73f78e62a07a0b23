package dev.conctop.sample;

/**
 * What a subject says of one of its threads.
 *
 * @param ambiguousWait what a wait is that the kernel cannot name (a futex, an idle epoll): IDLE,
 *     LOCK, NETWORK, SLEEP, …; UNKNOWN when the subject does not know either
 * @param declaredNanos time spent in declared waits since the thread began, by {@link Part}
 *     ordinal; all zero when the thread declares nothing
 * @param gone the thread has ended
 */
public record ThreadReport(
    int pid,
    int tid,
    String name,
    Role role,
    Part ambiguousWait,
    long[] declaredNanos,
    boolean gone) {
  public ThreadReport {
    if (declaredNanos.length != Part.count()) {
      throw new IllegalArgumentException("declared waits need one entry a part");
    }
  }
}
