package dev.conctop.workload.task;

/**
 * What a task does. One instance serves a whole run; {@link #run} is called by many threads at
 * once.
 */
public interface Workload extends Resting, AutoCloseable {
  /**
   * Prepares what tasks share (files, connections, data), before the warm-up. Called once.
   *
   * @throws Exception when the run cannot be made; its message is shown
   */
  void open(Surroundings surroundings) throws Exception;

  /**
   * One task on a thread that may block.
   *
   * @throws Exception counted as a failed task by its message; the run goes on
   */
  void run(TaskContext task) throws Exception;

  /**
   * One task on an event loop. Called on the loop; must not block if it can be helped, and must end
   * by {@link LoopTask#done} or {@link LoopTask#failed}, at once or later. The default runs the
   * blocking face on the loop, as a coroutine that never yields would.
   */
  default void runOnLoop(LoopTask task) {
    try {
      run(task);
      task.done();
    } catch (Exception e) {
      task.failed(e);
    }
  }

  /** Ends what {@link #open} began. */
  @Override
  void close();
}
