package dev.conctop.workload.net;

import dev.conctop.catalog.parameter.Parameters;
import dev.conctop.workload.net.client.HttpRequests;
import dev.conctop.workload.net.client.HttpTarget;
import dev.conctop.workload.net.client.ServerPort;
import dev.conctop.workload.task.LoopTask;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.util.Arrays;
import java.util.Optional;

/** One HTTP upload, to the loopback server or to a server of the user's own. */
public final class HttpPost implements Workload {
  private Optional<HttpRequests> requests = Optional.empty();

  @Override
  public void open(Surroundings surroundings) throws Exception {
    Parameters parameters = surroundings.parameters();
    HttpTarget target = HttpTarget.of(surroundings, ServerPort.postPath(parameters));
    byte[] upload = new byte[(int) parameters.number("body")];
    Arrays.fill(upload, (byte) 'c');
    requests = Optional.of(HttpRequests.post(target, upload));
  }

  @Override
  public void run(TaskContext task) throws Exception {
    requests.orElseThrow().run(task);
  }

  @Override
  public void runOnLoop(LoopTask task) {
    requests.orElseThrow().runOnLoop(task);
  }

  @Override
  public void close() {
    requests.ifPresent(HttpRequests::close);
  }
}
