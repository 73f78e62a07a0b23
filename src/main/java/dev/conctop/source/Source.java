package dev.conctop.source;

import dev.conctop.catalog.RunSpec;

/**
 * Where facts come from. Facts go to the consumer that it was made with, from threads of its own.
 */
public interface Source extends AutoCloseable {
  /** Ends the run under way, if there is one, and starts this one. Returns at once. */
  void run(RunSpec spec);

  /** Turns a knob of the run under way; nothing happens when there is none. */
  void turn(Knob knob, double value);

  /** Looks this often from now on. */
  void interval(long nanos);

  /** Ends everything that was started; returns when it is gone. */
  @Override
  void close();

  /** What can be turned. */
  enum Knob {
    WORKERS,
    IN_FLIGHT,
    RATE
  }
}
