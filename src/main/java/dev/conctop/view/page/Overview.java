package dev.conctop.view.page;

import dev.conctop.state.State;
import dev.conctop.state.seen.Stage;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Look;
import dev.conctop.view.latency.LatencyPanel;
import dev.conctop.view.panel.BudgetPanel;
import dev.conctop.view.panel.CoresPanel;
import dev.conctop.view.panel.InvitationPanel;
import dev.conctop.view.panel.JvmPanel;
import dev.conctop.view.panel.RuntimePanel;
import dev.conctop.view.panel.SharesPanel;
import dev.conctop.view.panel.StartingPanel;
import dev.conctop.view.panel.TasksPanel;
import dev.conctop.view.panel.ThreadsPanel;
import dev.conctop.view.panel.machine.MachinePanel;
import dev.conctop.view.panel.machine.UsePanel;

/**
 * The first page.
 *
 * <pre>
 *  ┌ Cores ───────┐┌ Where thread time goes ──┐┌ Threads ┐   the third column
 *  ├ Tasks ───────┤│                          ││         │   from WIDE columns on;
 *  ├ Runtime ─────┤├ Latency ─────────────────┤│         │   else Threads is the
 *  └ Threads ─────┘└──────────────────────────┘└─────────┘   last of the first
 * </pre>
 *
 * What is not observed leaves its place to the rest: without a run there are no tasks and no
 * latencies, without a subject there is the machine.
 */
public final class Overview {
  /** From this width on the threads have a column of their own. */
  private static final int WIDE = 170;

  private static final int LEFT_LEAST = 32;
  private static final int LEFT_MOST = 60;
  private static final int THREADS_LEAST = 4;
  private static final int TASKS_LEAST = 7;
  private static final int SHARES_LEAST = 4;

  private Overview() {}

  public static void draw(Area page, State shown, Look look) {
    boolean run = shown.run().isPresent() || shown.observed().frame().isPresent();
    if (shown.stage() instanceof Stage.Starting || isMachineOnly(shown, run)) {
      machine(page, shown, look);
      return;
    }
    int left =
        page.width() >= WIDE
            ? page.width() * 3 / 10
            : Math.clamp(page.width() * 2 / 5, LEFT_LEAST, LEFT_MOST);
    boolean wide = page.width() >= WIDE;
    int right = wide ? page.width() * 7 / 20 : page.width() - left;
    left(page.part(0, 0, left, page.height()), shown, run, !wide);
    right(page.part(left, 0, right, page.height()), shown, run);
    if (wide) {
      int rest = page.width() - left - right;
      ThreadsPanel.draw(page.part(left + right, 0, rest, page.height()), shown);
    }
  }

  private static boolean isMachineOnly(State shown, boolean run) {
    return !run && shown.target().isEmpty() && shown.observed().threads().isEmpty();
  }

  private static void left(Area area, State shown, boolean run, boolean threads) {
    int reserved = (threads ? THREADS_LEAST : 0) + (run ? TASKS_LEAST : 5);
    int at = 0;
    int cores = Math.min(CoresPanel.rows(shown, area), Math.max(3, area.height() - reserved));
    CoresPanel.draw(area.part(0, at, area.width(), cores), shown);
    at += cores;
    int gauges = RuntimePanel.rows(shown, area.width());
    int spare = area.height() - at - (threads ? THREADS_LEAST : 0);
    int tasks = run ? Math.min(TasksPanel.rows(shown), spare) : UsePanel.ROWS;
    tasks = gauges > 0 && run ? Math.min(tasks, Math.max(TASKS_LEAST, spare - gauges)) : tasks;
    Area middle = area.part(0, at, area.width(), tasks);
    if (run) {
      TasksPanel.draw(middle, shown);
    } else {
      UsePanel.draw(middle, shown);
    }
    at += tasks;
    gauges = Math.min(gauges, spare - tasks);
    if (gauges >= 3) {
      RuntimePanel.draw(area.part(0, at, area.width(), gauges), shown);
      at += gauges;
    }
    Area rest = area.below(at);
    if (threads && rest.height() >= 3) {
      ThreadsPanel.draw(rest, shown);
    } else if (run && rest.height() >= 3) {
      UsePanel.draw(rest, shown);
    }
  }

  private static void right(Area area, State shown, boolean run) {
    int least = run ? 7 : 0;
    int budget = Math.min(BudgetPanel.ROWS, Math.max(5, area.height() - least));
    BudgetPanel.draw(area.part(0, 0, area.width(), budget), shown);
    Area rest = area.below(budget);
    if (run && rest.height() >= 3) {
      LatencyPanel.draw(rest, shown);
    } else {
      shares(rest, shown);
    }
  }

  /** A JVM's own words first, and the shares over time where there is room left. */
  private static void shares(Area rest, State shown) {
    int wanted = JvmPanel.rows(shown.observed().jvms(), rest.width());
    int jvm = Math.min(wanted, rest.height());
    if (jvm >= JvmPanel.LEAST || (jvm > 0 && jvm == wanted)) {
      if (rest.height() - jvm < SHARES_LEAST) {
        jvm = rest.height();
      }
      JvmPanel.draw(rest.part(0, 0, rest.width(), jvm), shown.observed().jvms());
      rest = rest.below(jvm);
    }
    if (rest.height() >= 3) {
      SharesPanel.draw(rest, shown);
    }
  }

  private static void machine(Area page, State shown, Look look) {
    int left = page.width() * 19 / 40;
    Area right = page.part(left, 0, page.width() - left, page.height());
    CoresPanel.draw(page.part(0, 0, left, page.height()), shown);
    int machine = Math.min(MachinePanel.ROWS, right.height());
    MachinePanel.draw(right.part(0, 0, right.width(), machine), shown);
    if (shown.stage() instanceof Stage.Starting starting) {
      StartingPanel.draw(right.below(machine), shown, starting);
    } else {
      InvitationPanel.draw(right.below(machine), look);
    }
  }
}
