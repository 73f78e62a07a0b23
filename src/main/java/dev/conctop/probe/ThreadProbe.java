package dev.conctop.probe;

import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.thread.ThreadReport;
import java.util.List;

/**
 * Watches all threads of some processes and of their descendants. Confined to one thread. Nothing
 * here throws because a process or thread has ended, or may not be read.
 */
public interface ThreadProbe extends AutoCloseable {
  /**
   * Says which processes to watch from now on; those watched before are forgotten, with their
   * figures since the mark.
   *
   * @param pids the roots
   * @param reach whether their descendants are watched, too
   */
  void setRoots(int[] pids, Origin origin, Reach reach);

  /** As above, with all descendants. */
  default void setRoots(int[] pids, Origin origin) {
    setRoots(pids, origin, Reach.TREE);
  }

  /** Looks for new descendants at the next look, without waiting for the second to end. */
  void refresh();

  /** Takes in what subjects say of their threads; may come before the thread was ever seen. */
  void reports(List<ThreadReport> reports);

  /**
   * Reads everything and books the time since the look before. The first look after {@link
   * #setRoots} has empty budgets.
   *
   * @param nanos monotonic time now, of the clock of {@link System#nanoTime}
   */
  ThreadsSample look(long nanos);

  /** How many threads {@link #glimpse} would read: those that moved at the last look. */
  default int inQuestion() {
    return 0;
  }

  /**
   * Sees, between two looks, what threads wait for that move and do not say it themselves: their
   * waits until the next look are split by what was seen.
   *
   * @param nanos monotonic time now
   * @return how many threads were read
   */
  default int glimpse(long nanos) {
    return 0;
  }

  /** Measuring begins: what is said to be "since measuring began" restarts with the last look. */
  void mark();

  /** A copy of the worker threads' budget since the mark. */
  Budget workersSinceMark();

  /** A copy of the runtime threads' budget since the mark. */
  Budget runtimeSinceMark();

  /** The processes watched that lived at the last look, roots and descendants. */
  int[] pids();

  /** What is read with less care than usual and why, one line; empty when nothing is. */
  String notice();

  @Override
  void close();
}
