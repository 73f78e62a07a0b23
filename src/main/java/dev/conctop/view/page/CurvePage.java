package dev.conctop.view.page;

import dev.conctop.experiment.curve.Bounds;
import dev.conctop.experiment.curve.Estimate;
import dev.conctop.experiment.curve.Knee;
import dev.conctop.experiment.curve.Point;
import dev.conctop.experiment.curve.Slo;
import dev.conctop.experiment.sweep.SweepPlan;
import dev.conctop.experiment.sweep.Swept;
import dev.conctop.state.State;
import dev.conctop.state.seen.Curve;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import dev.conctop.view.panel.experiment.CurvePlot;

/**
 * A sweep: the curve, its points as figures, and which size to take.
 *
 * <pre>
 *  ┌ http-get × thread-pool over workers ─────────┐┌ workers  tasks/s   p99 ┐
 *  │  the plot                                    ││ ▸ 1         20    51 ms│
 *  └──────────────────────────────────────────────┘└────────────────────────┘
 *  ┌ Which size ────────────────────────────────────────────────────────────┐
 * </pre>
 */
public final class CurvePage {
  private static final int TABLE = 31;
  private static final int ANSWER_ROWS = 6;
  private static final int LEAST_PLOT = 8;
  private static final int FIGURE = 9;
  private static final int TIME = 8;

  private CurvePage() {}

  public static void draw(Area page, State shown, Curve curve) {
    int answer = page.height() - ANSWER_ROWS >= LEAST_PLOT ? ANSWER_ROWS : 0;
    int top = page.height() - answer;
    Area plot = page.part(0, 0, page.width() - TABLE, top);
    int points = curve.swept().points().size();
    int chosen = Math.min(shown.ui().selected(), Math.max(0, points - 1));
    CurvePlot.draw(plot.box(title(curve), note(curve), Ink.FRAME), curve, chosen);
    plot.footnote(CurvePlot.legend(plot));
    table(page.part(page.width() - TABLE, 0, TABLE, top), curve, chosen);
    if (answer > 0) {
      answer(page.part(0, top, page.width(), answer), curve);
    }
  }

  private static String title(Curve curve) {
    SweepPlan plan = curve.plan();
    return "Throughput over " + plan.range().over();
  }

  private static String note(Curve curve) {
    return curve.isOver() ? curve.swept().ended() : curve.progress();
  }

  private static void table(Area area, Curve curve, int chosen) {
    Swept swept = curve.swept();
    Area inside = area.box(swept.plan().range().over(), "tasks/s    p99", Ink.FRAME);
    int rows = inside.height();
    int first = Math.max(0, Math.min(chosen - rows / 2, swept.points().size() - rows));
    for (int i = first; i < swept.points().size() && i - first < rows; i++) {
      Area line = inside.line(i - first);
      row(line, swept, swept.points().get(i));
      line.chooses(0, i);
      if (i == chosen) {
        line.put(0, 0, line.glyphs().pointer(), Style.bold(Ink.ACCENT));
      }
    }
    if (rows < swept.points().size()) {
      Words words = area.words().whole(first + 1).add("–");
      words.whole(Math.min(swept.points().size(), first + rows)).add(" of ");
      area.footnote(words.whole(swept.points().size()));
    }
  }

  private static void row(Area line, Swept swept, Point point) {
    boolean advised = point.value() == swept.knee().value();
    int style = advised ? Style.bold(Ink.GOOD) : Style.bold(Ink.TEXT);
    line.text(2, 0, swept.plan().range().written(point.value()), style);
    int end = line.width() - 1;
    double p99 = point.p99Nanos().median();
    line.right(end, 0, TIME, line.words().duration(p99), Ink.TEXT);
    double throughput = point.throughput().median();
    line.right(end - TIME, 0, FIGURE, figure(line.words(), throughput), style);
  }

  private static Words figure(Words words, double value) {
    return value < 99.95 ? words.tenths(value) : words.count(Math.round(value));
  }

  private static void answer(Area area, Curve curve) {
    Area inside = area.box("Which size");
    Swept swept = curve.swept();
    knee(inside.line(0), swept);
    int next = 1;
    if (swept.plan().slo().isPresent() && swept.slo().isPresent()) {
      slo(inside.line(next++), swept, swept.slo().get());
    }
    bounds(inside.line(next++), swept);
    law(inside.line(next++), swept);
    if (next < inside.height() && swept.failed() > 0) {
      Words words = inside.words().count(swept.failed()).add(" tasks failed: ");
      inside.text(1, next, words.add(swept.error().orElse("n/a")), Ink.BAD);
    }
  }

  private static void knee(Area line, Swept swept) {
    Knee knee = swept.knee();
    SweepPlan plan = swept.plan();
    if (Double.isNaN(knee.value())) {
      line.text(1, 0, line.words().add("not known yet: ").add(knee.reason()), Ink.DIM);
      return;
    }
    Words words = line.words().add(plan.range().over()).add(" ");
    words.add(plan.range().written(knee.value()));
    if (knee.hasInterval()) {
      words.add(" (").add(plan.range().written(knee.low())).add("–");
      words.add(plan.range().written(knee.high())).add(")");
    }
    int at = line.text(1, 0, words, Style.bold(Ink.GOOD));
    words = line.words().add(": the smallest with ").percent(Knee.SHARE).add(" of the best");
    if (swept.best().isPresent()) {
      Point best = swept.best().get();
      words.add(", ").rate(best.throughput().median()).add(" at ");
      words.add(plan.range().written(best.value()));
    }
    line.text(at, 0, words, Ink.TEXT);
  }

  private static void slo(Area line, Swept swept, Slo.Answer answer) {
    SweepPlan plan = swept.plan();
    if (Double.isNaN(answer.value())) {
      line.text(1, 0, answer.reason(), Ink.WARN);
      return;
    }
    Words words = line.words().add(plan.range().over()).add(" ");
    words.add(plan.range().written(answer.value())).add(" is the ");
    words.add(plan.range().wantsLargest() ? "largest" : "smallest").add(" that holds ");
    line.text(1, 0, words.add(plan.slo().map(Slo::toString).orElse("")), Ink.TEXT);
  }

  private static void bounds(Area line, Swept swept) {
    if (swept.bounds().isEmpty()) {
      line.text(1, 0, line.words().add("no bounds: ").add(swept.noBounds()), Ink.DIM);
      return;
    }
    Bounds bounds = swept.bounds().get();
    Words words = line.words().add("bounds: N / ").duration(bounds.aloneNanos());
    if (!Double.isNaN(bounds.crossing())) {
      words.add(", ").whole(swept.plan().cores()).add(" cores at most ");
      words.rate(bounds.cores() * 1e9 / bounds.cpuNanos()).add("; cross at ");
      words.tenths(bounds.crossing()).add(" (Goetz), not the best");
    }
    line.text(1, 0, words, Ink.NETWORK);
  }

  private static void law(Area line, Swept swept) {
    if (!swept.fit().rejected().isEmpty()) {
      line.text(1, 0, line.words().add("no law: ").add(swept.fit().rejected()), Ink.DIM);
      return;
    }
    Words words = line.words().add("law: one alone ");
    words.rate(swept.fit().lambda().median()).add(", serial ");
    share(words, swept.fit().sigma());
    boolean peak = swept.fit().noPeak().isEmpty();
    words.add("; ");
    if (peak) {
      words.add("the peak is at ").tenths(swept.fit().peak());
    } else {
      words.add(swept.fit().noPeak());
    }
    line.text(1, 0, words, Ink.ACCENT);
  }

  private static void share(Words words, Estimate share) {
    words.percent(share.median());
    if (share.hasInterval()) {
      words.add(" (").percent(share.low()).add("–").percent(share.high()).add(")");
    }
  }
}
