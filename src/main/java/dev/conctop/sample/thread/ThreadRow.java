package dev.conctop.sample.thread;

import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;

/**
 * One thread over the last interval. The row of a thread that stays in one wait stands for interval
 * after interval, until something is different.
 *
 * @param name cleaned: no control characters, no escapes
 * @param role what it is for
 * @param now what it was doing at the look
 * @param fidelity how {@code now} was got
 * @param budget its time over the interval; do not change it
 * @param core the core it last ran on, -1 when unknown
 * @param switchesPerSecond scheduler slices a second over the interval
 * @param detail what the kernel calls the wait (system call and what its descriptor is, or wchan),
 *     empty when it runs or nothing is known
 * @param restedNanos time before this interval for which the thread's row before this one stood
 *     longer than its own interval; 0 when it did not
 */
public record ThreadRow(
    int pid,
    int tid,
    String name,
    Role role,
    Part now,
    Fidelity fidelity,
    Budget budget,
    int core,
    double switchesPerSecond,
    String detail,
    long restedNanos) {
  /** A row whose thread had a new row at the look before, too. */
  public ThreadRow(
      int pid,
      int tid,
      String name,
      Role role,
      Part now,
      Fidelity fidelity,
      Budget budget,
      int core,
      double switchesPerSecond,
      String detail) {
    this(pid, tid, name, role, now, fidelity, budget, core, switchesPerSecond, detail, 0);
  }
}
