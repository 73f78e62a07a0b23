package dev.conctop.workload;

import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.task.TaskContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** A task's context that keeps count of what was asked of it. One thread at a time. */
public final class FakeTask implements TaskContext {
  /** What ends a busy thread. */
  static final class Over extends RuntimeException {}

  public final List<TaskWait> waits = new ArrayList<>();
  final List<Long> roundTrips = new ArrayList<>();
  public long checkpoints;
  long lastCheckpoint = Long.MAX_VALUE;

  @Override
  public void checkpoint() {
    checkpoints++;
    if (checkpoints >= lastCheckpoint) {
      throw new Over();
    }
  }

  @Override
  public <T> T await(TaskWait cause, Callable<T> call) throws Exception {
    waits.add(cause);
    return call.call();
  }

  @Override
  public void record(Series series, long nanos) {
    if (series != Series.ROUND_TRIP) {
      throw new AssertionError("recorded " + series);
    }
    roundTrips.add(nanos);
  }
}
