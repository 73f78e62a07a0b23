package dev.conctop.report.sweep;

import dev.conctop.catalog.RunSpec;
import dev.conctop.experiment.curve.Bounds;
import dev.conctop.experiment.curve.Estimate;
import dev.conctop.experiment.curve.Knee;
import dev.conctop.experiment.curve.Point;
import dev.conctop.experiment.curve.Slo;
import dev.conctop.experiment.curve.UslFit;
import dev.conctop.experiment.sweep.SweepPlan;
import dev.conctop.experiment.sweep.Swept;
import dev.conctop.report.part.TextParts;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** A sweep as text for people. */
public final class SweepText {
  private final Swept swept;
  private final SweepPlan plan;
  private final StringBuilder out = new StringBuilder();
  private final TextParts parts;
  private final String dash;
  private final int width;

  private SweepText(Swept swept, boolean ascii) {
    this.swept = swept;
    this.plan = swept.plan();
    this.parts = new TextParts(out, ascii);
    this.dash = ascii ? "-" : "–";
    this.width =
        swept.points().stream()
            .mapToInt(point -> written(point.value()).length())
            .reduce(plan.range().over().length(), Math::max);
  }

  /**
   * The report, with an end of line.
   *
   * @param ascii 7-bit characters only
   */
  public static String of(Swept swept, boolean ascii) {
    SweepText text = new SweepText(swept, ascii);
    text.write();
    return text.out.toString();
  }

  private void write() {
    RunSpec spec = plan.spec();
    parts.line(
        "%s under %s%s over %s%s; %d blocks; ended: %s",
        spec.workload().id(),
        spec.model().id(),
        spec.emulated() ? " (emulated)" : "",
        plan.range().over(),
        load(spec),
        swept.blocks(),
        swept.ended());
    if (swept.points().isEmpty()) {
      parts.line("nothing was measured");
      return;
    }
    parts.line("");
    points();
    parts.line("");
    knee();
    slo();
    bounds();
    law();
    if (swept.setAside() > 0) {
      parts.line("again      %d measured once more, not being in a steady state", swept.setAside());
    }
    if (swept.failed() > 0) {
      parts.line("failed     %,d tasks: %s", swept.failed(), swept.error().orElse("n/a"));
    }
  }

  private String load(RunSpec spec) {
    String over = plan.range().over();
    String workers = over.equals(SweepPlan.WORKERS) ? "" : ", " + spec.workers() + " workers";
    if (over.equals(SweepPlan.IN_FLIGHT) || over.equals(SweepPlan.RATE)) {
      return workers;
    }
    return workers
        + (spec.openLoop()
            ? ", " + TextParts.number(spec.ratePerSecond().orElse(0)) + " tasks/s arrive"
            : ", " + spec.inFlight() + " in flight");
  }

  private void points() {
    double most = swept.points().stream().mapToDouble(p -> p.throughput().median()).max().orElse(0);
    parts.line("%" + width + "s %25s %9s %9s", plan.range().over(), "tasks/s", "p50", "p99");
    for (int i = 0; i < swept.points().size(); i++) {
      Point point = swept.points().get(i);
      parts.line(
          "%" + width + "s %25s %9s %9s  %-30s  %s%s%s",
          written(point.value()),
          with(point.throughput(), TextParts::number),
          TextParts.time(point.p50Nanos().median()),
          TextParts.time(point.p99Nanos().median()),
          most > 0 ? parts.bar(point.throughput().median() / most) : "",
          swept.verdicts().get(i),
          point.unsteady() > 0
              ? ", " + point.unsteady() + " of " + point.blocks().size() + " blocks unsteady"
              : "",
          point.value() == swept.knee().value() ? "  <- advised" : "");
    }
  }

  private void knee() {
    Knee knee = swept.knee();
    if (Double.isNaN(knee.value())) {
      parts.line("advised    none: %s", knee.reason());
      return;
    }
    String interval =
        knee.hasInterval() ? " (" + written(knee.low()) + dash + written(knee.high()) + ")" : "";
    String best =
        swept
            .best()
            .map(b -> with(b.throughput(), TextParts::number) + "/s at " + written(b.value()))
            .orElse("n/a");
    parts.line(
        "advised %s %s%s: the smallest with %.0f %% of the best, %s",
        plan.range().over(), written(knee.value()), interval, 100 * Knee.SHARE, best);
  }

  private void slo() {
    if (plan.slo().isEmpty() || swept.slo().isEmpty()) {
      return;
    }
    Slo.Answer answer = swept.slo().get();
    parts.line(
        "slo        %s",
        Double.isNaN(answer.value())
            ? answer.reason()
            : plan.range().over()
                + " "
                + written(answer.value())
                + " is the "
                + (plan.range().wantsLargest() ? "largest" : "smallest")
                + " measured that holds "
                + plan.slo().get());
  }

  private void bounds() {
    if (swept.bounds().isEmpty()) {
      parts.line("bounds     n/a: %s", swept.noBounds());
      return;
    }
    Bounds bounds = swept.bounds().get();
    String alone = TextParts.time(bounds.aloneNanos());
    if (Double.isNaN(bounds.crossing())) {
      parts.line("bounds     N at work: at most N / %s; its CPU time is not known", alone);
      return;
    }
    parts.line(
        "bounds     N at work: at most N / %s; %d cores: at most %s/s (%s CPU a task);"
            + " they cross at %s",
        alone,
        plan.cores(),
        TextParts.number(bounds.cores() * 1e9 / bounds.cpuNanos()),
        TextParts.time(bounds.cpuNanos()),
        TextParts.number(bounds.crossing()));
    parts.line(
        "thumb      cores x (1 + wait / compute) = %s (Goetz): where the bounds cross, not the best",
        TextParts.number(bounds.ruleOfThumb(1)));
  }

  private void law() {
    UslFit fit = swept.fit();
    if (!fit.rejected().isEmpty()) {
      parts.line("law        none: %s", fit.rejected());
      return;
    }
    parts.line(
        "law        lambda %s/s, sigma %s, kappa %s: %s",
        with(fit.lambda(), TextParts::number),
        with(fit.sigma(), SweepText::small),
        with(fit.kappa(), SweepText::small),
        fit.noPeak().isEmpty() ? "the peak is at " + TextParts.number(fit.peak()) : fit.noPeak());
  }

  private String with(Estimate estimate, DoubleFunction<String> number) {
    if (Double.isNaN(estimate.median())) {
      return "n/a";
    }
    String median = number.apply(estimate.median());
    return estimate.hasInterval()
        ? median + " (" + number.apply(estimate.low()) + dash + number.apply(estimate.high()) + ")"
        : median;
  }

  private static String small(double value) {
    return String.format(Locale.ROOT, value == 0 ? "%.0f" : "%.3g", value);
  }

  private String written(double value) {
    return plan.range().written(value);
  }
}
