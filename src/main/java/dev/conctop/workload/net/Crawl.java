package dev.conctop.workload.net;

import dev.conctop.workload.cpu.ParseHtml;
import dev.conctop.workload.net.client.HttpRequests;
import dev.conctop.workload.net.client.HttpTarget;
import dev.conctop.workload.net.client.ServerPort;
import dev.conctop.workload.task.LoopTask;
import dev.conctop.workload.task.Sink;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A download, then jsoup over what came. On an event loop the parser keeps the loop. */
public final class Crawl implements Workload {
  private final Sink sink = new Sink();
  private Optional<HttpRequests> requests = Optional.empty();

  @Override
  public void open(Surroundings surroundings) throws Exception {
    sink.tell(surroundings);
    String path = ServerPort.getPath(surroundings.parameters()) + "&content=html";
    requests =
        Optional.of(HttpRequests.get(HttpTarget.of(surroundings, path), Optional.of(this::parse)));
  }

  private void parse(TaskContext task, byte[] page) {
    sink.accept(ParseHtml.links(new String(page, StandardCharsets.UTF_8)));
    task.checkpoint();
  }

  @Override
  public void run(TaskContext task) throws Exception {
    requests.orElseThrow().run(task);
  }

  @Override
  public void runOnLoop(LoopTask task) {
    requests.orElseThrow().runOnLoop(task);
  }

  /** How many links the last page had. */
  public long result() {
    return sink.last();
  }

  @Override
  public void close() {
    requests.ifPresent(HttpRequests::close);
  }
}
