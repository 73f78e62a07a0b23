package dev.conctop.view.overlay;

import dev.conctop.sample.ThreadStack;
import dev.conctop.state.ui.Overlay;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import dev.conctop.view.canvas.Wrap;
import java.util.List;

/** A thread's stack: as many of its lines as there is room for, or why there are none. */
final class StackLinesView {
  private StackLinesView() {}

  /** A head, and the lines from the one that it is scrolled to. */
  static void draw(Area area, Overlay.ThreadDetail detail) {
    if (detail.stack().isEmpty()
        || !(detail.stack().get().answer() instanceof ThreadStack.Frames frames)) {
      return;
    }
    List<ThreadStack.Line> lines = frames.lines();
    int rows = Math.max(1, area.height() - 1);
    int first = Math.clamp(detail.scroll(), 0, Math.max(0, lines.size() - rows));
    int last = Math.min(lines.size(), first + rows);
    int at = area.text(1, 0, "Stack", Style.bold(Ink.TITLE));
    Words words = area.words().add(": ").whole(frames.count()).add(" frames, innermost first; ");
    words.add(frames.reader()).add(", ").add(frames.fidelity().label());
    words.add(detail.waits() ? "; asking again" : "");
    area.text(at, 0, words, Ink.DIM);
    if (lines.size() > rows) {
      words = area.words().add("lines ").whole(first + 1L).add(" to ").whole(last).add(" of ");
      words.whole(lines.size());
      area.right(area.width() - 1, 0, 24, words, Ink.ACCENT);
    }
    for (int i = first; i < last; i++) {
      ThreadStack.Line line = lines.get(i);
      int row = 1 + i - first;
      int left = line.frame() ? 3 : 5;
      int style = line.frame() ? Ink.TEXT.ordinal() : Ink.DIM.ordinal();
      area.name(left, row, area.width() - left - 1, line.text(), style);
    }
    if (first > 0) {
      area.put(1, 1, area.glyphs().moreAbove(), Ink.DIM);
    }
    if (last < lines.size()) {
      area.put(1, last - first, area.glyphs().moreBelow(), Ink.DIM);
    }
  }

  /**
   * While there are no frames: that they are asked for, or why there are none.
   *
   * @return how many rows it takes
   */
  static int without(Area area, Overlay.ThreadDetail detail) {
    int at = area.text(1, 0, "Stack", Style.bold(Ink.TITLE));
    if (detail.stack().isEmpty()) {
      area.text(at, 0, ": asked for", Ink.DIM);
      return 2;
    }
    return switch (detail.stack().get().answer()) {
      case ThreadStack.Frames _ -> {
        area.text(at, 0, ": no frames", Ink.DIM);
        yield 2;
      }
      case ThreadStack.NotRead not -> {
        String remedy = not.remedy().isEmpty() ? "" : ". Remedy: " + not.remedy();
        yield 1 + text(area, at, ": n/a: " + not.reason() + remedy);
      }
      case ThreadStack.Ended ended -> 1 + text(area, at, ": n/a: " + ended.what());
    };
  }

  /** A text in at most two rows; the number of rows. */
  private static int text(Area area, int from, String text) {
    List<String> lines = Wrap.lines(text, area.width() - from - 1, 2);
    for (int i = 0; i < lines.size(); i++) {
      area.text(i == 0 ? from : from + 2, i, lines.get(i), Ink.TEXT);
    }
    return lines.size();
  }
}
