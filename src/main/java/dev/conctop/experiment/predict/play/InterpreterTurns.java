package dev.conctop.experiment.predict.play;

import dev.conctop.experiment.predict.station.Agenda;
import dev.conctop.experiment.predict.station.Cores;
import dev.conctop.experiment.predict.station.Gate;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * An interpreter lock as CPython's: who waits for it asks when it has not changed hands for the
 * switch interval, and the holder, who works on a core, gives it up then, to queue for it anew. Who
 * blocks gives it up unasked.
 */
final class InterpreterTurns {
  private final double interval;
  private final Cores<Job> cores;
  private final Agenda<Runnable> agenda;
  private final Queue<Job> ready;
  private final Gate<Job> gate = new Gate<>(1);
  private @Nullable Job holder;
  private long switches;
  private double now;

  /**
   * A lock that nobody holds.
   *
   * @param interval nanoseconds, above 0
   * @param ready where those go who have got it
   */
  InterpreterTurns(double interval, Cores<Job> cores, Agenda<Runnable> agenda, Queue<Job> ready) {
    this.interval = interval;
    this.cores = cores;
    this.agenda = agenda;
    this.ready = ready;
  }

  void at(double time) {
    now = time;
  }

  Gate<Job> gate() {
    return gate;
  }

  /** Takes it or queues for it; says whether the job has it. */
  boolean take(Job job) {
    if (job.hasInterpreter) {
      return true;
    }
    if (gate.enter(now, job)) {
      hold(job);
      return true;
    }
    if (gate.waiting() == 1) {
      askLater();
    }
    return false;
  }

  /** Gives it up where the job has it. */
  void leave(Job job) {
    if (!job.hasInterpreter) {
      return;
    }
    job.hasInterpreter = false;
    holder = null;
    Job next = gate.leave(now);
    if (next != null) {
      hold(next);
      ready.add(next);
      if (gate.waiting() > 0) {
        askLater();
      }
    }
  }

  private void hold(Job job) {
    holder = job;
    job.hasInterpreter = true;
    switches++;
  }

  private void askLater() {
    if (interval < Double.POSITIVE_INFINITY) {
      long asked = switches;
      agenda.add(now + interval, () -> ask(asked));
    }
  }

  private void ask(long asked) {
    Job busy = holder;
    if (asked != switches || busy == null || busy.slice == null || gate.waiting() == 0) {
      return;
    }
    busy.left = cores.stop(now, busy.slice);
    leave(busy);
    ready.add(busy);
  }
}
