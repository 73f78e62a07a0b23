package dev.conctop.account;

/**
 * CPU time of one process with all its threads and those children that have ended. Each source
 * alone is a lower bound of the truth, so the largest counts:
 *
 * <ul>
 *   <li>threads: the sum of what its threads' counters said last, exact, but blind to a thread that
 *       came and went between two looks;
 *   <li>the process: user + system of {@code /proc/PID/stat}, which forgets no thread but counts in
 *       ticks of 10 ms;
 *   <li>children: what those we watched had used when they ended, or the process's own count of
 *       children it has waited for, in ticks.
 * </ul>
 */
public final class ProcessCpu {
  /** Two counters, each cut to a whole tick. */
  private static final long TICKS_CUT_NANOS = 20_000_000;

  private long threadsAtFirst;
  private final long ownAtFirst;
  private final long childrenAtFirst;
  private long endedThreads;
  private long liveThreads;
  private long ownNanos;
  private long childrenNanos;
  private long endedChildren;
  private long highest;

  /**
   * Opens the count.
   *
   * @param ownAtFirst what the process had used before it was first watched, in ns of whole ticks;
   *     0 when it was born since
   * @param childrenAtFirst the same for the children it has waited for
   */
  public ProcessCpu(long ownAtFirst, long childrenAtFirst) {
    this.ownAtFirst = ownAtFirst;
    this.childrenAtFirst = childrenAtFirst;
    ownNanos = ownAtFirst;
    childrenNanos = childrenAtFirst;
  }

  /** A thread is watched from now on that had used this much before; 0 when it was born since. */
  public void threadFound(long runNanosBefore) {
    threadsAtFirst += runNanosBefore;
  }

  /** A thread ended that had used this much when last seen. */
  public void threadEnded(long runNanos) {
    endedThreads += runNanos;
  }

  /** Sum of the live threads' counters now, ns. */
  public void threads(long runNanos) {
    liveThreads = runNanos;
  }

  /** The process's own counters now, ns of whole ticks. */
  public void process(long own, long children) {
    ownNanos = Math.max(ownNanos, own);
    childrenNanos = Math.max(childrenNanos, children);
  }

  /** A watched child ended. */
  public void childEnded(ProcessCpu child) {
    endedChildren += child.nanos();
  }

  /** CPU time since first watched, ns; never goes back. */
  public long nanos() {
    long byThreads = endedThreads + liveThreads - threadsAtFirst;
    long own = Math.max(byThreads, sinceFirst(ownNanos, ownAtFirst));
    long children = Math.max(endedChildren, sinceFirst(childrenNanos, childrenAtFirst));
    highest = Math.max(highest, own + children);
    return highest;
  }

  private static long sinceFirst(long now, long first) {
    return first == 0 ? now : Math.max(0, now - first - TICKS_CUT_NANOS);
  }
}
