package dev.conctop.workload.task;

import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskWait;
import java.util.concurrent.Callable;

/** What a running task may ask of the model that runs it. */
public interface TaskContext {
  /**
   * Busy code calls this every few microseconds: where a model's lock changes hands, where a run
   * that is over is noticed. Costs a few ns.
   */
  void checkpoint();

  /**
   * Makes one blocking call. The model accounts the wait, and gives up what must not be held across
   * it (an interpreter lock).
   *
   * @param cause NETWORK, DISK, TIMER, IPC or LOCK
   */
  <T> T await(TaskWait cause, Callable<T> call) throws Exception;

  /**
   * Says which lock the next wait is for, before it begins. Costs a few ns.
   *
   * @param lock its name, for people
   * @param owner the thread that holds it at this time; empty when it is not known
   */
  default void wants(String lock, String owner) {}

  /**
   * Says that the task has got a lock which tasks share, or has just given it back. Costs a few ns.
   *
   * @param lock whether it holds one from now on
   */
  default void holds(boolean lock) {}

  /** Records a latency of the workload's own, such as a round trip. */
  void record(Series series, long nanos);
}
