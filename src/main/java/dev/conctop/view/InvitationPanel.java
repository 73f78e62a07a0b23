package dev.conctop.view;

/** What to do when only the machine is watched. */
final class InvitationPanel {
  private static final String[][] STEPS = {
    {"n", "run a workload under a model"},
    {"w", "choose the workload"},
    {"m", "choose the model"},
    {"4", "the machine in full"},
    {"?", "all keys"},
  };

  private InvitationPanel() {}

  static void draw(Area area) {
    if (area.height() < 3) {
      return;
    }
    Area inside = area.box("Watch something run");
    for (int i = 0; i < Math.min(STEPS.length, inside.height()); i++) {
      inside.text(2, i, STEPS[i][0], Ink.KEY);
      inside.text(5, i, STEPS[i][1], Ink.TEXT);
    }
    if (inside.height() > STEPS.length + 1) {
      inside.text(
          2, STEPS.length + 1, "or from a shell: conctop run http-get -m thread-pool", Ink.DIM);
    }
  }
}
