package dev.conctop.view.page;

import dev.conctop.experiment.Difference;
import dev.conctop.experiment.Race;
import dev.conctop.experiment.RacePlan;
import dev.conctop.experiment.Standing;
import dev.conctop.experiment.statistic.Effect;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.state.State;
import dev.conctop.state.seen.Contest;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import dev.conctop.view.latency.TaskBudget;
import dev.conctop.view.panel.experiment.ArmLane;

/**
 * An experiment: a lane an arm, and why the chosen one differs.
 *
 * <pre>
 *  ┌ http-get: round 3 of 10 ────────────────── 95 % intervals ┐
 *  │   thread-pool       310/s ████████████▒▒   reference       │
 *  │     budget ▇▇▇▇▇▇▇▇▇▇▇▇▇   p50 206 ms  p99 212 ms          │  the second row where there is room
 *  │ ▸ virtual-threads   620/s █████████████    × 2.00 faster   │
 *  └────────────────────────────────────────────────────────────┘
 *  ┌ Why ───────────────────────────────────────────────────────┐
 * </pre>
 */
public final class ComparePage {
  private static final int WHY_ROWS = 5;
  private static final int LEAST_ROWS = 3;

  private ComparePage() {}

  public static void draw(Area page, State shown) {
    if (shown.contest().isEmpty()) {
      page.box("Compare").text(1, 0, "nothing is compared", Ink.TEXT);
      return;
    }
    Contest contest = shown.contest().get();
    int arms = contest.arms().size();
    int why = page.height() - WHY_ROWS >= arms + LEAST_ROWS ? WHY_ROWS : 0;
    Area lanes = page.part(0, 0, page.width(), page.height() - why);
    lanes(lanes, shown, contest);
    if (why > 0) {
      why(page.part(0, page.height() - why, page.width(), why), shown, contest);
    }
  }

  private static void lanes(Area area, State shown, Contest contest) {
    Area inside = area.box(title(contest), note(area, contest), Ink.FRAME);
    int arms = contest.arms().size();
    int rows = inside.height() - 1 >= 3 * arms ? 3 : inside.height() - 1 >= 2 * arms ? 2 : 1;
    int labels = ArmLane.labels(contest, inside.width());
    double most = ArmLane.most(contest);
    ArmLane.head(inside.line(0), labels);
    int shownArms = Math.min(arms, (inside.height() - 1) / rows);
    int first = Math.max(0, Math.min(shown.ui().selected() - shownArms + 1, arms - shownArms));
    for (int i = 0; i < shownArms; i++) {
      int arm = first + i;
      Area lane = inside.part(0, 1 + i * rows, inside.width(), rows);
      ArmLane.draw(lane, contest, arm, labels, most);
      lane.chooses(0, arm);
      if (arm == shown.ui().selected()) {
        lane.line(0).put(0, 0, area.glyphs().pointer(), Style.bold(Ink.ACCENT));
      }
    }
    if (shownArms < arms) {
      area.footnote(area.words().whole(shownArms).add(" of ").whole(arms).add(" arms"));
    }
  }

  private static String title(Contest contest) {
    Race race = contest.race();
    String workload = contest.arms().getFirst().workload().id();
    if (contest.isOver()) {
      return workload
          + ": "
          + race.roundsDone()
          + (race.roundsDone() == 1 ? " round, " : " rounds, ")
          + contest.over();
    }
    if (race.warming()) {
      return workload + ": warming up";
    }
    boolean counted = race.plan().rounds() < RacePlan.MOST_ROUNDS;
    return workload
        + ": round "
        + (race.roundsDone() + 1)
        + (counted ? " of " + race.plan().rounds() : "");
  }

  private static String note(Area area, Contest contest) {
    Standing standing = contest.standing();
    if (standing.rounds() < Effect.LEAST_ROUNDS) {
      return "intervals from round " + Effect.LEAST_ROUNDS + " on";
    }
    return standing.disturbed() > 0
        ? standing.disturbed() + " of " + contest.race().blocks().size() + " blocks disturbed"
        : "intervals of 95 %";
  }

  private static void why(Area area, State shown, Contest contest) {
    int arm = Math.min(shown.ui().selected(), contest.arms().size() - 1);
    int of = arm == 0 ? 1 : arm;
    Area inside =
        area.box(
            "Why a task of " + contest.race().plan().labels().get(of) + " takes longer or less");
    difference(inside.line(0), contest, of);
    more(inside.line(1), contest, of);
    noise(inside.line(2), contest);
  }

  private static void difference(Area line, Contest contest, int arm) {
    Difference difference = contest.standing().differences().get(arm - 1);
    if (!difference.known()) {
      line.text(1, 0, "nothing was measured of it yet", Ink.DIM);
      return;
    }
    if (!difference.closed()) {
      Words words =
          line.words().add("not told: blocks are shorter than a task is there (closed to ");
      line.text(1, 0, words.percent(difference.closureError()).add(")"), Ink.DIM);
      return;
    }
    double whole = difference.responseNanos();
    Words words = line.words().duration(Math.abs(whole)).add(whole < 0 ? " less" : " more");
    words.add(" than ").add(contest.race().plan().labels().getFirst()).add(": ");
    int at = line.text(1, 0, words, Style.bold(Ink.TEXT));
    for (int i = 0; i < TaskWait.count(); i++) {
      double nanos = difference.nanos()[i];
      if (nanos == 0 || Math.abs(nanos) < 0.02 * Math.abs(whole)) {
        continue;
      }
      words = line.words().add(TaskBudget.label(TaskWait.at(i))).add(nanos < 0 ? " -" : " +");
      words.duration(Math.abs(nanos));
      if (at + words.length() + 2 < line.width()) {
        at = line.text(at, 0, words, Ink.of(TaskBudget.part(TaskWait.at(i)))) + 2;
      }
    }
    words = line.words().add("closed to ").tenths(100 * difference.closureError()).add(" %");
    if (at + words.length() < line.width()) {
      line.text(at, 0, words, Ink.DIM);
    }
  }

  private static void more(Area line, Contest contest, int arm) {
    int rounds = contest.standing().judgement().moreRounds().get(arm - 1);
    if (rounds > 0) {
      Words words = line.words().add("about ").count(rounds);
      words.add(rounds == 1 ? " more round " : " more rounds ");
      words.add(contest.isOver() ? "would have told" : "would tell");
      line.text(1, 0, words, Ink.TEXT);
    } else if (!contest.notes().isEmpty()) {
      line.text(1, 0, line.width() - 1, contest.notes().getFirst(), Ink.WARN.ordinal());
    }
  }

  private static void noise(Area line, Contest contest) {
    if (!contest.race().plan().placebo()) {
      line.text(1, 0, "no placebo: the reference runs once a round", Ink.DIM);
      return;
    }
    Effect noise = contest.standing().judgement().noise();
    Words words = line.words().add("the reference against itself: ");
    if (noise.rounds() == 0) {
      words.add("no round yet");
    } else {
      ArmLane.ratio(words, noise);
    }
    boolean bad = noise.hasInterval() && !noise.mayBeNone();
    line.text(
        1, 0, bad ? words.add(": only more than that is told") : words, bad ? Ink.BAD : Ink.DIM);
  }
}
