package dev.conctop.report.compare;

import dev.conctop.experiment.ArmEstimate;
import dev.conctop.experiment.Difference;
import dev.conctop.experiment.RaceAssertion;
import dev.conctop.experiment.RacePlan;
import dev.conctop.experiment.Standing;
import dev.conctop.experiment.statistic.Effect;
import dev.conctop.experiment.statistic.Judgement;
import dev.conctop.report.part.TextParts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.state.seen.Contest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An experiment as text for people. */
public final class CompareText {
  private static final int LONGEST_LABEL = 40;

  private final Contest contest;
  private final Standing standing;
  private final StringBuilder out = new StringBuilder();
  private final TextParts parts;
  private final String dash;
  private final int width;

  private CompareText(Contest contest, boolean ascii) {
    this.contest = contest;
    this.standing = contest.standing();
    this.parts = new TextParts(out, ascii);
    this.dash = ascii ? "-" : "–";
    this.width =
        Math.min(
            LONGEST_LABEL,
            contest.race().plan().labels().stream().mapToInt(String::length).max().orElse(0));
  }

  /**
   * The report, with an end of line.
   *
   * @param ascii 7-bit characters only
   */
  public static String of(Contest contest, List<RaceAssertion.Outcome> assertions, boolean ascii) {
    CompareText text = new CompareText(contest, ascii);
    text.write(assertions);
    return text.out.toString();
  }

  private void write(List<RaceAssertion.Outcome> assertions) {
    RacePlan plan = contest.race().plan();
    parts.line(
        "%s: %d arms, %d round%s of %.1f s a block, processes %s, against %s; ended: %s",
        contest.arms().getFirst().workload().id(),
        plan.arms(),
        standing.rounds(),
        standing.rounds() == 1 ? "" : "s",
        plan.blockNanos() / 1e9,
        contest.race().renews() ? "renewed" : "kept",
        plan.labels().getFirst(),
        contest.over());
    parts.line("");
    words();
    parts.line("");
    figures();
    parts.line("");
    for (int arm = 1; arm < plan.arms(); arm++) {
      difference(arm);
    }
    noise(plan);
    contest.notes().forEach(note -> parts.line("note       %s", note));
    for (RaceAssertion.Outcome outcome : assertions) {
      parts.line(
          "assertion  %s: %s, %s",
          outcome.assertion().text(), outcome.held() ? "holds" : "broken", outcome.found());
    }
  }

  private String label(int arm) {
    String label = contest.race().plan().labels().get(arm);
    return label.length() <= width ? label : label.substring(0, width);
  }

  private void words() {
    Judgement judgement = standing.judgement();
    for (int arm = 1; arm < contest.arms().size(); arm++) {
      Optional<String> dead = contest.race().dead(arm);
      Effect effect = judgement.effects().get(arm - 1);
      if (dead.isPresent() && effect.rounds() == 0) {
        parts.line("%-" + width + "s  out: %s", label(arm), dead.get());
        continue;
      }
      parts.line(
          "%-" + width + "s  %-17s %s%s",
          label(arm),
          judgement.words().get(arm - 1).key().replace('-', ' '),
          ratio(effect),
          behind(judgement, arm) + dead.map(why -> "; out: " + why).orElse(""));
    }
  }

  private String behind(Judgement judgement, int arm) {
    int more = judgement.moreRounds().get(arm - 1);
    String rest =
        more > 0
            ? "; about " + more + (more == 1 ? " more round" : " more rounds") + " would tell"
            : "";
    boolean other =
        standing.disturbed() > 0
            && standing.undisturbed().words().get(arm - 1) != judgement.words().get(arm - 1);
    return other
        ? rest
            + "; without the disturbed blocks: "
            + standing.undisturbed().words().get(arm - 1).key().replace('-', ' ')
        : rest;
  }

  private String ratio(Effect effect) {
    if (Double.isNaN(effect.ratio())) {
      return "";
    }
    return effect.hasInterval()
        ? String.format(
            Locale.ROOT, "x %.3f (%.3f%s%.3f)", effect.ratio(), effect.low(), dash, effect.high())
        : String.format(Locale.ROOT, "x %.3f", effect.ratio());
  }

  private void figures() {
    parts.line(
        "%-" + width + "s %23s %9s %9s %9s %9s %8s %7s  %s",
        "",
        "tasks/s",
        "p50",
        "p99",
        "CPU s/1000",
        "sw./1000",
        "memory",
        "threads",
        "verdict");
    for (int arm = 0; arm < contest.arms().size(); arm++) {
      ArmEstimate estimate = standing.arms().get(arm);
      parts.line(
          "%-" + width + "s %23s %9s %9s %9s %9s %8s %7s  %s%s",
          label(arm),
          interval(estimate.throughput()),
          TextParts.time(estimate.p50().ratio()),
          TextParts.time(estimate.p99().ratio()),
          figure("%.3g", estimate.cpuPerThousand()),
          figure("%,.0f", estimate.switchesPerThousand()),
          figure("%,.0f MiB", estimate.memoryBytes() / (1 << 20)),
          estimate.blocks() == 0 ? "n/a" : "" + estimate.threads(),
          estimate.verdict(),
          estimate.tasks().failed() > 0
              ? String.format(Locale.ROOT, ", %,d failed", estimate.tasks().failed())
              : "");
    }
  }

  private String interval(Effect effect) {
    if (Double.isNaN(effect.ratio())) {
      return "n/a";
    }
    return effect.hasInterval()
        ? TextParts.number(effect.ratio())
            + " ("
            + TextParts.number(effect.low())
            + dash
            + TextParts.number(effect.high())
            + ")"
        : TextParts.number(effect.ratio());
  }

  private void difference(int arm) {
    Difference difference = standing.differences().get(arm - 1);
    if (!difference.known()) {
      return;
    }
    if (!difference.closed()) {
      parts.line(
          "why a task of %s takes longer or less is not told: its blocks are shorter than a task is"
              + " there (closed to %.0f %%)",
          contest.race().plan().labels().get(arm), 100 * difference.closureError());
      return;
    }
    StringBuilder why = new StringBuilder();
    for (int i = 0; i < TaskWait.count(); i++) {
      double nanos = difference.nanos()[i];
      if (Math.abs(nanos) >= 0.01 * Math.abs(difference.responseNanos()) && nanos != 0) {
        why.append(why.isEmpty() ? "" : ", ")
            .append(TaskWait.at(i).key())
            .append(' ')
            .append(nanos < 0 ? "-" : "+")
            .append(TextParts.time(Math.abs(nanos)));
      }
    }
    parts.line(
        "a task of %s takes %s %s: %s (closed to %.1f %%)",
        contest.race().plan().labels().get(arm),
        TextParts.time(Math.abs(difference.responseNanos())),
        difference.responseNanos() < 0 ? "less" : "more",
        why.isEmpty() ? "no difference" : why,
        100 * difference.closureError());
  }

  private void noise(RacePlan plan) {
    if (plan.placebo()) {
      Effect noise = standing.judgement().noise();
      parts.line(
          "noise      the reference against itself: %s%s",
          noise.rounds() == 0 ? "n/a" : ratio(noise),
          noise.hasInterval() && !noise.mayBeNone() ? "; only more than that is told" : "");
    }
    if (standing.disturbed() > 0) {
      parts.line(
          "disturbed  %d of %d blocks, by other load or a hypervisor",
          standing.disturbed(), contest.race().blocks().size());
    }
  }

  private static String figure(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "n/a";
  }
}
