package dev.conctop.view.panel.machine;

import dev.conctop.catalog.Secrets;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.sample.thread.ProcessVerdict;
import dev.conctop.state.ui.table.ProcessColumn;
import dev.conctop.state.ui.table.ProcessItem;
import dev.conctop.state.ui.table.ProcessView;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Lanes;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;

/** One cell of the table of processes. */
final class ProcessCells {
  /** From this width on the kernel's own name of a wait stands behind the plain words. */
  private static final int ROOM_FOR_DETAIL = 22;

  /** Cells a depth of the tree. */
  private static final int STEP = 2;

  private ProcessCells() {}

  static void draw(
      Area line, ProcessColumn column, int at, int width, ProcessItem item, ProcessView.Form form) {
    ProcessRow row = item.row();
    int end = at + width;
    switch (column) {
      case PID -> line.right(end, 0, width, line.words().whole(row.pid()), Ink.TEXT);
      case USER -> line.text(at, 0, width, row.names().user(), Ink.DIM.ordinal());
      case COMMAND -> command(line, at, width, item, form);
      case THREADS -> line.right(end, 0, width, line.words().whole(row.threads()), Ink.TEXT);
      case MEMORY -> bytes(line, end, width, row.costs().residentBytes());
      case ON_CPU -> cores(line, end, width, row.onCpu());
      case RUN_QUEUE -> cores(line, end, width, row.runQueue());
      case READ -> bytes(line, end, width, row.costs().readPerSecond());
      case WRITE -> bytes(line, end, width, row.costs().writtenPerSecond());
      case WAITS -> waits(line, at, width, row);
      case VERDICT -> line.text(at, 0, width, row.verdict().label(), ink(row.verdict()).ordinal());
    }
  }

  private static void command(
      Area line, int at, int width, ProcessItem item, ProcessView.Form form) {
    int from = at;
    int end = at + width;
    for (int depth = 1; depth <= item.depth() && from + STEP < end; depth++) {
      boolean more = (item.rails() >>> (depth - 1) & 1) != 0;
      if (depth == item.depth()) {
        line.put(from, 0, more ? line.glyphs().teeRight() : line.glyphs().bottomLeft(), Ink.DIM);
        line.put(from + 1, 0, line.glyphs().horizontal(), Ink.DIM);
      } else if (more) {
        line.put(from, 0, line.glyphs().vertical(), Ink.DIM);
      }
      from += STEP;
    }
    if (item.inside() > 0) {
      from = line.text(from, 0, line.words().add("+").whole(item.inside()).add(" "), Ink.ACCENT);
    }
    ProcessRow row = item.row();
    String name = CleanText.named(row.name());
    switch (form) {
      case NAME -> line.name(from, 0, end - from, name, Ink.TEXT.ordinal());
      case BRIEF ->
          line.name(from, 0, end - from, shown(row.names().brief(), name), Ink.TEXT.ordinal());
      case WHOLE -> line.text(from, 0, end - from, shown(row.command(), name), Ink.TEXT.ordinal());
    }
  }

  /** A command without its secrets; the name where there is none, as of the kernel's threads. */
  private static String shown(String command, String name) {
    if (command.isBlank()) {
      return name;
    }
    return Secrets.maskedWords(command);
  }

  private static void waits(Area line, int at, int width, ProcessRow row) {
    line.put(at, 0, Lanes.glyph(line, row.blocked()), Style.bold(Ink.of(row.blocked())));
    int end = line.text(at + 2, 0, width - 2, row.waits(), Ink.TEXT.ordinal());
    if (width >= ROOM_FOR_DETAIL && !row.detail().equals(row.waits())) {
      line.text(end + 1, 0, at + width - end - 1, row.detail(), Ink.DIM.ordinal());
    }
  }

  private static Ink ink(ProcessVerdict verdict) {
    return switch (verdict.word()) {
      case CPU_SATURATED -> Ink.of(Part.ON_CPU);
      case IO_WAITING -> Ink.of(Part.ofKey(verdict.cause()));
      case LOCK_BOUND -> Ink.of(Part.LOCK);
      case STOPPED, TRACED, ZOMBIE -> Ink.WARN;
      case MIXED -> Ink.TEXT;
      case IDLE, CANNOT_TELL -> Ink.DIM;
    };
  }

  private static void bytes(Area line, int end, int width, Figure figure) {
    Words words = line.words();
    boolean some = figure.known() && figure.value() >= 1;
    line.right(
        end,
        0,
        width,
        figure.known() ? words.bytes(figure.value()) : words.add("n/a"),
        some ? Ink.TEXT : Ink.DIM);
  }

  /** Cores as 1.53, with the sign of how it was got. */
  private static void cores(Area line, int end, int width, Figure figure) {
    Words words = line.words();
    if (!figure.known()) {
      line.right(end, 0, width, words.add("n/a"), Ink.DIM);
      return;
    }
    long hundredths = Math.round(figure.value() * 100);
    words.whole(hundredths / 100).add(".");
    if (hundredths % 100 < 10) {
      words.add("0");
    }
    words.whole(hundredths % 100).glyph(line.glyphs().mark(figure.fidelity()));
    line.right(end, 0, width, words, hundredths == 0 ? Ink.DIM : Ink.TEXT);
  }
}
