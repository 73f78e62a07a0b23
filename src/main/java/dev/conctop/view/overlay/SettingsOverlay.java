package dev.conctop.view.overlay;

import dev.conctop.state.settings.SettingRow;
import dev.conctop.state.settings.SettingRows;
import dev.conctop.state.ui.Preferences;
import dev.conctop.state.ui.SaveOutcome;
import dev.conctop.state.ui.SettingsForm;
import dev.conctop.state.ui.Ui;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import dev.conctop.view.canvas.Wrap;
import java.util.List;
import java.util.Locale;

/**
 * What can be settled.
 *
 * <pre>
 *  ┌ Settings ───────────────────────────────────────────────────┐
 *  │ HOW IT LOOKS                                                │
 *  │ ▸ theme              dark *      * turned and not saved yet │
 *  │   mouse              [x]                                    │
 *  │   …                                                         │
 *  │ what the chosen row is                                      │
 *  │ where s saves to; or what became of it                      │
 *  │ the keys                                                    │
 *  └─────────────────────────────────────────────────────────────┘
 * </pre>
 */
public final class SettingsOverlay {
  private static final int WIDEST = 96;
  private static final int TALLEST = 36;
  private static final int VALUES = 22;

  /** A rule, what the row is, two rows for the file, the keys. */
  private static final int TEXT_ROWS = 5;

  private static final int KEYS_ROW = 4;

  private SettingsOverlay() {}

  public static void draw(Area page, Ui ui, SettingsForm form) {
    List<SettingRow> rows = SettingRows.all();
    int lines = line(rows, rows.size() - 1) + 1;
    int wanted = Math.min(lines + TEXT_ROWS + 2, TALLEST);
    page.choosesNothing();
    Area box = StageBox.middle(page, Math.min(page.width(), WIDEST), wanted);
    Area inside = box.box("Settings", "changes hold at once", Ink.ACCENT);
    int height = Math.max(1, inside.height() - TEXT_ROWS);
    list(inside.part(0, 0, inside.width(), height), ui, form, lines);
    explain(inside.below(height), ui, form);
  }

  /** The line on which a row stands, headings counted. */
  private static int line(List<SettingRow> rows, int index) {
    int line = index;
    for (int i = 0; i <= index; i++) {
      line += begins(rows, i) ? 1 : 0;
    }
    return line;
  }

  private static boolean begins(List<SettingRow> rows, int index) {
    return index == 0 || !rows.get(index).group().equals(rows.get(index - 1).group());
  }

  private static void list(Area list, Ui ui, SettingsForm form, int lines) {
    List<SettingRow> rows = SettingRows.all();
    int most = Math.max(0, lines - list.height());
    int from = Math.clamp(line(rows, form.chosen()) - list.height() / 2L, 0, most);
    for (int i = 0; i < rows.size(); i++) {
      int at = line(rows, i) - from;
      if (begins(rows, i) && at - 1 >= 0 && at - 1 < list.height()) {
        String title = rows.get(i).group().toUpperCase(Locale.ROOT);
        list.text(1, at - 1, title, Style.bold(Ink.DIM));
      }
      if (at >= 0 && at < list.height()) {
        row(list.line(at), ui, rows.get(i), i == form.chosen());
        list.chooses(at, i);
      }
    }
    if (from > 0) {
      list.put(0, 0, list.glyphs().moreAbove(), Ink.DIM);
    }
    if (from < most) {
      list.put(0, list.height() - 1, list.glyphs().moreBelow(), Ink.DIM);
    }
  }

  private static void row(Area line, Ui ui, SettingRow row, boolean chosen) {
    int style = chosen ? Style.bold(Ink.SELECTED) : Ink.TEXT.ordinal();
    if (chosen) {
      line.put(1, 0, line.glyphs().pointer(), Ink.ACCENT);
    }
    line.text(3, 0, VALUES - 4, row.name(), style);
    String value =
        switch (row) {
          case SettingRow.Choice choice -> choice.value().apply(ui);
          case SettingRow.Toggle toggle -> toggle.on().test(ui) ? "[x]" : "[ ]";
        };
    int at = line.text(VALUES, 0, value, chosen ? Style.bold(Ink.TEXT) : Ink.TEXT.ordinal());
    if (ui.preferences().changed().contains(row.key())) {
      line.text(at + 1, 0, "*", Style.bold(Ink.WARN));
    }
  }

  private static void explain(Area area, Ui ui, SettingsForm form) {
    for (int column = 1; column < area.width() - 1; column++) {
      area.put(column, 0, area.glyphs().horizontal(), Ink.FRAME);
    }
    SettingRow row = SettingRows.all().get(form.chosen());
    Words words = area.words().add(row.name()).add(": ").add(row.help());
    area.text(1, 1, area.width() - 2, words, Ink.TEXT.ordinal());
    form.said().ifPresentOrElse(said -> said(area, said), () -> file(area, ui.preferences()));
    keys(area);
  }

  private static void said(Area area, SaveOutcome said) {
    Ink ink =
        switch (said.kind()) {
          case SAVED -> Ink.GOOD;
          case NOTHING, CHANGED_MEANWHILE -> Ink.WARN;
          case FAILED -> Ink.BAD;
        };
    int at = 2;
    for (String line : Wrap.lines(said.words(), area.width() - 2, 2)) {
      area.text(1, at++, line, Style.bold(ink));
    }
  }

  private static void file(Area area, Preferences preferences) {
    if (preferences.file().isEmpty()) {
      area.text(1, 2, "no place to save to: neither XDG_CONFIG_HOME nor HOME is set", Ink.DIM);
      return;
    }
    boolean none = preferences.changed().isEmpty();
    String how =
        none ? "s saves what is changed here to" : "* is changed and not saved yet; s saves to";
    area.text(1, 2, how, Ink.DIM);
    area.name(1, 3, area.width() - 2, preferences.file(), Ink.DIM.ordinal());
  }

  private static void keys(Area area) {
    int at = key(area, 1, "Space", "turns");
    at = key(area, at, "arrows", "row, value");
    at = key(area, at, "Tab", "next group");
    at = key(area, at, "s", "saves");
    key(area, at, "Esc", "closes");
  }

  private static int key(Area area, int column, String key, String word) {
    int at = area.text(column, KEYS_ROW, key, Ink.KEY);
    return area.text(at + 1, KEYS_ROW, word, Ink.DIM) + 3;
  }
}
