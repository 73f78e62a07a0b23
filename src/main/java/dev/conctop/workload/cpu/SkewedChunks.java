package dev.conctop.workload.cpu;

import dev.conctop.catalog.parameter.Parameters;
import dev.conctop.workload.task.Sink;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.util.concurrent.atomic.AtomicLong;

/** One chunk of work; every so many are larger by far: the stragglers. */
public final class SkewedChunks implements Workload {
  private final AtomicLong tasks = new AtomicLong();
  private final Sink sink = new Sink();
  private long steps;
  private long skew = 1;
  private long every = 1;

  @Override
  public void open(Surroundings surroundings) {
    Parameters parameters = surroundings.parameters();
    steps = CpuWork.calibrate().stepsFor(parameters.number("chunk"));
    skew = parameters.number("skew");
    every = parameters.number("every");
  }

  @Override
  public void run(TaskContext task) {
    boolean straggler = tasks.getAndIncrement() % every == every - 1;
    sink.accept(CpuWork.run(task, straggler ? steps * skew : steps));
  }

  @Override
  public void close() {}
}
