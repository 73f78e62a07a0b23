package dev.conctop.report.part;

import dev.conctop.diagnosis.Verdict;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.thread.ProcessUse;
import java.util.Locale;
import java.util.Optional;

/** The parts that several texts for people have in common. */
public final class TextParts {
  private static final int BAR = 30;

  private final StringBuilder out;
  private final boolean ascii;

  /**
   * @param ascii 7-bit characters only
   */
  public TextParts(StringBuilder out, boolean ascii) {
    this.out = out;
    this.ascii = ascii;
  }

  public void verdict(Verdict verdict) {
    line(
        "%s%s",
        verdict.kind().word().toUpperCase(Locale.ROOT),
        verdict.cause().isEmpty() ? "" : " " + verdict.cause());
    line("  %s", String.join(ascii ? ", " : " · ", verdict.evidence()));
    for (Verdict.Finding finding : verdict.findings()) {
      line("  %s: %s", finding.name().word(), finding.advice());
    }
    line("");
  }

  public void budget(String title, Budget budget) {
    line("%s", title);
    if (budget.isEmpty()) {
      line("  n/a: no such thread was seen while measuring");
      line("");
      return;
    }
    for (int i = 0; i < Part.count(); i++) {
      Part part = Part.at(i);
      double share = budget.share(part);
      if (share > 0.0005 || part == Part.ON_CPU || part == Part.RUN_QUEUE) {
        line(
            "  %-10s %6.1f %% %s%s",
            part.label(),
            share * 100,
            bar(share),
            budget.fidelity(part) == Fidelity.EXACT ? "" : "  " + budget.fidelity(part).label());
      }
    }
    line("  closed to %.2f %% of wall time", budget.closureError() * 100);
    line("");
  }

  public void subject(UseFigures figures) {
    Figure cpu = figures.cpuOverWall();
    line(
        "subject    cpu/wall %s, %s processes, %s threads, switches/s %s voluntary, %s involuntary",
        cpu.known() ? String.format(Locale.ROOT, "%.2f", cpu.value()) : "n/a",
        figures.use().map(use -> "" + use.processes()).orElse("n/a"),
        figures.use().map(use -> "" + use.threads()).orElse("n/a"),
        rate(figures.perSecond(figures.use().map(ProcessUse::voluntarySwitches))),
        rate(figures.perSecond(figures.use().map(ProcessUse::involuntarySwitches))));
  }

  public void host(Optional<HostTotals> found) {
    if (found.isEmpty()) {
      line("host       n/a: %s", UseFigures.NO_LOOK);
      return;
    }
    HostTotals totals = found.get();
    for (CoreUse core : totals.cores()) {
      line(
          "core %-5d user %s, system %s, iowait %s, steal %s, idle %s",
          core.core(),
          percent(core.user()),
          percent(core.system()),
          percent(core.iowait()),
          percent(core.steal()),
          percent(core.idle()));
    }
    Figure other = totals.otherLoadCores();
    line(
        "other load %s",
        other.known()
            ? String.format(Locale.ROOT, "%.2f cores", other.value())
            : "n/a: " + other.reason());
  }

  public void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }

  /** A share of 1 as a bar. */
  public String bar(double share) {
    int cells = (int) Math.round(share * BAR);
    return (ascii ? "#" : "█").repeat(Math.clamp(cells, 0, BAR));
  }

  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  static String rate(Figure figure) {
    return figure.known() ? number(figure.value()) : "n/a";
  }

  public static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
  }

  /** A time in words with three figures or so; n/a when it is not known. */
  public static String time(double nanos) {
    if (!Double.isFinite(nanos)) {
      return "n/a";
    }
    if (nanos < 1e3) {
      return String.format(Locale.ROOT, "%.0f ns", nanos);
    }
    if (nanos < 1e6) {
      return String.format(Locale.ROOT, "%.1f us", nanos / 1e3);
    }
    return nanos < 1e9
        ? String.format(Locale.ROOT, "%.1f ms", nanos / 1e6)
        : String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
  }
}
