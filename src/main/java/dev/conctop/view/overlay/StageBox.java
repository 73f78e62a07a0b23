package dev.conctop.view.overlay;

import dev.conctop.state.State;
import dev.conctop.state.keys.Command;
import dev.conctop.state.seen.Stage;
import dev.conctop.state.ui.Page;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Clocks;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Look;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import java.util.List;

/** A box in the middle of the page while a subject starts, or when it died. */
public final class StageBox {
  private static final int WIDEST = 100;

  private StageBox() {}

  public static void draw(Area page, State shown, Look look) {
    switch (shown.stage()) {
      case Stage.Starting starting -> {
        // The overview has a panel for it.
        if (shown.ui().page() != Page.OVERVIEW) {
          starting(page, shown, starting);
        }
      }
      case Stage.Died died ->
          died(page, died, shown.target().isPresent() && shown.run().isEmpty(), look);
      case Stage.Watching _,
          Stage.WarmingUp _,
          Stage.Measuring _,
          Stage.Draining _,
          Stage.Finished _ -> {}
    }
  }

  private static void starting(Area page, State shown, Stage.Starting starting) {
    Area box = middle(page, Math.min(page.width() - 8, 56), 5);
    Area inside = box.box("Starting", "", Ink.ACCENT);
    inside.text(2, 1, inside.words().add(starting.step()).add(" …"), Style.bold(Ink.TEXT));
    long since = Math.max(0, Clocks.shownNanos(shown) - starting.sinceNanos());
    Words words = inside.words().tenths(since / 1e9).add(" s");
    inside.right(inside.width() - 2, 1, 8, words, Ink.DIM);
  }

  /**
   * The end of a subject, or of a process that was watched: whose standard error is its own affair.
   */
  private static void died(Area page, Stage.Died died, boolean watched, Look look) {
    List<String> words = died.lastWords();
    int lines = Math.max(1, Math.min(words.size(), page.height() - 8));
    Area box = middle(page, Math.min(page.width() - 4, WIDEST), watched ? 5 : lines + 7);
    Area inside = box.box(watched ? "The process has ended" : "The subject died", "", Ink.BAD);
    inside.text(2, 0, inside.width() - 4, died.what(), Style.bold(Ink.TEXT));
    if (words.isEmpty() && !watched) {
      inside.text(2, 2, "It left no words on its standard error.", Ink.DIM);
    } else if (!words.isEmpty()) {
      inside.text(2, 1, "its last words:", Ink.DIM);
      for (int i = 0; i < lines; i++) {
        String word = words.get(words.size() - lines + i);
        inside.text(2, 2 + i, inside.width() - 4, word, Ink.TEXT.ordinal());
      }
    }
    int last = inside.height() - 1;
    int at = inside.text(2, last, look.key(Command.LAUNCHER), Ink.KEY);
    at = inside.text(at + 1, last, "run something", Ink.DIM);
    at = inside.text(at + 2, last, look.key(Command.QUIT), Ink.KEY);
    inside.text(at + 1, last, "quit", Ink.DIM);
  }

  /** An emptied area in the middle of another. */
  static Area middle(Area page, int width, int height) {
    int wide = Math.min(width, page.width());
    int high = Math.min(height, page.height());
    Area area = page.part((page.width() - wide) / 2, (page.height() - high) / 2, wide, high);
    area.fill(' ', Ink.TEXT);
    return area;
  }
}
