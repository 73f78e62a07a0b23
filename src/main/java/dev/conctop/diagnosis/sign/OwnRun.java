package dev.conctop.diagnosis.sign;

/**
 * What is known of a run of ours beside its threads' and tasks' time.
 *
 * @param ended tasks that have ended since measuring began
 * @param failed how many of them failed
 * @param cause why most of them failed; empty when none did
 * @param spinners threads that are busy on purpose beside the tasks
 */
public record OwnRun(long ended, long failed, String cause, int spinners) {
  /** Of a process of somebody else's. */
  public static final OwnRun NOTHING = new OwnRun(0, 0, "", 0);
}
