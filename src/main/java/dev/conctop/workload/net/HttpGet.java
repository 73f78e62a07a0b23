package dev.conctop.workload.net;

import dev.conctop.workload.net.client.HttpRequests;
import dev.conctop.workload.net.client.HttpTarget;
import dev.conctop.workload.net.client.ServerPort;
import dev.conctop.workload.task.LoopTask;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.util.Optional;

/** One HTTP download, from the loopback server or from a server of the user's own. */
public final class HttpGet implements Workload {
  private Optional<HttpRequests> requests = Optional.empty();

  @Override
  public void open(Surroundings surroundings) throws Exception {
    HttpTarget target = HttpTarget.of(surroundings, ServerPort.getPath(surroundings.parameters()));
    requests = Optional.of(HttpRequests.get(target, Optional.empty()));
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
