package dev.conctop.state.row;

import dev.conctop.sample.task.SlowTask;
import dev.conctop.state.Common;
import dev.conctop.state.State;
import dev.conctop.state.keys.Command;
import dev.conctop.state.ui.Overlay;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of the slowest tasks on the Latency page, and what keys do to one that is open. */
public final class SlowList {
  private SlowList() {}

  /** The slowest first; empty when none is known. */
  public static List<SlowTask> of(State state) {
    return state.totals().slow().exact();
  }

  /** Shows the chosen task in full, if there is one. */
  public static State open(State state) {
    List<SlowTask> tasks = of(state.shown());
    int selected = state.ui().selected();
    return selected < tasks.size()
        ? state.withUi(state.ui().withOverlay(new Overlay.SlowDetail(tasks.get(selected))))
        : state;
  }

  /** A key while a task is shown in full. */
  public static State detail(State state, Overlay.SlowDetail detail, @Nullable Command command) {
    if (command == null) {
      return state;
    }
    return switch (command) {
      case BACK, OPEN, QUIT -> Common.close(state);
      case UP -> neighbour(state, detail, -1);
      case DOWN -> neighbour(state, detail, 1);
      case PAUSE -> Common.pauseOrGoOn(state);
      default -> state;
    };
  }

  /** One that is no longer among the slowest has no neighbours: the list is begun afresh. */
  private static State neighbour(State state, Overlay.SlowDetail detail, int by) {
    List<SlowTask> tasks = of(state.shown());
    int at = tasks.indexOf(detail.task());
    int next = at < 0 ? 0 : Math.clamp(at + by, 0, tasks.size() - 1);
    return tasks.isEmpty() ? state : open(state.withUi(state.ui().withSelected(next)));
  }
}
