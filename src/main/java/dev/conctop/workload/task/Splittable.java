package dev.conctop.workload.task;

import java.util.List;

/** A workload whose task can be cut into parts that run side by side. */
public interface Splittable {
  /**
   * Begins one task that is made of parts.
   *
   * @param parts how many are asked for, at least 1; there may be fewer
   */
  List<Portion> split(int parts);

  /** All parts of a task have run; the sum of what they gave is its result. */
  void joined(long sum);

  /** One part of a task. */
  interface Portion {
    /** Runs it; parts of one task are run by several threads at once. */
    long run(TaskContext task) throws Exception;
  }
}
