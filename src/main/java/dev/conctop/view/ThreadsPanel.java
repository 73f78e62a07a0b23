package dev.conctop.view;

import dev.conctop.sample.Figure;
import dev.conctop.sample.ThreadRow;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.state.History;
import dev.conctop.state.PoolNames;
import dev.conctop.state.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A lane a worker; pools first as one lane each when there are more threads than rows. */
final class ThreadsPanel {
  private static final int NAME_LEAST = 10;
  private static final int NAME_MOST = 22;
  private static final String SEPARATORS = "-# _";

  private ThreadsPanel() {}

  static void draw(Area area, State shown) {
    Optional<ThreadsSample> sample = shown.observed().threads();
    Words note = area.words();
    sample.ifPresent(s -> note(note, s, Clocks.measuredNanos(shown)));
    Area inside = area.box("Threads", note, Ink.FRAME);
    if (sample.isEmpty()) {
      inside.text(1, 0, "not seen yet", Ink.DIM);
      return;
    }
    List<ThreadRow> workers = workers(sample.get().threads());
    int rows = inside.height();
    if (workers.size() <= rows) {
      lanes(inside, shown.history(), workers, "", 0);
      return;
    }
    Map<String, List<ThreadRow>> groups = groups(workers);
    int row = 0;
    if (groups.size() < rows && groups.size() < workers.size()) {
      for (Map.Entry<String, List<ThreadRow>> group : groups.entrySet()) {
        group(inside, row++, shown.history(), group.getKey(), group.getValue());
      }
    }
    String pool = row == 1 ? groups.keySet().iterator().next() : "";
    lanes(inside, shown.history(), workers, pool, row);
  }

  private static void note(Words words, ThreadsSample sample, long wall) {
    words.count(sample.threads().size()).add(" in all");
    Figure cpu = sample.use().cpuNanos();
    if (cpu.known() && wall > 0) {
      words.add(", ").tenths(cpu.value() / wall).add(" cores");
    }
  }

  private static List<ThreadRow> workers(List<ThreadRow> threads) {
    List<ThreadRow> workers = new ArrayList<>();
    for (ThreadRow row : threads) {
      if (row.role().works()) {
        workers.add(row);
      }
    }
    return workers.isEmpty() ? threads : workers;
  }

  private static Map<String, List<ThreadRow>> groups(List<ThreadRow> workers) {
    Map<String, List<ThreadRow>> groups = new LinkedHashMap<>();
    for (ThreadRow row : workers) {
      groups.computeIfAbsent(PoolNames.pool(row.name()), _ -> new ArrayList<>()).add(row);
    }
    return groups;
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

  private static void group(
      Area inside, int row, History history, String name, List<ThreadRow> threads) {
    int names = nameCells(inside);
    Words words = inside.words().add(name).add(" ").glyph(inside.glyphs().times());
    inside.name(1, row, names, words.whole(threads.size()), Style.bold(Ink.TEXT));
    Lanes.group(inside, names + 2, row, inside.width() - names - 3, history, threads);
  }

  private static void lanes(
      Area inside, History history, List<ThreadRow> workers, String pool, int first) {
    int rows = inside.height();
    int names = nameCells(inside);
    boolean all = workers.size() <= rows - first;
    int shown = all ? workers.size() : rows - first - 1;
    for (int i = 0; i < shown; i++) {
      String name = workers.get(i).name();
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
      words.whole(workers.size() - Math.max(0, shown)).add(" more on page 2");
      inside.text(1, rows - 1, words, Ink.DIM);
    }
  }
}
