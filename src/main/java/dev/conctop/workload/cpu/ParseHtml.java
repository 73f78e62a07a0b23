package dev.conctop.workload.cpu;

import dev.conctop.workload.task.Sink;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import org.jsoup.Jsoup;

/** One HTML document into a tree, by jsoup, and the links in it. */
public final class ParseHtml implements Workload {
  private final Sink sink = new Sink();
  private String document = "";

  @Override
  public void open(Surroundings surroundings) {
    sink.tell(surroundings);
    document = Documents.html((int) surroundings.parameters().number("size"));
  }

  @Override
  public void run(TaskContext task) {
    sink.accept(links(document));
    task.checkpoint();
  }

  /** How many links a page has. */
  public static long links(String page) {
    return Jsoup.parse(page).select("a[href]").size();
  }

  /** How many links the last document had. */
  long result() {
    return sink.last();
  }

  @Override
  public void close() {}
}
