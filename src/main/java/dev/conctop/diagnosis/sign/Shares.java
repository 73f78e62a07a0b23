package dev.conctop.diagnosis.sign;

import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.task.TaskWait;

/**
 * The workers' time in shares, with the carriers' idleness given to what the tasks wait for.
 *
 * <p>A carrier of virtual threads looks idle while its tasks wait for the network; the loop of an
 * event loop says itself what it waits for. So where tasks share threads, idle time is divided in
 * the proportion of the tasks' waits, as long as tasks do wait.
 */
public record Shares(
    double onCpu,
    double runQueue,
    double disk,
    double network,
    double lock,
    double sleep,
    double ipc,
    double idle,
    double unknown) {

  /** The shares of what was seen. */
  public static Shares of(Signs signs) {
    Budget budget = signs.workers();
    double idle = budget.share(Part.IDLE);
    double[] moved = new double[TaskWait.count()];
    if (signs.tasksShareThreads() && idle > 0) {
      double waits = 0;
      for (int i = 0; i < moved.length; i++) {
        if (isWait(TaskWait.at(i))) {
          waits += signs.taskNanos()[i];
        }
      }
      // Half a task waiting on average is what it takes to call a pause a wait.
      if (waits > 0.5 * budget.wallNanos() / Math.max(1, signs.workerCount())) {
        for (int i = 0; i < moved.length; i++) {
          if (isWait(TaskWait.at(i))) {
            moved[i] = idle * signs.taskNanos()[i] / waits;
          }
        }
        idle = 0;
      }
    }
    return new Shares(
        budget.share(Part.ON_CPU),
        budget.share(Part.RUN_QUEUE),
        budget.share(Part.DISK) + moved[TaskWait.DISK.ordinal()],
        budget.share(Part.NETWORK) + moved[TaskWait.NETWORK.ordinal()],
        budget.share(Part.LOCK) + moved[TaskWait.LOCK.ordinal()] + moved[TaskWait.GIL.ordinal()],
        budget.share(Part.SLEEP) + moved[TaskWait.TIMER.ordinal()],
        budget.share(Part.IPC) + moved[TaskWait.IPC.ordinal()],
        idle,
        budget.share(Part.UNKNOWN));
  }

  private static boolean isWait(TaskWait state) {
    return state.isIo() || state.isLock();
  }

  /** What is neither idle nor a pause on purpose. */
  public double active() {
    return onCpu + runQueue + disk + network + lock + ipc + unknown;
  }

  /** Share of the time on a core or waiting for one, 0 to 1. */
  public double cpu() {
    return onCpu + runQueue;
  }

  /** Share of the time waiting for disk, network or another process, 0 to 1. */
  public double io() {
    return disk + network + ipc;
  }

  /** The largest of the I/O causes. */
  public String ioCause() {
    if (network >= disk && network >= ipc) {
      return "network";
    }
    return disk >= ipc ? "disk" : "ipc";
  }
}
