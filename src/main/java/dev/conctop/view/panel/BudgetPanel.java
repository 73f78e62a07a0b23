package dev.conctop.view.panel;

import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.CauseRate;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.state.State;
import dev.conctop.state.seen.Stage;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Lanes;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;

/** Where the workers' time goes, part by part, and the runtime's own in one line. */
public final class BudgetPanel {
  /** Rows that it would like: a part each, the runtime's line, the frame. */
  public static final int ROWS = 12;

  private static final int LABEL = 10;
  private static final int FIGURE = Words.PERCENT + 3;
  private static final double OPEN = 0.02;

  private BudgetPanel() {}

  public static void draw(Area area, State shown) {
    boolean over = shown.stage() instanceof Stage.Finished;
    Budget budget = over ? shown.totals().workers() : shown.history().recentWorkers();
    Area inside = area.box("Where thread time goes", note(area, shown, budget), Ink.FRAME);
    if (budget.isEmpty()) {
      inside.text(1, 0, "no worker thread was seen yet", Ink.DIM);
      return;
    }
    int rows = parts(inside, budget);
    if (rows < inside.height()) {
      Budget runtime = over ? shown.totals().runtime() : shown.history().recentRuntime();
      runtime(inside.line(rows), runtime);
    }
    area.footnote(marks(area, shown));
  }

  private static Words note(Area area, State shown, Budget budget) {
    Words words = area.words();
    int workers = shown.history().workers();
    if (budget.closureError() > OPEN) {
      words.add("open by ").percent(budget.closureError()).add(", ");
    }
    return workers == 0 ? words : words.count(workers).add(workers == 1 ? " thread" : " threads");
  }

  private static int parts(Area inside, Budget budget) {
    boolean all = inside.height() >= Part.count();
    Part most = largest(budget);
    int row = 0;
    for (int i = 0; i < Part.count(); i++) {
      Part part = Part.at(i);
      if (row < inside.height() && (all || budget.nanos(part) > 0)) {
        part(inside.line(row++), budget, part, part == most);
      }
    }
    return row;
  }

  public static Part largest(Budget budget) {
    Part most = Part.UNKNOWN;
    for (int i = 0; i < Part.count(); i++) {
      if (budget.nanos(Part.at(i)) > budget.nanos(most)) {
        most = Part.at(i);
      }
    }
    return most;
  }

  /** One part: letter, words, bar, share, how the share was got. */
  public static void part(Area line, Budget budget, Part part, boolean strong) {
    double share = budget.share(part);
    boolean nothing = budget.nanos(part) == 0;
    Ink ink = Ink.of(part);
    Ink words = nothing ? Ink.DIM : Ink.TEXT;
    line.put(1, 0, Lanes.glyph(line, part), nothing ? Ink.DIM.ordinal() : Style.bold(ink));
    line.text(3, 0, LABEL, part.label(), strong ? Style.bold(ink) : words.ordinal());
    int bar = line.width() - 3 - LABEL - FIGURE - 1;
    line.bar(3 + LABEL, 0, bar, share, ink);
    int end = line.width() - 3;
    line.right(
        end,
        0,
        Words.PERCENT,
        line.words().percent(share),
        strong ? Style.bold(ink) : words.ordinal());
    if (!nothing) {
      line.put(line.width() - 2, 0, line.glyphs().mark(budget.fidelity(part)), Ink.DIM);
    }
  }

  private static void runtime(Area line, Budget runtime) {
    int at = line.text(3, 0, "runtime's own", Ink.DIM);
    if (runtime.isEmpty()) {
      return;
    }
    for (int i = 0; i < Part.count(); i++) {
      Part part = Part.at(i);
      Words words = line.words().add(part.label()).add(" ").percent(runtime.share(part));
      boolean matters = runtime.share(part) >= 0.005;
      if (matters && at + 2 + words.length() < line.width() - 1) {
        at = line.text(at + 2, 0, words, Ink.DIM);
      }
    }
  }

  /** What the marks behind figures mean, and how often what is sampled was. */
  public static Words marks(Area area, State shown) {
    Words words = area.words();
    for (Fidelity fidelity :
        new Fidelity[] {Fidelity.EXACT, Fidelity.SAMPLED, Fidelity.ESTIMATED}) {
      words.add(words.isBlank() ? "" : "  ").glyph(area.glyphs().mark(fidelity)).add(" ");
      if (fidelity == Fidelity.SAMPLED && shown.target().isPresent()) {
        sampled(words, shown.observed().cost().map(ObserverCost::causes).orElse(CauseRate.none()));
      } else {
        words.add(fidelity.label());
      }
    }
    return words;
  }

  /** {@code sampled 20/s}; {@code 7/s of 20: cost 2 %} when it would cost too much. */
  private static void sampled(Words words, CauseRate causes) {
    if (Double.isNaN(causes.recentHz())) {
      words.add(Fidelity.SAMPLED.label());
    } else if (causes.held()) {
      words.rate(causes.recentHz()).add(" of ").whole(Math.round(causes.wantedHz()));
      words.add(": cost ").percent(causes.recentCost());
    } else {
      words.add(Fidelity.SAMPLED.label()).add(" ").rate(causes.recentHz());
    }
  }
}
