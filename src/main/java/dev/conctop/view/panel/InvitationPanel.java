package dev.conctop.view.panel;

import dev.conctop.state.keys.Command;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Look;

/** What to do when only the machine is watched. */
public final class InvitationPanel {
  private static final Command[] STEPS = {
    Command.LAUNCHER, Command.WORKLOAD, Command.MODEL, Command.HOST, Command.HELP
  };
  private static final String[] WORDS = {
    "run a workload under a model",
    "choose the workload",
    "choose the model",
    "the machine in full",
    "all keys"
  };

  private InvitationPanel() {}

  public static void draw(Area area, Look look) {
    if (area.height() < 3) {
      return;
    }
    Area inside = area.box("Watch something run");
    for (int i = 0; i < Math.min(STEPS.length, inside.height()); i++) {
      inside.right(6, i, 5, look.key(STEPS[i]), Ink.KEY);
      inside.text(8, i, WORDS[i], Ink.TEXT);
    }
    if (inside.height() > STEPS.length + 1) {
      inside.right(6, STEPS.length, 5, "shell", Ink.DIM);
      inside.text(8, STEPS.length, "conctop run http-get", Ink.DIM);
    }
  }
}
