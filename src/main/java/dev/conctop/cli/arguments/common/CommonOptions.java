package dev.conctop.cli.arguments.common;

import dev.conctop.app.metrics.MetricsTo;
import dev.conctop.app.recording.RecordTo;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What every command takes; empty means "not said here".
 *
 * @param ascii asked for 7-bit screens; false means not said
 * @param deep whether JVMs may be asked
 * @param causes how often a second to look for the causes of waits, as written
 * @param costBudget what that may cost, as written
 * @param record where what is seen is recorded
 * @param metrics where metrics of what is seen are to be had
 * @param noMouse asked to leave the mouse alone; false means not said
 */
public record CommonOptions(
    Optional<Format> format,
    OptionalLong intervalNanos,
    boolean ascii,
    boolean noMouse,
    Optional<String> theme,
    Optional<Path> config,
    Optional<Boolean> deep,
    Optional<String> causes,
    Optional<String> costBudget,
    Optional<RecordTo> record,
    MetricsTo metrics) {
  /** The same with another interval and other metrics. */
  public CommonOptions with(OptionalLong interval, MetricsTo to) {
    return new CommonOptions(
        format, interval, ascii, noMouse, theme, config, deep, causes, costBudget, record, to);
  }

  /** How results are shown. */
  public enum Format {
    TUI,
    TEXT,
    JSON,
    CSV
  }
}
