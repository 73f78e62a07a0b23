package dev.conctop.workload.lesson;

import dev.conctop.catalog.parameter.Parameters;
import dev.conctop.workload.cpu.CpuWork;
import dev.conctop.workload.db.Queries;
import dev.conctop.workload.net.client.ServerPort;
import dev.conctop.workload.task.LoopTask;
import dev.conctop.workload.task.Sink;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.util.Optional;

/** Work on the CPU, then a wait for the network. */
public final class Mixed implements Workload {
  private static final int ANSWER = 32;

  private final Sink sink = new Sink();
  private long steps;
  private Optional<Queries> queries = Optional.empty();

  @Override
  public void open(Surroundings surroundings) throws Exception {
    Parameters parameters = surroundings.parameters();
    long wait = parameters.number("wait");
    if (wait > 0) {
      byte[] line = ServerPort.queryLine(wait, "fixed", ANSWER);
      queries = Optional.of(new Queries(ServerPort.query(surroundings), line, ANSWER));
    }
    long cpu = parameters.number("cpu");
    steps = cpu == 0 ? 0 : CpuWork.calibrate().stepsFor(cpu);
  }

  @Override
  public void run(TaskContext task) throws Exception {
    sink.accept(CpuWork.run(task, steps));
    if (queries.isPresent()) {
      queries.get().run(task);
    }
  }

  /** The work blocks the loop, as a coroutine's own work does; the wait does not. */
  @Override
  public void runOnLoop(LoopTask task) {
    sink.accept(CpuWork.run(task, steps));
    if (queries.isPresent()) {
      queries.get().runOnLoop(task);
    } else {
      task.done();
    }
  }

  @Override
  public void close() {
    queries.ifPresent(Queries::close);
  }
}
