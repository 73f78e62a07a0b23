package dev.conctop.workload.lesson;

import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.task.LoopTask;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** An artificial delay. */
public final class Sleep implements Workload {
  private long nanos;
  private Callable<Long> sleep = () -> 0L;

  @Override
  public void open(Surroundings surroundings) {
    nanos = surroundings.parameters().number("delay");
    Duration duration = Duration.ofNanos(nanos);
    sleep =
        () -> {
          Thread.sleep(duration);
          return nanos;
        };
  }

  @Override
  public void run(TaskContext task) throws Exception {
    task.await(TaskWait.TIMER, sleep);
  }

  @Override
  public void runOnLoop(LoopTask task) {
    task.loop()
        .schedule(
            () -> {
              task.resumed();
              task.done();
            },
            nanos,
            TimeUnit.NANOSECONDS);
    task.waiting(TaskWait.TIMER);
  }

  @Override
  public void close() {}
}
