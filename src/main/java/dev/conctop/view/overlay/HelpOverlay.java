package dev.conctop.view.overlay;

import dev.conctop.state.keys.Command;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Words;

/** The keys, from the table of commands, in two columns. */
public final class HelpOverlay {
  private static final Command[] COMMANDS = Command.values();
  private static final int WIDTH = 96;
  private static final int TWO_COLUMNS = 72;

  private HelpOverlay() {}

  public static void draw(Area page, int scroll, KeyBindings keys) {
    int width = Math.min(page.width(), WIDTH);
    int columns = width >= TWO_COLUMNS ? 2 : 1;
    int lines = Math.ceilDiv(COMMANDS.length, columns);
    Area box = StageBox.middle(page, width, lines + 2);
    Area inside = box.box("Keys", "Esc closes", Ink.ACCENT);
    int first = Math.clamp(scroll, 0, Math.max(0, lines - inside.height()));
    int cell = inside.width() / columns;
    for (int column = 0; column < columns; column++) {
      Area one = inside.part(column * cell, 0, cell, inside.height());
      column(one, column * lines, Math.min((column + 1) * lines, COMMANDS.length), first, keys);
    }
    if (first + inside.height() < lines) {
      box.footnote(box.words().glyph(box.glyphs().moreBelow()).add(" more"));
    }
  }

  private static void column(Area area, int from, int to, int first, KeyBindings keys) {
    int widest = 0;
    for (int i = from; i < to; i++) {
      widest = Math.max(widest, names(area, COMMANDS[i], keys).length());
    }
    for (int i = from; i < to; i++) {
      int row = i - from - first;
      if (row >= 0 && row < area.height()) {
        area.right(widest, row, widest, names(area, COMMANDS[i], keys), Ink.KEY);
        area.text(widest + 1, row, COMMANDS[i].help(), Ink.TEXT);
      }
    }
  }

  private static Words names(Area area, Command command, KeyBindings keys) {
    Words words = area.words();
    for (String key : keys.keys(command)) {
      words.add(words.isBlank() ? "" : " ").add(key);
    }
    return words;
  }
}
