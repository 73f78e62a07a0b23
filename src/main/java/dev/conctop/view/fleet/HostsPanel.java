package dev.conctop.view.fleet;

import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.host.Pressure;
import dev.conctop.state.fleet.FleetView;
import dev.conctop.state.fleet.HostRow;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import java.util.List;

/**
 * A row a machine.
 *
 * <pre>
 *    HOST        CORES     BUSY  VERDICT        QUEUE  PRESSURE  WORST PROCESS     AGE
 *  ▸ web1        ▇▂▁▁       31 % cpu-saturated    4.2  cpu 31 %  java  1.53     0.4 s
 * </pre>
 */
final class HostsPanel {
  private static final int MARK = 3;
  private static final int BUSY = 6;
  private static final int QUEUE = 6;
  private static final int PRESSURE = 10;
  private static final int AGE = 7;

  /** Where the columns begin, for a width. */
  private record Columns(
      int name, int cores, int busy, int verdict, int queue, int pressure, int worst, int age) {
    static Columns of(int width) {
      int spare = Math.max(0, width - 78);
      int name = MARK;
      int cores = name + 11 + Math.min(12, spare / 4);
      int busy = cores + 7 + Math.min(24, spare / 4);
      int verdict = busy + BUSY + 1;
      int queue = verdict + 14 + Math.min(10, spare / 6);
      int pressure = queue + QUEUE + 1;
      int worst = pressure + PRESSURE;
      return new Columns(name, cores, busy, verdict, queue, pressure, worst, width - 1 - AGE);
    }
  }

  private HostsPanel() {}

  static void draw(Area area, FleetView view, long now) {
    List<HostRow> rows = view.listed();
    Words note = area.words().add("by ").add(view.order().word());
    note.add(view.reversed() ? " turned round, " : ", ").count(rows.size());
    if (rows.size() != view.rows().size()) {
      note.add(" of ").count(view.rows().size());
    }
    Area inside = area.box("Hosts", note, Ink.FRAME);
    Columns columns = Columns.of(inside.width());
    heads(inside, columns);
    Area list = inside.below(1);
    int selected = view.selected(rows.stream().map(HostRow::name).toList());
    int first =
        Math.clamp(selected - list.height() / 2L, 0, Math.max(0, rows.size() - list.height()));
    for (int i = 0; i < list.height() && first + i < rows.size(); i++) {
      row(list.line(i), rows.get(first + i), columns, now);
      if (first + i == selected) {
        list.line(i).put(1, 0, list.glyphs().pointer(), Style.bold(Ink.ACCENT));
        list.line(i).select();
      }
      list.chooses(i, first + i);
    }
    if (rows.isEmpty()) {
      list.text(2, 0, "no host holds that filter", Ink.DIM);
    } else {
      area.footnote(footnote(area, rows.get(selected), now));
    }
  }

  /** Of the chosen host: why it cannot be seen and what to do, else what its verdict rests on. */
  private static Words footnote(Area area, HostRow row, long now) {
    Words words = area.words();
    if (row.phase() != HostRow.Phase.LIVE && !row.reason().isEmpty()) {
      words.add(cut(row.reason(), area.width() - 10 - row.remedy().length()));
      if (!row.remedy().isEmpty()) {
        words.add("; ").add(row.remedy());
      } else if (row.retryNanos() > now) {
        words.add(", again in ").duration(row.retryNanos() - now);
      }
      return area.cells(words) + 6 <= area.width()
          ? words
          : area.words().add(cut(row.reason(), area.width() - 8));
    }
    for (String phrase : row.seen().map(look -> look.judgement().evidence()).orElse(List.of())) {
      int before = words.length();
      if (before + phrase.length() + 10 < area.width()) {
        words.add(before == 0 ? "" : ", ").add(phrase);
      }
    }
    return words;
  }

  private static String cut(String text, int most) {
    return CleanText.clean(text, Math.max(8, most));
  }

  private static void heads(Area inside, Columns at) {
    inside.text(at.name(), 0, "HOST", Ink.DIM);
    inside.text(at.cores(), 0, "CORES", Ink.DIM);
    inside.right(at.busy() + BUSY - 1, 0, BUSY, "BUSY", Ink.DIM);
    inside.text(at.verdict(), 0, "VERDICT", Ink.DIM);
    inside.right(at.queue() + QUEUE - 1, 0, QUEUE, "QUEUE", Ink.DIM);
    inside.text(at.pressure(), 0, "PRESSURE", Ink.DIM);
    inside.text(at.worst(), 0, "WORST", Ink.DIM);
    inside.right(inside.width() - 1, 0, AGE, "AGE", Ink.DIM);
  }

  private static void row(Area line, HostRow row, Columns at, long now) {
    boolean live = row.phase() == HostRow.Phase.LIVE;
    line.name(
        at.name(),
        0,
        at.cores() - at.name() - 1,
        row.name(),
        live ? Style.bold(Ink.TEXT) : Ink.DIM.ordinal());
    if (row.phase() == HostRow.Phase.FAILED || row.seen().isEmpty()) {
      unseen(line, row, at, now);
      return;
    }
    HostRow.Look look = row.seen().get();
    strip(line.part(at.cores(), 0, at.busy() - at.cores() - 1, 1), look.host().cores(), live);
    Words busy = line.words().percent(look.host().busy());
    line.right(at.busy() + BUSY - 1, 0, BUSY, busy, live ? Ink.TEXT : Ink.DIM);
    verdict(line, at.verdict(), at.queue() - at.verdict(), look.judgement(), live);
    figure(line, at.queue() + QUEUE - 1, look.queue(), live);
    pressure(line, at.pressure(), look.host().pressure(), live);
    if (live) {
      look.worst().ifPresent(worst -> worst(line, at, worst));
    }
    age(line, row, now, live);
  }

  private static void unseen(Area line, HostRow row, Columns at, long now) {
    boolean failed = row.phase() == HostRow.Phase.FAILED;
    int column =
        line.text(
            at.cores(),
            0,
            failed ? "failed" : "connecting",
            failed ? Style.bold(Ink.BAD) : Ink.ACCENT.ordinal());
    int end = line.width() - 1;
    if (row.retryNanos() > now) {
      Words again = line.words().add("again in ").duration(row.retryNanos() - now);
      line.right(end, 0, 18, again, Ink.DIM);
      end -= again.length() + 1;
    }
    line.text(column + 1, 0, end - column - 2, row.reason(), Ink.TEXT.ordinal());
  }

  /** A cell a core, or several cores a cell where there are more. */
  private static void strip(Area area, List<CoreUse> cores, boolean live) {
    int cells = Math.min(area.width(), cores.size());
    for (int cell = 0; cell < cells; cell++) {
      int from = cell * cores.size() / cells;
      int to = Math.max(from + 1, (cell + 1) * cores.size() / cells);
      double busy = 0;
      for (int i = from; i < to; i++) {
        busy += cores.get(i).busy() / (to - from);
      }
      boolean some = busy > 0.005;
      area.put(
          cell,
          0,
          some ? area.glyphs().up(Area.eighths(Math.min(1, busy), 1)) : area.glyphs().dot(),
          !live ? Ink.DIM : some ? Ink.ON_CPU : Ink.TRACK);
    }
  }

  private static void verdict(
      Area line, int at, int width, HostRow.Judgement judgement, boolean live) {
    Ink ink = live ? ink(judgement) : Ink.DIM;
    int end = line.text(at, 0, width - 1, judgement.word(), ink.ordinal());
    if (!judgement.cause().isEmpty() && at + width - end > 3) {
      line.text(end + 1, 0, at + width - end - 2, judgement.cause(), ink.ordinal());
    }
  }

  private static Ink ink(HostRow.Judgement judgement) {
    return switch (judgement.word()) {
      case "cpu-saturated" -> Ink.ON_CPU;
      case "io-waiting" -> Ink.of(Part.DISK);
      case "lock-bound" -> Ink.LOCK;
      case "throttled" -> Ink.BAD;
      case "mixed" -> Ink.ACCENT;
      default -> Ink.DIM;
    };
  }

  private static void figure(Area line, int end, Figure figure, boolean live) {
    Words words = line.words();
    boolean some = figure.known() && figure.value() >= 0.05;
    line.right(
        end,
        0,
        QUEUE,
        figure.known() ? words.tenths(figure.value()) : words.add("n/a"),
        live && some ? Ink.TEXT : Ink.DIM);
  }

  /** The greatest of the three. */
  private static void pressure(Area line, int at, Pressure pressure, boolean live) {
    String name = "cpu";
    Figure most = pressure.cpuSome();
    if (value(pressure.memorySome()) > value(most)) {
      name = "mem";
      most = pressure.memorySome();
    }
    if (value(pressure.ioSome()) > value(most)) {
      name = "io";
      most = pressure.ioSome();
    }
    Words words = line.words();
    if (most.known()) {
      words.add(name).add(" ").percent(most.value());
    } else {
      words.add("n/a");
    }
    line.text(
        at, 0, PRESSURE - 1, words, (live && value(most) >= 0.1 ? Ink.WARN : Ink.DIM).ordinal());
  }

  private static double value(Figure figure) {
    return figure.known() ? figure.value() : -1;
  }

  private static void worst(Area line, Columns at, HostRow.Worst worst) {
    Words cores = line.words().tenths(worst.cores());
    int figure = cores.length();
    int room = at.age() - at.worst() - 1 - figure - 1;
    int end = line.text(at.worst(), 0, room, worst.name(), Ink.TEXT.ordinal());
    line.text(end + 1, 0, line.words().tenths(worst.cores()), Ink.ACCENT);
  }

  private static void age(Area line, HostRow row, long now, boolean live) {
    long age = row.ageNanos(now).orElse(0L);
    Words words = line.words();
    if (age >= 600_000_000_000L) {
      words.clock(age);
    } else {
      words.tenths(age / 1e9).add(" s");
    }
    int style = live ? Ink.DIM.ordinal() : Style.bold(Ink.WARN);
    line.right(line.width() - 1, 0, AGE, words, style);
    if (!live) {
      int at = line.width() - 1 - words.length() - 6;
      line.text(at, 0, "stale ", Style.bold(Ink.WARN));
    }
  }
}
