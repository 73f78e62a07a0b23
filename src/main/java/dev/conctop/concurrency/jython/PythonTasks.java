package dev.conctop.concurrency.jython;

import dev.conctop.workload.task.TaskContext;

/**
 * What the script {@code jython/tasks.py} does: a class of it implements this. Each is one task of
 * the workload of its name, and gives what it found, the lowest 53 bits of it.
 */
public interface PythonTasks {
  /** Starts a thread of Python's {@code threading}; it is a daemon. */
  void start(String name, Runnable body);

  long sumOfSquares(TaskContext task, long terms);

  /** The largest factor. */
  long primeFactors(TaskContext task, long number);

  /** How many of the points are within. */
  long monteCarloPi(TaskContext task, long seed, long points);

  /** How many pixels of a tile are within. */
  long mandelbrot(TaskContext task, long index, long tile, long iterations);

  /** How many different words there are. */
  long text(TaskContext task, String text);

  /** {@code time.sleep}. */
  void sleep(double seconds);
}
