package dev.conctop.workload.cpu;

import dev.conctop.workload.task.Sink;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One JSON document into a tree, by Jackson. The parser reaches no checkpoint: an interpreter lock
 * is kept for the whole document, as CPython's own parser keeps it.
 */
public final class ParseJson implements Workload {
  private final JsonMapper mapper = new JsonMapper();
  private final Sink sink = new Sink();
  private String document = "[]";

  @Override
  public void open(Surroundings surroundings) {
    sink.tell(surroundings);
    document = Documents.json((int) surroundings.parameters().number("size"));
  }

  @Override
  public void run(TaskContext task) {
    JsonNode tree = mapper.readTree(document);
    sink.accept(tree.size());
    task.checkpoint();
  }

  /** How many objects the last document had. */
  long result() {
    return sink.last();
  }

  @Override
  public void close() {}
}
