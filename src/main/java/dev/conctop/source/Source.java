package dev.conctop.source;

import dev.conctop.catalog.RunSpec;
import dev.conctop.probe.Reach;
import dev.conctop.probe.jvm.JvmWatch;
import dev.conctop.sample.figure.Pid;
import dev.conctop.source.look.CauseSettings;
import java.util.List;

/**
 * Where facts come from. Facts go to the consumer that it was made with, from threads of its own.
 */
public interface Source extends AutoCloseable {
  /** Ends the run under way, if there is one, and starts this one. Returns at once. */
  void run(RunSpec spec);

  /**
   * Ends what is under way and starts these, which rest: {@link
   * dev.conctop.sample.SubjectEvent.Rests} and {@link dev.conctop.sample.SubjectEvent.ArmDied} say
   * of each how it goes. Returns at once.
   */
  void arms(List<RunSpec> specs);

  /**
   * Has one of the arms, which must rest, work for a block; nothing happens when it is gone.
   *
   * @param arm from 0
   * @param settleNanos how long before it counts
   * @param nanos how long it counts
   */
  void go(int arm, long settleNanos, long nanos);

  /**
   * Ends the process of one of the arms, which must rest, and starts a new one in its place; {@link
   * dev.conctop.sample.SubjectEvent.Rests} says when it has opened all it needs. Nothing happens
   * when it is gone.
   *
   * @param arm from 0
   */
  void renew(int arm);

  /** Turns a knob of one of the arms for the blocks to come. */
  void turn(int arm, Knob knob, double value);

  /**
   * Watches a process of somebody else's from now on, and no run. When it ends, {@link
   * dev.conctop.sample.SubjectEvent.Died} says so.
   *
   * @param reach whether its descendants are watched, too
   */
  void attach(Pid pid, Reach reach);

  /** Watches the machine alone from now on; ends the run under way, if there is one. */
  void release();

  /** Asks the JVMs attached to what their threads do now; nothing happens when there is none. */
  void dump();

  /**
   * Asks for a thread's whole stack; {@link dev.conctop.sample.ThreadStack} says within some
   * seconds what came of it, unless another one was asked for meanwhile.
   *
   * @param askedNanos comes back with the answer
   */
  void stack(int pid, int tid, long askedNanos);

  /** Turns a knob of the run under way; nothing happens when there is none. */
  void turn(Knob knob, double value);

  /** Looks this often from now on. */
  void interval(long nanos);

  /** Looks up the causes of waits so often from now on. */
  void causes(CauseSettings causes);

  /** Asks JVMs so much from now on, those attached to included. */
  void deep(JvmWatch.Depth depth);

  /** Ends everything that was started; returns when it is gone. */
  @Override
  void close();

  /** What can be turned. */
  enum Knob {
    WORKERS,
    IN_FLIGHT,
    RATE,
    /** Of interpreter locks, ns. */
    SWITCH_INTERVAL
  }
}
