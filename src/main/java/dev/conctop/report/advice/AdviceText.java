package dev.conctop.report.advice;

import dev.conctop.catalog.ModelSpec.Runtime;
import dev.conctop.experiment.ArmEstimate;
import dev.conctop.experiment.advice.Advice;
import dev.conctop.experiment.advice.Advice.Flip;
import dev.conctop.experiment.advice.Advice.Used;
import dev.conctop.experiment.advice.Advice.Workers;
import dev.conctop.experiment.advice.Figure;
import dev.conctop.experiment.advice.probe.AdvicePlan;
import dev.conctop.experiment.advice.probe.Entrant;
import dev.conctop.experiment.advice.probe.Entrant.LeftOut;
import dev.conctop.experiment.advice.probe.Probed.Reading;
import dev.conctop.experiment.statistic.Effect;
import dev.conctop.report.part.TextParts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.state.seen.Contest;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Advice on a workload as text for people, 80 columns wide. */
public final class AdviceText {
  private static final double MUCH_LOAD = 0.05;

  /** Shares below are not worth a word. */
  private static final double LEAST_SHARE = 0.005;

  private final Advised advised;
  private final AdvicePlan plan;
  private final Advice advice;
  private final Lines lines;

  private AdviceText(Advised advised, boolean ascii) {
    this.advised = advised;
    this.plan = advised.plan();
    this.advice = advised.advice();
    this.lines = new Lines(ascii);
  }

  /**
   * The report, with an end of line.
   *
   * @param ascii 7-bit characters only
   */
  public static String of(Advised advised, boolean ascii) {
    AdviceText text = new AdviceText(advised, ascii);
    text.write();
    return text.lines.toString();
  }

  private void write() {
    head();
    lines.line("");
    lines.item("work", advice.work() + shares());
    answer();
    String because = "because";
    for (Used rule : advice.rules()) {
      lines.item(
          because,
          rule.id() + " (note " + rule.note() + "): " + rule.words() + "; " + rule.figures());
      because = "";
    }
    advice.runnerUp().ifPresent(other -> lines.item("runner-up", other.words()));
    tested();
    String flip = "would flip";
    for (Flip one : advice.flips()) {
      lines.item(flip, one.words());
      flip = "";
    }
    lines.missing(advice.missing());
    lines.line("");
    figures();
    advised.notes().forEach(note -> lines.item("note", note));
  }

  private void head() {
    double other = advised.probed().otherLoad();
    lines.line(
        "%s (%s), %s; %d cores%s; ended: %s",
        plan.workload().id(),
        plan.runtime() == Runtime.JVM ? "JVM" : "CPython",
        plan.openLoop()
            ? TextParts.number(plan.ratePerSecond().orElse(0)) + " tasks/s come"
            : plan.inFlight() + " in flight",
        plan.cores(),
        other > MUCH_LOAD ? String.format(Locale.ROOT, ", others take %.2f of them", other) : "",
        advised.ended());
  }

  /** ", network 98 %, ready 1 %": what a task does when it is alone. */
  private String shares() {
    String shares =
        advised.probed().shares().entrySet().stream()
            .filter(entry -> entry.getValue() >= LEAST_SHARE)
            .sorted(
                Map.Entry.<TaskWait, Double>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(entry -> entry.getKey().key() + " " + TextParts.percent(entry.getValue()))
            .collect(Collectors.joining(", "));
    return shares.isEmpty() ? "" : "; alone a task is " + shares;
  }

  private void answer() {
    String workers = advice.workers().map(size -> ", " + size.words()).orElse("");
    lines.item(
        "advice", advice.model().map(model -> model + workers + ": ").orElse("") + advice.how());
    advice.workers().flatMap(AdviceText::goetz).ifPresent(words -> lines.item("", words));
  }

  private static Optional<String> goetz(Workers size) {
    return size.goetz().isPresent() && size.goetz().getAsInt() != size.count()
        ? Optional.of(
            "(cores x (1 + wait / compute) = "
                + size.goetz().getAsInt()
                + ", where the bounds cross: a start, not the best)")
        : Optional.empty();
  }

  private void tested() {
    if (advised.contest().isEmpty()) {
      lines.item("tested", advice.standing().words() + ": " + advised.untested());
      return;
    }
    Contest contest = advised.contest().get();
    int rounds = contest.standing().rounds();
    lines.item(
        "tested",
        String.format(
            Locale.ROOT,
            "%s; %d round%s of %.1f s a block%s",
            advice.standing().words(),
            rounds,
            rounds == 1 ? "" : "s",
            contest.race().plan().blockNanos() / 1e9,
            rounds < Effect.LEAST_ROUNDS ? ", too few for intervals" : ""));
    int width =
        advised.field().entrants().stream().mapToInt(each -> each.label().length()).max().orElse(0);
    for (int arm = 0; arm < advised.field().entrants().size(); arm++) {
      entrant(contest, arm, width);
    }
    advised
        .gap()
        .ifPresent(
            gap ->
                lines.item(
                    "",
                    "%s does %s times as much as %s"
                        .formatted(
                            gap.model(),
                            interval(gap.effect(), "%.3f"),
                            advice.model().orElse(""))));
    for (LeftOut one : advised.field().leftOut()) {
      lines.item("", one.model() + " was not tried: " + one.why());
    }
    if (contest.standing().disturbed() > 0) {
      lines.item(
          "",
          "%d of %d blocks were disturbed by other load or a hypervisor"
              .formatted(contest.standing().disturbed(), contest.race().blocks().size()));
    }
  }

  private void entrant(Contest contest, int arm, int width) {
    Entrant entrant = advised.field().entrants().get(arm);
    ArmEstimate estimate = contest.standing().arms().get(arm);
    if (estimate.throughput().rounds() == 0) {
      lines.item(
          "",
          entrant.label()
              + ": "
              + contest.race().dead(arm).orElse("no task was completed in any block"));
      return;
    }
    lines.line(
        "           %-" + width + "s %21s/s  p99 %8s%s",
        entrant.label(),
        interval(estimate.throughput(), estimate.throughput().ratio() < 100 ? "%.1f" : "%,.0f"),
        TextParts.time(estimate.p99().ratio()),
        advised.holds(arm).map(held -> held ? "  holds" : "  breaks it").orElse(""));
  }

  private static String interval(Effect effect, String format) {
    String middle = String.format(Locale.ROOT, format, effect.ratio());
    return effect.hasInterval()
        ? middle
            + String.format(
                Locale.ROOT, " (" + format + "–" + format + ")", effect.low(), effect.high())
        : middle;
  }

  private void figures() {
    String head = "measured";
    for (Map.Entry<Figure, Reading> entry :
        advised.probed().readings().entrySet().stream()
            .sorted(Comparator.comparing(Map.Entry::getKey))
            .toList()) {
      Reading reading = entry.getValue();
      Figure figure = entry.getKey();
      String interval =
          reading.hasInterval()
              ? " (" + say(figure, reading.low()) + "–" + say(figure, reading.high()) + ")"
              : "";
      lines.item(
          head,
          "%s: %s%s, %s"
              .formatted(figure.words(), say(figure, reading.value()), interval, reading.how()));
      head = "";
    }
  }

  static String say(Figure figure, double value) {
    return switch (figure.unit()) {
      case NANOS -> TextParts.time(value);
      case PER_SECOND -> TextParts.number(value) + " a second";
      case COUNT ->
          value == Math.rint(value)
              ? String.format(Locale.ROOT, "%,.0f", value)
              : String.format(Locale.ROOT, "%.2f", value);
      case SHARE -> TextParts.percent(value);
    };
  }
}
