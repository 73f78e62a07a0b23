package dev.conctop.workload;

import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.task.TaskContext;
import java.util.concurrent.Callable;

/** A task's context that calls what it is given and keeps nothing. */
abstract class TaskContextOnly implements TaskContext {
  @Override
  public <T> T await(TaskWait cause, Callable<T> call) throws Exception {
    return call.call();
  }

  @Override
  public void record(Series series, long nanos) {}
}
