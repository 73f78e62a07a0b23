package dev.conctop.workload.task;

/**
 * A workload whose tasks each find a part of something larger: a task is one map, and what puts the
 * parts together is the reduce. Where tasks run in other processes their parts are sent to the one
 * that keeps the run's account; there the workload is not opened but for its reduce.
 */
public interface MapReduce {
  /** Makes ready for {@link #reduce} alone. Called once, in the place of {@link Workload#open}. */
  void openReduce(Surroundings surroundings);

  /**
   * One task.
   *
   * @param number how many tasks of the run were begun before it
   * @return the part that it found, as {@link #reduce} reads it
   */
  byte[] map(TaskContext task, long number) throws Exception;

  /**
   * Puts a part where it belongs. Called by any thread.
   *
   * @param number as {@link #map} had it
   * @param began when its task began, {@link System#nanoTime}
   * @param ended when it had found its part
   */
  void reduce(long number, byte[] part, long began, long ended);
}
