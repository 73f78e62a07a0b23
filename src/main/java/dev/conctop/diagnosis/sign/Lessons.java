package dev.conctop.diagnosis.sign;

/**
 * What a workload has found out about itself; each NaN when it does not look for it.
 *
 * @param lostUpdates updates counted as lost
 * @param deadlocks deadlocks found
 * @param leastShare the smallest share of something that a party got, 0 to 1
 * @param fairShare what each would have if all had the same, 0 to 1
 */
public record Lessons(double lostUpdates, double deadlocks, double leastShare, double fairShare) {
  /** Of work that finds out nothing about itself. */
  public static final Lessons NONE = new Lessons(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  /** Less than this part of a fair share is starvation. */
  private static final double STARVES = 0.25;

  /** Whether who waits for the lock of the lesson starves. */
  public boolean starves() {
    return leastShare < STARVES * fairShare;
  }
}
