package dev.conctop.workload;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A download, then jsoup over what came. On an event loop the parser keeps the loop. */
final class Crawl implements Workload {
  private final Sink sink = new Sink();
  private Optional<HttpRequests> requests = Optional.empty();

  @Override
  public void open(Surroundings surroundings) throws Exception {
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
  long result() {
    return sink.last();
  }

  @Override
  public void close() {
    requests.ifPresent(HttpRequests::close);
  }
}
