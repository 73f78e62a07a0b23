package dev.conctop.view.panel;

import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.parameter.ParameterSpec;
import dev.conctop.state.State;
import dev.conctop.state.seen.Stage;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Clocks;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;

/** What is being started, with what parameters, and how far that is. */
public final class StartingPanel {
  private static final int LABEL = 16;

  private StartingPanel() {}

  public static void draw(Area area, State shown, Stage.Starting starting) {
    if (area.height() < 3) {
      return;
    }
    long since = Math.max(0, Clocks.shownNanos(shown) - starting.sinceNanos());
    Words note = area.words().tenths(since / 1e9).add(" s");
    Area inside = area.box("Starting", note, Ink.ACCENT);
    step(inside, 0, starting);
    shown.run().ifPresent(run -> parameters(inside, run));
  }

  private static void step(Area inside, int row, Stage.Starting starting) {
    inside.text(1, row, inside.words().add(starting.step()).add(" …"), Style.bold(Ink.TEXT));
  }

  private static void parameters(Area inside, RunSpec run) {
    int row = 2;
    for (ParameterSpec spec : RunSpec.parametersOf(run.workload(), run.model())) {
      String value = run.parameters().text(spec.name());
      if (!value.isEmpty() && row < inside.height()) {
        inside.text(1, row, LABEL, spec.name(), Ink.DIM.ordinal());
        inside.text(1 + LABEL, row++, value, Ink.TEXT);
      }
    }
  }
}
