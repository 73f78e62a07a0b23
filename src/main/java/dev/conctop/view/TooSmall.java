package dev.conctop.view;

/** What a window that is too small is told. */
final class TooSmall {
  /** The smallest window that there is something to see in, in columns. */
  static final int LEAST_COLUMNS = 60;

  /** And in rows. */
  static final int LEAST_ROWS = 16;

  private TooSmall() {}

  static void draw(Area all) {
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
