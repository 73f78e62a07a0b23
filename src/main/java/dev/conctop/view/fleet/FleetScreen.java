package dev.conctop.view.fleet;

import dev.conctop.state.fleet.FleetView;
import dev.conctop.state.fleet.HostRow;
import dev.conctop.state.keys.Command;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Canvas;
import dev.conctop.view.canvas.Clocks;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Look;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import dev.conctop.view.overlay.HelpOverlay;
import dev.conctop.view.page.TooSmall;

/**
 * The whole screen while no single machine has it.
 *
 * <pre>
 *  header     conctop  how many hosts, how many live; rate of looking
 *  list       a row a host, or a row for processes of one name
 *  footer     keys; or a notice; or the filter being typed
 * </pre>
 */
public final class FleetScreen {
  /** Rows of the screen beside the lines of the list. */
  private static final int FRAME_ROWS = 5;

  private FleetScreen() {}

  /** How many lines of the list a screen of so many rows has. */
  public static int screenful(int rows) {
    return Math.max(1, rows - FRAME_ROWS);
  }

  /**
   * Draws it onto a cleared canvas.
   *
   * @param nowNanos by the clock of the view's ages
   */
  public static void draw(FleetView view, long nowNanos, Canvas canvas, Look look) {
    Area all = Area.of(canvas, look.glyphs());
    if (all.width() < TooSmall.LEAST_COLUMNS || all.height() < TooSmall.LEAST_ROWS) {
      TooSmall.draw(all);
      return;
    }
    header(all.line(0), view, look);
    Area page = all.part(0, 1, all.width(), all.height() - 2);
    if (view.groups()) {
      GroupsPanel.draw(page, view);
    } else {
      HostsPanel.draw(page, view, nowNanos);
    }
    view.help().ifPresent(scroll -> HelpOverlay.draw(page, scroll, look.keys()));
    footer(all.line(all.height() - 1), view, look);
  }

  private static void header(Area line, FleetView view, Look look) {
    int at = line.text(1, 0, "conctop", Style.bold(Ink.ACCENT)) + 1;
    int hosts = view.rows().size();
    at =
        line.text(at, 0, line.words().count(hosts).add(hosts == 1 ? " host" : " hosts"), Ink.HEADER)
            + 1;
    at = count(line, at, view, HostRow.Phase.LIVE, "live", Ink.GOOD);
    at = count(line, at, view, HostRow.Phase.CONNECTING, "connecting", Ink.ACCENT);
    at = count(line, at, view, HostRow.Phase.STALE, "stale", Ink.WARN);
    at = count(line, at, view, HostRow.Phase.FAILED, "failed", Ink.BAD);
    int end = hint(line, line.width() - 1, look.key(Command.QUIT), "quit") - 2;
    end = hint(line, end, look.key(Command.HELP), "help") - 2;
    Words pace = Clocks.pace(line.words(), view.intervalNanos());
    if (end - pace.length() > at) {
      line.text(end - pace.length(), 0, pace, Ink.DIM);
    }
  }

  private static int count(
      Area line, int at, FleetView view, HostRow.Phase phase, String word, Ink ink) {
    long count = view.count(phase);
    if (count == 0) {
      return at;
    }
    return line.text(at + 1, 0, line.words().count(count).add(" ").add(word), ink) + 1;
  }

  private static int hint(Area line, int end, String key, String word) {
    int at = end - word.length();
    line.text(at, 0, word, Ink.DIM);
    line.text(at - key.length() - 1, 0, key, Ink.KEY);
    return at - key.length() - 1;
  }

  private static void footer(Area line, FleetView view, Look look) {
    if (view.typing().isPresent()) {
      int at = line.text(1, 0, "filter", Style.bold(Ink.ACCENT)) + 1;
      at = line.text(at, 0, view.filter(), Style.bold(Ink.TEXT));
      line.put(at, 0, ' ', Style.reverse(Ink.TEXT));
      at = key(line, at + 3, "Enter", "keep it");
      key(line, at + 2, "Esc", "as before");
      return;
    }
    if (!view.notice().isEmpty()) {
      line.text(1, 0, view.notice(), Style.bold(Ink.WARN));
      return;
    }
    int at = key(line, 1, look.key(Command.OPEN), "open the host");
    at = key(line, at + 2, look.key(Command.GROUP), view.groups() ? "hosts" : "by process");
    at = key(line, at + 2, look.key(Command.SORT), "sort");
    at = key(line, at + 2, look.key(Command.FILTER), "filter");
    key(line, at + 2, look.key(Command.QUIT), "quit");
  }

  private static int key(Area line, int column, String key, String word) {
    int at = line.text(column, 0, key, Ink.KEY);
    return line.text(at + 1, 0, word, Ink.DIM);
  }
}
