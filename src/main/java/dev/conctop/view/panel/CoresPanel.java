package dev.conctop.view.panel;

import dev.conctop.sample.HostSample;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.state.State;
import dev.conctop.state.past.Ring;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Glyphs;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Spark;
import dev.conctop.view.canvas.Words;
import java.util.List;
import java.util.Optional;

/** A bar a core; folded into columns, and then into one cell a core, when there are many. */
public final class CoresPanel {
  /** A bar needs this many cells with its number and its figure. */
  private static final int CELL_LEAST = 14;

  private static final int FIGURE = Words.PERCENT + 1;
  private static final int HISTORY_FROM = 44;
  private static final int ROWS_MOST = 12;
  private static final int TALLEST = 6;

  private CoresPanel() {}

  /** Rows that it would like, frame included. */
  public static int rows(State shown, Area area) {
    int cores = shown.observed().host().map(h -> h.cores().size()).orElse(2);
    int inARow = Math.max(1, (area.width() - 2) / CELL_LEAST);
    int wanted = cores <= 4 ? cores : Math.max(4, Math.ceilDiv(cores, inARow));
    return Math.min(wanted, Math.max(ROWS_MOST, area.height() / 3)) + 3;
  }

  public static void draw(Area area, State shown) {
    Optional<HostSample> host = shown.observed().host();
    if (host.isEmpty() || host.get().cores().isEmpty()) {
      area.box("Cores").text(1, 0, "not read yet", Ink.DIM);
      return;
    }
    List<CoreUse> cores = host.get().cores();
    Words note = area.words().percent(host.get().busy()).add(" busy ");
    Area inside =
        area.box("Cores", note.glyph(area.glyphs().mark(host.get().coreFidelity())), Ink.FRAME);
    int rows = inside.height() >= 3 ? inside.height() - 1 : inside.height();
    bars(inside.part(0, 0, inside.width(), rows), cores, shown.history().coreBusy());
    if (inside.height() >= 3) {
      int used = Math.min(rows, cores.size());
      legend(inside.part(1, used, inside.width() - 1, 1), cores);
      past(inside.below(used + 2), cores, shown.history().coreBusy());
    }
  }

  /** Where there is much room, the past of each core. */
  private static void past(Area area, List<CoreUse> cores, List<Ring> history) {
    int count = Math.min(cores.size(), history.size());
    int tall = count == 0 ? 0 : Math.min(TALLEST, area.height() / count);
    for (int i = 0; i < count && tall >= 2; i++) {
      Area words = area.line((i + 1) * tall - 1);
      words.right(3, 0, 3, words.words().whole(cores.get(i).core()), Ink.DIM);
      Spark.tall(area.part(4, i * tall, area.width() - 5, tall), history.get(i), Ink.ON_CPU);
    }
  }

  private static void bars(Area area, List<CoreUse> cores, List<Ring> history) {
    if (area.height() == 0) {
      return;
    }
    int columns = Math.ceilDiv(cores.size(), area.height());
    int cell = area.width() / columns;
    if (cell < CELL_LEAST && columns > 1) {
      strip(area, cores);
      return;
    }
    int rows = Math.ceilDiv(cores.size(), columns);
    for (int i = 0; i < cores.size(); i++) {
      Area one = area.part(i / rows * cell, i % rows, cell, 1);
      core(one, cores.get(i), i < history.size() ? Optional.of(history.get(i)) : Optional.empty());
    }
  }

  private static void core(Area line, CoreUse core, Optional<Ring> history) {
    line.right(3, 0, 3, line.words().whole(core.core()), Ink.DIM);
    int bar = line.width() - 5 - FIGURE;
    if (line.width() >= HISTORY_FROM && history.isPresent()) {
      int wide = bar * 2 / 5;
      Spark.draw(line, 4 + bar - wide, 0, wide, history.get(), 1, Ink.ON_CPU);
      bar -= wide + 1;
    }
    use(line, 4, 0, bar, core);
    line.right(line.width() - 1, 0, Words.PERCENT, line.words().percent(core.busy()), Ink.TEXT);
  }

  /** A core's interval in one bar: user full, system, steal and iowait in shades of their own. */
  static void use(Area area, int column, int row, int cells, CoreUse core) {
    Glyphs glyphs = area.glyphs();
    area.track(column, row, cells);
    int at = 0;
    double edge = 0;
    Ink[] inks = {Ink.ON_CPU, Ink.SYSTEM, Ink.STEAL, Ink.IOWAIT};
    double[] shares = {core.user(), core.system(), core.steal(), core.iowait()};
    int[] shades = {4, 3, 2, 1};
    for (int kind = 0; kind < inks.length; kind++) {
      edge += shares[kind];
      for (; at < cells && at + 0.5 < edge * cells; at++) {
        area.put(column + at, row, glyphs.shade(shades[kind]), inks[kind]);
      }
    }
    if (at == 0 && core.busy() > 0.005) {
      area.put(column, row, glyphs.across(1), Ink.ON_CPU);
    }
  }

  private static void strip(Area area, List<CoreUse> cores) {
    int label = 4;
    int inARow = Math.max(1, area.width() - label - 1);
    for (int i = 0; i < cores.size(); i++) {
      int row = i / inARow;
      if (i % inARow == 0) {
        area.right(label - 1, row, label, area.words().whole(cores.get(i).core()), Ink.DIM);
      }
      double busy = cores.get(i).busy();
      Ink ink = busy > 0.005 ? Ink.ON_CPU : Ink.TRACK;
      int glyph = busy > 0.005 ? area.glyphs().up(Area.eighths(busy, 1)) : area.glyphs().dot();
      area.put(label + i % inARow, row, glyph, ink);
    }
  }

  private static void legend(Area line, List<CoreUse> cores) {
    double[] sums = new double[4];
    for (CoreUse core : cores) {
      sums[0] += core.user();
      sums[1] += core.system();
      sums[2] += core.iowait();
      sums[3] += core.steal();
    }
    String[] names =
        line.width() >= 44
            ? new String[] {"user", "system", "iowait", "steal"}
            : new String[] {"usr", "sys", "iow", "stl"};
    int[] shades = {4, 3, 1, 2};
    Ink[] inks = {Ink.ON_CPU, Ink.SYSTEM, Ink.IOWAIT, Ink.STEAL};
    int cell = Math.min(line.width() / 4, 12);
    for (int i = 0; i < 4; i++) {
      line.put(i * cell, 0, line.glyphs().shade(shades[i]), inks[i]);
      line.text(i * cell + 1, 0, names[i], Ink.DIM);
      Words words = line.words().whole(Math.round(sums[i] / cores.size() * 100));
      line.right((i + 1) * cell - 1, 0, 3, words, Ink.TEXT);
    }
  }
}
