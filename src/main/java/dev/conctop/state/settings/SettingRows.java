package dev.conctop.state.settings;

import dev.conctop.catalog.parameter.Quantity;
import dev.conctop.state.ui.Preferences;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.ui.table.ProcessColumn;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** All rows of the settings, in the order in which they are shown and chosen. */
public final class SettingRows {
  private static final String LOOK = "how it looks";
  private static final String RATE = "how often it looks";
  private static final String DEPTH = "how deep it looks";
  private static final String COLUMNS = "columns of the processes";

  private static final Series INTERVALS = new Series(50e6, 100e6, 200e6, 500e6, 1e9, 2e9, 5e9);
  private static final Series CAUSES = new Series(1, 2, 5, 10, 20, 50, 100);

  /** Percent of a core. */
  private static final Series COSTS = new Series(0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100);

  private static final List<SettingRow> ROWS = rows();

  private SettingRows() {}

  /** The rows. */
  public static List<SettingRow> all() {
    return ROWS;
  }

  /**
   * What is to be written of these keys.
   *
   * @return key → TOML, in the order of the rows
   */
  public static Map<String, String> written(Ui ui, Set<String> keys) {
    Map<String, String> written = new LinkedHashMap<>();
    for (SettingRow row : ROWS) {
      if (keys.contains(row.key())) {
        written.putIfAbsent(row.key(), row.written(ui));
      }
    }
    return written;
  }

  private static List<SettingRow> rows() {
    List<SettingRow> rows = new ArrayList<>();
    rows.addAll(look());
    rows.addAll(rate());
    rows.add(
        flag(
            DEPTH,
            "deep",
            "ask JVMs",
            "whether JVMs that are attached to are asked for names, locks and waits",
            Preferences::deep,
            p -> p.withDeep(!p.deep()),
            "\"auto\"",
            "\"off\""));
    rows.addAll(processColumns());
    return List.copyOf(rows);
  }

  private static List<SettingRow> look() {
    return List.of(
        new SettingRow.Choice(
            LOOK,
            "theme",
            "theme",
            String.join(", ", Preferences.THEMES),
            ui -> ui.preferences().theme(),
            ui -> '"' + ui.preferences().theme() + '"',
            SettingRows::theme),
        flag(
            LOOK,
            "ascii",
            "7-bit characters",
            "no lines and blocks; a terminal without UTF-8 is drawn so anyhow",
            Preferences::ascii,
            p -> p.withAscii(!p.ascii()),
            "true",
            "false"),
        flag(
            LOOK,
            "mouse",
            "mouse",
            "off leaves it to the terminal, to mark and copy text",
            Preferences::mouse,
            p -> p.withMouse(!p.mouse()),
            "true",
            "false"));
  }

  private static List<SettingRow> rate() {
    return List.of(
        new SettingRow.Choice(
            RATE,
            "interval",
            "interval",
            "how often to look and draw; + and - turn it, too",
            ui -> Quantity.formatDuration(ui.intervalNanos()),
            ui -> '"' + Quantity.formatDuration(ui.intervalNanos()) + '"',
            (ui, turn) -> ui.withInterval(Math.round(INTERVALS.next(ui.intervalNanos(), turn)))),
        new SettingRow.Choice(
            RATE,
            "causes",
            "causes a second",
            "how often to look up what threads wait for, looks included",
            ui -> plain(ui.preferences().causesHz()),
            ui -> plain(ui.preferences().causesHz()),
            (ui, turn) -> {
              Preferences now = ui.preferences();
              return ui.withPreferences(now.withCausesHz(CAUSES.next(now.causesHz(), turn)));
            }),
        new SettingRow.Choice(
            RATE,
            "cost-budget",
            "cost budget",
            "what looking up causes may cost; if it costs more, it is done less often",
            ui -> percent(ui) + " % of a core",
            ui -> '"' + percent(ui) + "%\"",
            (ui, turn) -> {
              Preferences now = ui.preferences();
              return ui.withPreferences(now.withCostPercent(COSTS.next(now.costPercent(), turn)));
            }));
  }

  /** The columns of the table of processes, a toggle each under one heading and one key. */
  private static List<SettingRow> processColumns() {
    List<SettingRow> rows = new ArrayList<>();
    for (ProcessColumn column : ProcessColumn.all()) {
      rows.add(
          new SettingRow.Toggle(
              COLUMNS,
              "columns",
              column.id(),
              "a column of the table of processes",
              ui -> ui.processColumns().contains(column),
              SettingRows::columns,
              ui -> ui.withProcessColumns(other(ui.processColumns(), column))));
    }
    return rows;
  }

  private static String columns(Ui ui) {
    return ui.processColumns().stream()
        .map(column -> '"' + column.id() + '"')
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** With or without one; the last one stays, since a table has a column. */
  private static List<ProcessColumn> other(List<ProcessColumn> columns, ProcessColumn column) {
    List<ProcessColumn> others = new ArrayList<>(columns);
    if (!others.remove(column)) {
      others.add(column);
      others.sort(Comparator.naturalOrder());
    }
    return others.isEmpty() ? columns : others;
  }

  private static SettingRow flag(
      String group,
      String key,
      String name,
      String help,
      Predicate<Preferences> on,
      UnaryOperator<Preferences> other,
      String ifOn,
      String ifOff) {
    return new SettingRow.Toggle(
        group,
        key,
        name,
        help,
        ui -> on.test(ui.preferences()),
        ui -> on.test(ui.preferences()) ? ifOn : ifOff,
        ui -> ui.withPreferences(other.apply(ui.preferences())));
  }

  /** They have no order: the arrows go round, too. */
  private static Ui theme(Ui ui, Turn turn) {
    List<String> names = Preferences.THEMES;
    int by = turn == Turn.BACK ? names.size() - 1 : 1;
    String next = names.get((names.indexOf(ui.preferences().theme()) + by) % names.size());
    return ui.withPreferences(ui.preferences().withTheme(next));
  }

  private static String percent(Ui ui) {
    return plain(ui.preferences().costPercent());
  }

  /** 20 for 20.0, 0.1 for 0.1; six digits. */
  private static String plain(double value) {
    return new BigDecimal(value, new MathContext(6)).stripTrailingZeros().toPlainString();
  }
}
