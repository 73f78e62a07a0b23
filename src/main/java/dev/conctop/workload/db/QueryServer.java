package dev.conctop.workload.db;

import dev.conctop.catalog.parameter.Parameters;
import dev.conctop.workload.net.client.ServerPort;
import dev.conctop.workload.task.LoopTask;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.net.InetSocketAddress;

/** One small request and its answer on a kept connection. */
public final class QueryServer implements Workload {
  private Queries queries = new Queries(new InetSocketAddress(0), new byte[0], 0);

  @Override
  public void open(Surroundings surroundings) throws Exception {
    Parameters parameters = surroundings.parameters();
    long body = parameters.number("body");
    byte[] line =
        ServerPort.queryLine(parameters.number("delay"), parameters.text("distribution"), body);
    queries = new Queries(ServerPort.query(surroundings), line, body);
  }

  @Override
  public void run(TaskContext task) throws Exception {
    queries.run(task);
  }

  @Override
  public void runOnLoop(LoopTask task) {
    queries.runOnLoop(task);
  }

  @Override
  public void close() {
    queries.close();
  }
}
