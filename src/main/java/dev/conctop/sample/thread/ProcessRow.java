package dev.conctop.sample.thread;

import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;

/**
 * One process over the last interval.
 *
 * @param name cleaned: no control characters, no escapes
 * @param threads how many threads it has
 * @param onCpu cores that it kept busy on average: CPU time over wall time
 * @param runQueue threads of it that waited for a core on average: time in the run queue over wall
 *     time
 * @param blocked what its first thread waits for, ON_CPU when that runs, UNKNOWN when not told
 * @param how how {@code blocked} was got
 * @param detail what the kernel calls the wait; empty when not told
 * @param life whether it is stopped, traced or a zombie
 * @param command its command line, cleaned and cut; empty when it was not read, for it is read of
 *     the busiest only
 * @param atRing whether a thread of it was seen to wait at a ring of io_uring; looked for only
 *     while there is much iowait
 */
public record ProcessRow(
    int pid,
    String name,
    int threads,
    Figure onCpu,
    Figure runQueue,
    Part blocked,
    Fidelity how,
    String detail,
    ProcessLife life,
    String command,
    boolean atRing) {
  /** A living process of which no more is known. */
  public ProcessRow(
      int pid,
      String name,
      int threads,
      Figure onCpu,
      Figure runQueue,
      Part blocked,
      Fidelity how,
      String detail) {
    this(pid, name, threads, onCpu, runQueue, blocked, how, detail, ProcessLife.ALIVE, "", false);
  }

  /** What it does, in words for people. */
  public String doing() {
    if (life != ProcessLife.ALIVE) {
      return life.word();
    }
    return detail.isEmpty() ? blocked.label() : detail;
  }
}
