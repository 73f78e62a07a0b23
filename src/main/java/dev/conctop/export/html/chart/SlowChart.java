package dev.conctop.export.html.chart;

import dev.conctop.diagnosis.Slowness;
import dev.conctop.diagnosis.WhySlow;
import dev.conctop.export.html.markup.Say;
import dev.conctop.export.html.markup.Table;
import dev.conctop.export.html.markup.Tags;
import dev.conctop.export.html.plot.Rects;
import dev.conctop.export.html.plot.Stack;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.state.past.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** The slowest tasks, each with where its time went, beside one as most are. */
public final class SlowChart {
  private static final int HEIGHT = 100;
  private static final int NAME = 40;

  private SlowChart() {}

  public static void add(Element parent, Totals totals) {
    String missing = Slowness.missing(totals);
    Element head = Tags.add(parent, "div", "slow");
    Tags.text(head, "h3", "", "The slowest tasks");
    if (!missing.isEmpty()) {
      Element line = Tags.add(head, "p", "");
      Tags.text(line, "span", "na", "n/a");
      Tags.text(line, "span", "why", " " + missing);
      return;
    }
    Slowness.why(totals)
        .map(WhySlow::sentence)
        .ifPresent(why -> Tags.text(head, "p", "lede", Words.sentence(why)));
    List<SlowTask> slowest = totals.slow().exact();
    Optional<SlowTask> median = Slowness.median(totals);
    Element legend = Tags.add(head, "ul", "legend wide");
    for (TaskWait state : Kinds.STATES) {
      boolean any = slowest.stream().anyMatch(task -> task.nanos(state) > 0);
      if (any || median.map(task -> task.nanos(state) > 0).orElse(false)) {
        Row.key(legend, Kinds.of(state), Kinds.words(state), "");
      }
    }
    long longest = slowest.getFirst().responseNanos();
    Table table =
        new Table(
            head,
            "The slowest tasks and where their time went; a bar's length is the response time",
            "",
            "response",
            "queue",
            "where its time went",
            "begun at",
            "thread",
            "lock, held by");
    for (int i = 0; i < slowest.size(); i++) {
      row(table, "#" + (i + 1), "latency_ns.slowest[" + i + "]", slowest.get(i), longest);
    }
    median.ifPresent(task -> row(table, "median", "latency_ns.median_task", task, longest));
  }

  private static void row(Table table, String head, String path, SlowTask task, long longest) {
    Table.Row row =
        table
            .row(head)
            .exact(path + ".response", task.responseNanos(), Say::time)
            .exact(path + ".queue", task.queueNanos(), Say::time);
    Element cell = row.cell("bar");
    bar(cell, task, longest);
    row.exact(path + ".begin", task.beginNanos(), Say::time)
        .text(name(task.thread()))
        .text(
            task.lock().isEmpty()
                ? ""
                : name(task.lock()) + (task.owner().isEmpty() ? "" : ", " + name(task.owner())));
  }

  private static String name(String name) {
    return CleanText.clean(name, NAME);
  }

  private static void bar(Element cell, SlowTask task, long longest) {
    double[] shares = new double[Kinds.STATES.size()];
    List<String> says = new ArrayList<>();
    for (int i = 0; i < shares.length; i++) {
      TaskWait state = Kinds.STATES.get(i);
      shares[i] = longest <= 0 ? 0 : (double) task.nanos(state) / longest;
      if (task.share(state) >= 0.01) {
        says.add(Kinds.words(state) + " " + Say.roughly(task.share(state)));
      }
    }
    Element svg = Tags.drawing(cell, HEIGHT, "Where its time went", String.join(", ", says));
    int[] edges = Stack.edges(shares, Tags.WIDTH);
    Rects rects = new Rects();
    for (int i = 0; i < shares.length; i++) {
      rects.add(Kinds.of(Kinds.STATES.get(i)), edges[i], 0, edges[i + 1] - edges[i], HEIGHT);
    }
    Tags.fill(svg, rects, kind -> kind.substring(2).replace('-', ' '));
  }
}
