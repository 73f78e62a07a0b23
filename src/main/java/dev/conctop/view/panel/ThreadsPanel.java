package dev.conctop.view.panel;

import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.state.State;
import dev.conctop.state.past.History;
import dev.conctop.state.past.lane.Pool;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Clocks;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Lanes;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A lane a worker; pools first as one lane each when there are more threads than rows. */
public final class ThreadsPanel {
  private static final int NAME_LEAST = 10;
  private static final int NAME_MOST = 22;
  private static final String SEPARATORS = "-# _";

  private ThreadsPanel() {}

  public static void draw(Area area, State shown) {
    Optional<ThreadsSample> sample = shown.observed().threads();
    Words note = area.words();
    sample.ifPresent(s -> note(note, s, Clocks.measuredNanos(shown)));
    Area inside = area.box("Threads", note, Ink.FRAME);
    if (sample.isEmpty()) {
      inside.text(1, 0, "not seen yet", Ink.DIM);
      return;
    }
    History history = shown.history();
    int rows = inside.height();
    int all = history.workers() > 0 ? history.workers() : sample.get().threads().size();
    List<ThreadRow> first = first(sample.get().threads(), history.workers() > 0, rows);
    if (all <= rows) {
      lanes(inside, history, first, all, "", 0);
      return;
    }
    List<Pool> pools = pools(history);
    int row = 0;
    if (pools.size() < rows && pools.size() < all) {
      for (Pool pool : pools) {
        pool(inside, row++, pool);
      }
    }
    lanes(inside, history, first, all, row == 1 ? pools.getFirst().name() : "", row);
  }

  private static void note(Words words, ThreadsSample sample, long wall) {
    words.count(sample.threads().size()).add(" in all");
    Figure cpu = sample.use().cpuNanos();
    if (cpu.known() && wall > 0) {
      words.add(", ").tenths(cpu.value() / wall).add(" cores");
    }
  }

  /** As many workers as there is room for; any threads while there are no workers. */
  private static List<ThreadRow> first(List<ThreadRow> threads, boolean workersOnly, int most) {
    List<ThreadRow> first = new ArrayList<>(most);
    for (int i = 0; i < threads.size() && first.size() < most; i++) {
      if (!workersOnly || threads.get(i).role().works()) {
        first.add(threads.get(i));
      }
    }
    return first;
  }

  private static List<Pool> pools(History history) {
    List<Pool> pools = new ArrayList<>();
    for (Pool pool : history.pools()) {
      if (pool.role().works() || history.workers() == 0) {
        pools.add(pool);
      }
    }
    return pools;
  }

  private static String member(String name, int pool) {
    int from = pool;
    while (from < name.length() - 1 && SEPARATORS.indexOf(name.charAt(from)) >= 0) {
      from++;
    }
    return name.substring(from);
  }

  private static int nameCells(Area inside) {
    return Math.clamp(inside.width() * 2 / 5, NAME_LEAST, NAME_MOST);
  }

  private static void pool(Area inside, int row, Pool pool) {
    int names = nameCells(inside);
    Words words =
        inside.words().add(CleanText.named(pool.name())).add(" ").glyph(inside.glyphs().times());
    inside.name(1, row, names, words.whole(pool.size()), Style.bold(Ink.TEXT));
    Lanes.one(inside, names + 2, row, inside.width() - names - 3, pool.lane());
  }

  private static void lanes(
      Area inside, History history, List<ThreadRow> workers, int count, String pool, int first) {
    int rows = inside.height();
    int names = nameCells(inside);
    boolean all = count <= rows - first;
    int shown = all ? count : rows - first - 1;
    for (int i = 0; i < shown; i++) {
      String name = CleanText.named(workers.get(i).name());
      if (!pool.isEmpty() && name.length() > pool.length()) {
        // Their pool stands above them: what is left to tell is which of it.
        String which = member(name, pool.length());
        inside.right(1 + names, first + i, names - 2, which, Ink.DIM);
      } else {
        inside.name(1, first + i, names, name, Ink.TEXT.ordinal());
      }
      int cells = inside.width() - names - 3;
      Lanes.one(inside, names + 2, first + i, cells, history, workers.get(i));
    }
    if (!all && rows > first) {
      Words words = inside.words().glyph(inside.glyphs().ellipsis()).add(" ");
      words.whole(count - Math.max(0, shown)).add(" more on page 2");
      inside.text(1, rows - 1, words, Ink.DIM);
    }
  }
}
