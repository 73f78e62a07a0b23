package dev.conctop.export.html.chart;

import dev.conctop.diagnosis.slow.Slowness;
import dev.conctop.diagnosis.slow.WhySlow;
import dev.conctop.export.html.markup.Say;
import dev.conctop.export.html.markup.Table;
import dev.conctop.export.html.markup.Tags;
import dev.conctop.export.html.plot.Rects;
import dev.conctop.export.html.plot.Stack;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.state.past.total.Totals;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
            "on a core",
            "begun at",
            "thread",
            "lock",
            "held by");
    Set<String> reasons = new LinkedHashSet<>();
    for (int i = 0; i < slowest.size(); i++) {
      row(table, "#" + (i + 1), "latency_ns.slowest[" + i + "]", slowest.get(i), longest, reasons);
    }
    median.ifPresent(
        task -> row(table, "median", "latency_ns.median_task", task, longest, reasons));
    reasons.forEach(reason -> Tags.text(head, "p", "note", reason));
  }

  private static void row(
      Table table, String head, String path, SlowTask task, long longest, Set<String> reasons) {
    Table.Row row =
        table
            .row(head)
            .exact(path + ".response", task.responseNanos(), Say::time)
            .exact(path + ".queue", task.queueNanos(), Say::time);
    Element cell = row.cell("bar");
    bar(cell, task, longest);
    if (task.onCpuNanos().isPresent()) {
      row.exact(path + ".on_cpu", task.onCpuNanos().getAsLong(), Say::time);
    } else {
      name(row.cell("num"), "on a core", "", Slowness.NO_CPU, reasons);
    }
    row.exact(path + ".begin", task.beginNanos(), Say::time);
    name(row.cell(""), "thread", task.thread(), Slowness.NO_THREAD, reasons);
    name(row.cell(""), "lock", task.lock(), Slowness.NO_LOCK, reasons);
    name(row.cell(""), "held by", task.owner(), Slowness.NO_OWNER, reasons);
  }

  /** A name, or n/a; why is said once below the table. */
  private static void name(
      Element cell, String what, String name, String whyEmpty, Set<String> reasons) {
    if (name.isEmpty()) {
      Tags.text(cell, "span", "na", "n/a");
      reasons.add(what + " n/a: " + whyEmpty);
    } else {
      cell.appendText(CleanText.clean(name, NAME));
    }
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
