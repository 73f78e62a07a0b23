package dev.conctop.sample.thread;

/**
 * What the threads of one process of the machine's table were found at, told apart by whether they
 * ran at all: one that has not run waits as before.
 *
 * @param whole whether all threads are looked at; else it is about the first one only
 * @param moved threads that ran in an interval, the mean of the last eight; 1 for a process's only
 *     thread, which is looked at whether it runs or not
 * @param moving what those were found at in the last eight looks, some of them at each
 * @param still what the others wait for, as far as they were looked at: each once since it ran
 * @param busiest share of the last interval, 0 to 1, that the busiest thread was on a core or in
 *     the run queue; 0 where threads are not told apart
 * @param lock what a thread that waits for a lock waits at, in the kernel's words; empty where none
 *     does
 */
public record ProcessCrowd(
    boolean whole, double moved, PartCounts moving, PartCounts still, double busiest, String lock) {
  private static final ProcessCrowd NONE =
      new ProcessCrowd(true, 0, PartCounts.none(), PartCounts.none(), 0, "");

  /** Nobody was looked at. */
  public static ProcessCrowd none() {
    return NONE;
  }

  /** The first thread of a process, its only one or not. */
  public static ProcessCrowd one(PartCounts looks, String lock) {
    return new ProcessCrowd(false, 1, looks, PartCounts.none(), 0, lock);
  }

  public boolean isEmpty() {
    return moving.all() + still.all() == 0;
  }
}
