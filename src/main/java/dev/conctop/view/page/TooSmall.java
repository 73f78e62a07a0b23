package dev.conctop.view.page;

import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;

/** What a window that is too small is told. */
public final class TooSmall {
  /** The smallest window that there is something to see in, in columns. */
  public static final int LEAST_COLUMNS = 60;

  /** And in rows. */
  public static final int LEAST_ROWS = 16;

  private TooSmall() {}

  public static void draw(Area all) {
    Words words = all.words();
    words.add("conctop needs ").whole(LEAST_COLUMNS).glyph(all.glyphs().times());
    words.whole(LEAST_ROWS);
    int middle = (all.height() - 1) / 2;
    centred(all, all.height() > 1 ? middle : 0, words, Style.bold(Ink.TITLE));
    words = all.words().add("this is ").whole(all.width()).glyph(all.glyphs().times());
    centred(all, middle + 1, words.whole(all.height()), Ink.TEXT.ordinal());
  }

  private static void centred(Area all, int row, CharSequence text, int style) {
    all.text(Math.max(0, (all.width() - all.cells(text)) / 2), row, text, style);
  }
}
