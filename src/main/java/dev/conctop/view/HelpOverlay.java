package dev.conctop.view;

import dev.conctop.state.Command;
import dev.conctop.state.KeyBindings;

/** The keys, from the table of commands, in two columns. */
final class HelpOverlay {
  private static final Command[] COMMANDS = Command.values();
  private static final int WIDTH = 96;
  private static final int KEYS = 16;
  private static final int TWO_COLUMNS = 72;

  private HelpOverlay() {}

  static void draw(Area page, int scroll, KeyBindings keys) {
    int width = Math.min(page.width() - 2, WIDTH);
    int columns = width >= TWO_COLUMNS ? 2 : 1;
    int lines = Math.ceilDiv(COMMANDS.length, columns);
    Area box = StageBox.middle(page, width, lines + 2);
    Area inside = box.box("Keys", "Esc closes", Ink.ACCENT);
    int first = Math.clamp(scroll, 0, Math.max(0, lines - inside.height()));
    int cell = inside.width() / columns;
    for (int i = 0; i < COMMANDS.length; i++) {
      int row = i % lines - first;
      if (row >= 0 && row < inside.height()) {
        command(inside.part(i / lines * cell, row, cell, 1), COMMANDS[i], keys);
      }
    }
    if (first + inside.height() < lines) {
      Words words = box.words().glyph(box.glyphs().moreBelow()).add(" more");
      box.footnote(words);
    }
  }

  private static void command(Area line, Command command, KeyBindings keys) {
    Words words = line.words();
    for (String key : keys.keys(command)) {
      words.add(words.isBlank() ? "" : " ").add(key);
    }
    line.right(KEYS, 0, KEYS - 1, words, Ink.KEY);
    line.text(KEYS + 2, 0, line.width() - KEYS - 3, command.help(), Ink.TEXT.ordinal());
  }
}
