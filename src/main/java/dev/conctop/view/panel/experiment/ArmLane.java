package dev.conctop.view.panel.experiment;

import dev.conctop.experiment.ArmEstimate;
import dev.conctop.experiment.statistic.Effect;
import dev.conctop.experiment.statistic.Judgement;
import dev.conctop.experiment.statistic.Word;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.state.seen.Contest;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Lanes;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import dev.conctop.view.latency.TaskBudget;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One arm of an experiment: how much it does as a bar, solid as far as is sure and shaded as far as
 * it may be; a mark where it was predicted to come to, if it was; what that is beside the
 * reference, in words; and where its tasks' time goes.
 */
public final class ArmLane {
  private static final int FIGURE = 9;
  private static final int VERDICT = 30;
  private static final int LONGEST_LABEL = 34;
  private static final int SHADED = 2;

  private ArmLane() {}

  /** Cells that the labels take. */
  public static int labels(Contest contest, int width) {
    int longest = contest.race().plan().labels().stream().mapToInt(String::length).max().orElse(0);
    return Math.min(longest, Math.min(LONGEST_LABEL, width / 3));
  }

  /** The top of the scale of all bars: the most that any arm may do, tasks a second. */
  public static double most(Contest contest) {
    double most = 0;
    for (ArmEstimate arm : contest.standing().arms()) {
      double high = arm.throughput().hasInterval() ? arm.throughput().high() : 0;
      most = Math.max(most, Math.max(high, known(arm.throughput().ratio())));
    }
    for (OptionalDouble each : contest.foreseen()) {
      most = Math.max(most, each.orElse(0));
    }
    return most;
  }

  private static double known(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  public static void head(Area line, int labels) {
    line.text(2, 0, "arm", Ink.DIM);
    line.right(2 + labels + FIGURE, 0, FIGURE, "tasks/s", Ink.DIM);
    line.right(line.width() - 1, 0, VERDICT, "beside the reference", Ink.DIM);
  }

  /** Draws the arm in one, two or three rows. */
  public static void draw(Area lane, Contest contest, int arm, int labels, double most) {
    ArmEstimate estimate = contest.standing().arms().get(arm);
    Area line = lane.line(0);
    boolean works = contest.race().working().filter(slot -> slot == arm).isPresent();
    line.text(
        2,
        0,
        labels,
        contest.race().plan().labels().get(arm),
        works ? Style.bold(Ink.ACCENT) : Style.bold(Ink.TEXT));
    Optional<String> dead = contest.race().dead(arm);
    if (dead.isPresent()) {
      line.text(3 + labels, 0, line.words().add("out: ").add(dead.get()), Ink.BAD);
      return;
    }
    throughput(line, estimate, labels, most, contest.foreseen().get(arm).isPresent());
    contest.foreseen().get(arm).ifPresent(each -> foreseen(line, estimate, each, labels, most));
    beside(line, contest, arm);
    if (lane.height() > 1) {
      second(lane.line(1), estimate, labels);
    }
  }

  /**
   * @param told whether something is predicted of it, which stands there instead of nothing
   */
  private static void throughput(
      Area line, ArmEstimate estimate, int labels, double most, boolean told) {
    Effect throughput = estimate.throughput();
    int at = 2 + labels;
    if (Double.isNaN(throughput.ratio())) {
      if (!told) {
        line.text(at + 2, 0, estimate.blocks() == 0 ? "no block yet" : "no task done", Ink.DIM);
      }
      return;
    }
    line.right(
        at + FIGURE, 0, FIGURE, figure(line.words(), throughput.ratio()), Style.bold(Ink.TEXT));
    int cells = line.width() - at - FIGURE - VERDICT - 3;
    int column = at + FIGURE + 1;
    if (cells < 4 || most <= 0) {
      return;
    }
    if (!throughput.hasInterval()) {
      shade(line, column, 0, cells(throughput.ratio(), most, cells));
      return;
    }
    int sure = cells(throughput.low(), most, cells);
    shade(line, column, sure, cells(throughput.high(), most, cells));
    for (int i = 0; i < sure; i++) {
      line.put(column + i, 0, line.glyphs().across(8), Ink.ON_CPU);
    }
  }

  /** A hollow mark where it was predicted to come to, which is filled once it has run. */
  private static void foreseen(
      Area line, ArmEstimate estimate, double predicted, int labels, double most) {
    int at = 2 + labels;
    int column = at + FIGURE + 1;
    int cells = line.width() - at - FIGURE - VERDICT - 3;
    boolean ran = !Double.isNaN(estimate.throughput().ratio());
    if (!ran) {
      line.right(at + FIGURE, 0, FIGURE, figure(line.words().add("≈"), predicted), Ink.DIM);
    }
    if (cells >= 4 && most > 0) {
      line.put(
          column + cells(predicted, most, cells) - 1,
          0,
          ran ? line.glyphs().foreseen() : line.glyphs().predicted(),
          Style.bold(Ink.TEXT));
    }
  }

  private static int cells(double value, double most, int cells) {
    return (int) Math.clamp(Math.round(value / most * cells), 1, cells);
  }

  private static void shade(Area line, int column, int from, int to) {
    for (int i = from; i < to; i++) {
      line.put(column + i, 0, line.glyphs().shade(SHADED), Ink.ON_CPU);
    }
  }

  private static Words figure(Words words, double value) {
    return value < 99.95 ? words.tenths(value) : words.count(Math.round(value));
  }

  private static void beside(Area line, Contest contest, int arm) {
    int end = line.width() - 1;
    if (arm == 0) {
      line.right(end, 0, VERDICT, "reference", Ink.DIM);
      return;
    }
    Judgement judgement = contest.standing().judgement();
    Word word = judgement.words().get(arm - 1);
    Effect effect = judgement.effects().get(arm - 1);
    Words words = line.words();
    if (effect.rounds() > 0) {
      ratio(words, effect).add("  ");
    }
    line.right(end, 0, VERDICT, words.add(said(word)), Style.bold(ink(word)));
  }

  private static String said(Word word) {
    return switch (word) {
      case FASTER -> "faster";
      case SLOWER -> "slower";
      case SAME -> "the same";
      case CANNOT_TELL -> "cannot tell";
      case NOT_ENOUGH_ROUNDS -> "few rounds";
    };
  }

  private static Ink ink(Word word) {
    return switch (word) {
      case FASTER -> Ink.GOOD;
      case SLOWER -> Ink.BAD;
      case SAME -> Ink.ACCENT;
      case CANNOT_TELL -> Ink.WARN;
      case NOT_ENOUGH_ROUNDS -> Ink.DIM;
    };
  }

  /** A ratio with its interval: {@code ×1.23 1.18–1.29}. */
  public static Words ratio(Words words, Effect effect) {
    words.add("×").add(String.format(Locale.ROOT, "%.2f", effect.ratio()));
    if (effect.hasInterval()) {
      words.add(String.format(Locale.ROOT, " %.2f–%.2f", effect.low(), effect.high()));
    }
    return words;
  }

  /** Where its tasks' time goes, how long they take, what they cost. */
  private static void second(Area line, ArmEstimate estimate, int labels) {
    if (estimate.blocks() == 0) {
      return;
    }
    int room = Math.max(0, labels - 2);
    budget(line, 2, room, estimate);
    Words words = line.words().add("p50 ").duration(estimate.p50().ratio());
    words.add("  p99 ").duration(estimate.p99().ratio());
    words.add("  CPU ").duration(1e6 * estimate.cpuPerThousand()).add(" a task");
    int at = line.text(3 + labels, 0, words, Ink.TEXT);
    words = line.words();
    if (!Double.isNaN(estimate.switchesPerThousand())) {
      words.tenths(estimate.switchesPerThousand() / 1000).add(" switches");
    }
    at = put(line, at, words);
    at = put(line, at, line.words().bytes(estimate.memoryBytes()));
    at = put(line, at, line.words().whole(estimate.threads()).add(" threads"));
    put(line, at, line.words().add(estimate.verdict()));
    if (estimate.tasks().failed() > 0) {
      Words failed = line.words().count(estimate.tasks().failed()).add(" failed");
      line.right(line.width() - 1, 0, 14, failed, Style.bold(Ink.BAD));
    }
  }

  private static int put(Area line, int at, Words words) {
    return words.length() > 0 && at + 2 + words.length() < line.width()
        ? line.text(at + 2, 0, words, Ink.DIM)
        : at;
  }

  /** A closed bar: every cell is some state's. */
  private static void budget(Area line, int column, int cells, ArmEstimate estimate) {
    double sum = 0;
    int from = 0;
    for (int i = 0; i < TaskWait.count(); i++) {
      sum += estimate.tasks().share(TaskWait.at(i));
      int to = (int) Math.round(sum * cells);
      for (int cell = from; cell < to; cell++) {
        Lanes.part(line, column + cell, 0, TaskBudget.part(TaskWait.at(i)));
      }
      from = to;
    }
  }
}
