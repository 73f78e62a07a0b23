package dev.conctop.concurrency.context;

import dev.conctop.concurrency.task.TaskLedger;
import java.util.function.ObjDoubleConsumer;

/**
 * What it costs to have workers that are not there yet, or not here: to start a thread or a
 * process, and to send tasks to it and bring results back. Means over the present phase; starts are
 * counted from the beginning. Used by any threads.
 */
public final class Costs {
  private final ModelContext context;
  private TaskLedger phase;
  private long starts;
  private long startsBefore;
  private long startNanos;
  private long messages;
  private long sentTasks;
  private long wayNanos;

  // The start of workers may lie before the phase: it is told until there is a newer one.
  private double startCost = Double.NaN;

  public Costs(ModelContext context) {
    this.context = context;
    phase = context.ledger();
  }

  private void followPhase() {
    TaskLedger now = context.ledger();
    if (now != phase) {
      phase = now;
      startsBefore = starts;
      startNanos = 0;
      messages = 0;
      sentTasks = 0;
      wayNanos = 0;
    }
  }

  /** A thread or a process took this long from the call that starts it to its first instruction. */
  public synchronized void started(long nanos) {
    followPhase();
    starts++;
    startNanos += Math.max(0, nanos);
    startCost = (double) startNanos / (starts - startsBefore);
  }

  /**
   * A message with so many tasks and its answer were this long on their ways.
   *
   * @param nanos from sending to the first task's start, and from the last one's end to its result
   */
  public synchronized void sent(int tasks, long nanos) {
    followPhase();
    messages++;
    sentTasks += tasks;
    wayNanos += Math.max(0, nanos);
  }

  /** Says {@code starts} and {@code start_cost}, {@code ipc_cost} and {@code message_tasks}. */
  public synchronized void gauges(ObjDoubleConsumer<String> gauge) {
    if (starts > 0) {
      gauge.accept("starts", starts);
      gauge.accept("start_cost", startCost);
    }
    if (messages > 0) {
      gauge.accept("ipc_cost", (double) wayNanos / sentTasks);
      gauge.accept("message_tasks", (double) sentTasks / messages);
    }
  }
}
