package dev.conctop.report.diagnose;

import dev.conctop.report.assertion.Outcome;
import dev.conctop.report.part.TextParts;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Part;
import dev.conctop.state.past.total.ThreadTotals;
import java.util.List;

/** A diagnosed process as text for people, 80 columns wide. */
public final class DiagnoseText {
  private static final int MOST_GROUPS = 12;
  private static final int NAME = 28;

  private final Diagnosed found;
  private final StringBuilder out = new StringBuilder();
  private final TextParts parts;

  private DiagnoseText(Diagnosed found, boolean ascii) {
    this.found = found;
    this.parts = new TextParts(out, ascii);
  }

  /**
   * The report, with an end of line.
   *
   * @param ascii 7-bit characters only
   */
  public static String of(Diagnosed found, List<Outcome> assertions, boolean ascii) {
    DiagnoseText text = new DiagnoseText(found, ascii);
    text.write(assertions);
    return text.out.toString();
  }

  private void write(List<Outcome> assertions) {
    parts.line(
        "process %s (%s), watched for %.1f s%s",
        found.target().pid(),
        found.target().name().isBlank() ? "no name" : found.target().name(),
        found.used().observedNanos() / 1e9,
        found.ended() ? ", then it ended" : "");
    if (found.hidden() > 0) {
      parts.line("%d threads hidden by permissions", found.hidden());
    }
    parts.line("");
    parts.verdict(found.verdict());
    parts.budget("where its threads' time went", found.state().totals().workers());
    groups();
    found.state().observed().jvms().first().ifPresent(new JvmText(parts)::write);
    parts.subject(found.used());
    found.limit().filter(CpuLimit::limited).ifPresent(this::quota);
    parts.host(found.state().observed().hostTotals());
    found
        .state()
        .observed()
        .cost()
        .map(ObserverCost::notice)
        .filter(notice -> !notice.isEmpty())
        .ifPresent(notice -> parts.line("note       %s", notice));
    assertions.forEach(outcome -> parts.line("%s", outcome.line()));
  }

  private void groups() {
    List<ThreadTotals.Group> groups = found.groups();
    if (groups.isEmpty()) {
      return;
    }
    parts.line(
        "%-" + NAME + "s %7s %8s %9s  %s", "threads by name", "", "on cpu", "run queue", "else");
    for (ThreadTotals.Group group : groups.stream().limit(MOST_GROUPS).toList()) {
      Budget budget = group.budget();
      parts.line(
          "  %-" + (NAME - 2) + "s %7s %8s %9s  %s",
          CleanText.named(group.name()),
          group.threads() == 1 ? "" : "x" + group.threads(),
          TextParts.percent(budget.share(Part.ON_CPU)),
          TextParts.percent(budget.share(Part.RUN_QUEUE)),
          rest(budget));
    }
    if (groups.size() > MOST_GROUPS) {
      parts.line("  and %d more", groups.size() - MOST_GROUPS);
    }
    parts.line("");
  }

  /** The largest of what is neither on a core nor waiting for one. */
  private static String rest(Budget budget) {
    Part most = Part.UNKNOWN;
    for (int i = 0; i < Part.count(); i++) {
      Part part = Part.at(i);
      if (part != Part.ON_CPU
          && part != Part.RUN_QUEUE
          && budget.nanos(part) > budget.nanos(most)) {
        most = part;
      }
    }
    return budget.nanos(most) == 0
        ? ""
        : most.label() + " " + TextParts.percent(budget.share(most));
  }

  private void quota(CpuLimit limit) {
    parts.line(
        "quota      %.2f cores, held back in %s of its periods",
        limit.quotaCores().value(),
        limit.throttledSinceMark().known()
            ? TextParts.percent(limit.throttledSinceMark().value())
            : "n/a (" + limit.throttledSinceMark().reason() + ")");
  }
}
