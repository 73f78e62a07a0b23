package dev.conctop.export.html.table;

import dev.conctop.export.html.markup.Say;
import dev.conctop.export.html.markup.Table;
import dev.conctop.report.diagnose.Diagnosed;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.SubjectTraits;
import dev.conctop.state.past.total.ThreadTotals;
import java.util.List;
import org.jsoup.nodes.Element;

/** All figures of a process of somebody else's. */
public final class ProcessTables {
  private static final int MOST_GROUPS = 40;
  private static final int MOST_THREADS = 100;
  private static final int NAME = 60;
  private static final String[] HEADS = new String[Part.count() + 2];

  static {
    HEADS[0] = "name";
    HEADS[1] = "threads";
    for (int i = 0; i < Part.count(); i++) {
      HEADS[i + 2] = Part.at(i).label();
    }
  }

  private final Diagnosed found;
  private final Element parent;

  private ProcessTables(Diagnosed found, Element parent) {
    this.found = found;
    this.parent = parent;
  }

  public static void add(Element parent, Diagnosed found) {
    new ProcessTables(found, parent).write();
  }

  private void write() {
    SharedTables.budget(
        parent,
        "Its threads' time",
        "thread_budget",
        found.state().totals().workers(),
        found.whyNoBudget());
    groups();
    threads();
    target();
    SharedTables.subject(parent, found.used());
    SharedTables.quota(parent, "Its CPU quota", found.limit());
    found.state().observed().jvms().first().ifPresent(jvm -> JvmTables.add(parent, jvm));
    SharedTables.host(parent, found.state().observed().hostTotals());
    Table observer = SharedTables.observer(parent, found.state().observed().cost());
    SharedTables.causes(observer, found.state().observed().cost().map(ObserverCost::causes));
  }

  private void target() {
    Table table = new Table(parent, "The process");
    SubjectTraits traits = found.traits();
    table.row("number").exact("target.pid", found.target().pid().value(), n -> "" + (long) n);
    table.row("name").text(CleanText.named(found.target().name()));
    table
        .row("watched")
        .exact(
            "wall_s",
            found.used().observedNanos() / 1e9,
            seconds -> Say.number(seconds) + Say.NARROW + "s");
    table.row("ended meanwhile").text(found.ended() ? "yes" : "no");
    table
        .row("threads hidden by permissions")
        .exact("target.hidden_threads", found.hidden(), Say::count);
    table
        .row("runtime")
        .text(traits.runtime().word().isEmpty() ? "native" : traits.runtime().word());
    if (!traits.halted().isEmpty()) {
      table.row("held").text(traits.halted());
    }
    count(table, "cores it may use", "target.allowed_cores", traits.allowedCores() - 1, 1);
    count(table, "clients in its queues", "target.queued_clients", traits.queuedClients(), 0);
  }

  /** A count that is n/a below 0. */
  private static void count(Table table, String name, String path, int value, int added) {
    table
        .row(name)
        .figure(
            path,
            value < 0
                ? Figure.na("the kernel does not say it, or it may not be read")
                : Figure.exact(value + added),
            Say::count);
  }

  private void groups() {
    List<ThreadTotals.Group> groups = found.groups();
    Table table = new Table(parent, "Threads by name", HEADS);
    for (int i = 0; i < Math.min(groups.size(), MOST_GROUPS); i++) {
      ThreadTotals.Group group = groups.get(i);
      String path = "thread_groups[" + i + "].";
      Table.Row row =
          table
              .row(CleanText.clean(CleanText.named(group.name()), NAME))
              .exact(path + "threads", group.threads(), Say::count);
      shares(row, path + "budget.", group.budget());
    }
    if (groups.size() > MOST_GROUPS) {
      table.more(HEADS.length, "and " + (groups.size() - MOST_GROUPS) + " more");
    }
  }

  private void threads() {
    List<ThreadTotals.One> threads = found.threadsSeen();
    String[] heads = HEADS.clone();
    heads[1] = "tid";
    Table table = new Table(parent, "Thread by thread, the busiest first", heads);
    for (int i = 0; i < Math.min(threads.size(), MOST_THREADS); i++) {
      ThreadTotals.One one = threads.get(i);
      String path = "threads[" + i + "].";
      Table.Row row =
          table
              .row(CleanText.clean(CleanText.named(one.row().name()), NAME))
              .exact(path + "tid", one.row().tid(), n -> "" + (long) n);
      shares(row, path + "budget.", one.budget());
    }
    if (threads.size() > MOST_THREADS) {
      table.more(heads.length, "and " + Say.count(threads.size() - MOST_THREADS) + " more");
    }
  }

  private static void shares(Table.Row row, String path, Budget budget) {
    if (budget.isEmpty()) {
      row.missing("seen once only");
      return;
    }
    for (int i = 0; i < Part.count(); i++) {
      Part part = Part.at(i);
      row.figure(
          path + part.key(),
          new Figure(budget.share(part), budget.fidelity(part), ""),
          Say::percent);
    }
  }
}
