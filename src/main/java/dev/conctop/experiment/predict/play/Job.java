package dev.conctop.experiment.predict.play;

import dev.conctop.experiment.predict.plan.Plan;
import dev.conctop.experiment.predict.station.Cores;
import dev.conctop.experiment.predict.task.TaskVector.Burst;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task on its way: which burst it is in, and what it has. */
final class Job {
  /** What the work is for that it does on a core. */
  enum Stage {
    SENT,
    DISPATCHED,
    BURST,
    SERVED,
    RECEIVED
  }

  final double intended;
  private final List<Burst> bursts;
  private int at;

  Stage stage = Stage.SENT;

  /** Work of this burst that is left. */
  double left;

  boolean dispatched;
  boolean hasRunner;
  boolean hasLock;
  boolean hasInterpreter;

  Cores.@Nullable Slice<Job> slice;

  Job(double intended, List<Burst> bursts) {
    this.intended = intended;
    this.bursts = bursts;
  }

  Burst burst() {
    return bursts.get(at);
  }

  boolean isOver() {
    return at == bursts.size();
  }

  /** Begins the burst it has come to. */
  void begin(Plan plan) {
    left = plan.work(burst(), at == 0);
    dispatched = false;
  }

  void next() {
    at++;
  }
}
