package dev.conctop.app.settings;

import dev.conctop.source.look.CauseSettings;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.ui.Preferences;
import dev.conctop.state.ui.table.ProcessColumn;
import java.util.List;
import java.util.Set;

/**
 * What the user has settled, by flags over environment over the settings file over defaults.
 *
 * @param intervalNanos how often to look
 * @param ascii 7-bit screens
 * @param mouse whether the mouse is taken
 * @param theme the theme's name; empty: the default
 * @param deep whether a JVM that is attached to may be asked
 * @param causes how often the causes of waits are looked up
 * @param columns of the table of processes, from left to right
 * @param ringBytes how much of the last minutes is kept while a screen is there; 0: nothing
 */
public record Settings(
    long intervalNanos,
    boolean ascii,
    boolean mouse,
    String theme,
    boolean deep,
    KeyBindings keys,
    CauseSettings causes,
    List<ProcessColumn> columns,
    long ringBytes) {
  public static final long DEFAULT_RING_BYTES = 8 << 20;
  public static final long DEFAULT_INTERVAL_NANOS = 100_000_000L;

  public static Settings defaults() {
    return new Settings(
        DEFAULT_INTERVAL_NANOS,
        false,
        true,
        "",
        true,
        KeyBindings.defaults(),
        CauseSettings.defaults(),
        ProcessColumn.all(),
        DEFAULT_RING_BYTES);
  }

  /** The same, looked at so often. */
  public Settings withInterval(long nanos) {
    return new Settings(nanos, ascii, mouse, theme, deep, keys, causes, columns, ringBytes);
  }

  /**
   * What of this can be changed while the program runs, besides the interval.
   *
   * @param file where it is saved, as it is shown
   */
  public Preferences preferences(String file) {
    // A share that was a decimal fraction of a percent is one again.
    double percent = Math.round(causes.mostCost() * 1e6) / 1e4;
    return new Preferences(
        theme.isEmpty() ? Preferences.THEMES.getFirst() : theme,
        ascii,
        mouse,
        causes.hz(),
        percent,
        deep,
        file,
        Set.of());
  }
}
