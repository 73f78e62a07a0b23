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
 * @param blocked what most of its threads that wait wait for, or what its first one does; ON_CPU
 *     when that runs, UNKNOWN when not told
 * @param how how {@code blocked} was got
 * @param detail what the kernel calls the wait; empty when not told
 * @param life whether it is stopped, traced or a zombie
 * @param names what it is called
 * @param costs its memory and what it reads and writes
 * @param crowd what its threads were found at
 * @param atRing whether a thread of it was seen to wait at a ring of io_uring; looked for only
 *     while there is much iowait
 * @param verdict what its time goes to
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
    ProcessNames names,
    ProcessCosts costs,
    ProcessCrowd crowd,
    boolean atRing,
    ProcessVerdict verdict) {
  /** A process that was looked at once and of which no more is known. */
  public ProcessRow(
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
    this(
        pid,
        name,
        threads,
        onCpu,
        runQueue,
        blocked,
        how,
        detail,
        life,
        ProcessNames.of(command),
        ProcessCosts.unknown(),
        ProcessCrowd.one(PartCounts.none().and(blocked), detail),
        atRing,
        ProcessVerdict.none());
  }

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

  /** Its command line; empty when it was not read or there is none. */
  public String command() {
    return names.command();
  }

  /** What it does, as the kernel calls it. */
  public String doing() {
    if (life != ProcessLife.ALIVE) {
      return life.word();
    }
    return detail.isEmpty() ? blocked.label() : detail;
  }

  /** What it waits for, in plain words. */
  public String waits() {
    return life != ProcessLife.ALIVE ? life.word() : WaitWords.of(blocked, detail);
  }

  /** The same, judged. */
  public ProcessRow judged(ProcessVerdict judgement) {
    return with(threads, onCpu, runQueue, costs, judgement);
  }

  /** The same with other figures: a row that stands for several processes. */
  public ProcessRow summed(int allThreads, Figure cpu, Figure queue, ProcessCosts allCosts) {
    return with(allThreads, cpu, queue, allCosts, verdict);
  }

  /** The same with other names and costs. */
  public ProcessRow named(ProcessNames newNames, ProcessCosts newCosts) {
    return new ProcessRow(
        pid, name, threads, onCpu, runQueue, blocked, how, detail, life, newNames, newCosts, crowd,
        atRing, verdict);
  }

  private ProcessRow with(
      int newThreads, Figure cpu, Figure queue, ProcessCosts newCosts, ProcessVerdict newVerdict) {
    return new ProcessRow(
        pid,
        name,
        newThreads,
        cpu,
        queue,
        blocked,
        how,
        detail,
        life,
        names,
        newCosts,
        crowd,
        atRing,
        newVerdict);
  }
}
