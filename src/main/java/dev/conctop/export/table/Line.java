package dev.conctop.export.table;

import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of a table under construction, value by value. Numbers are written the same everywhere:
 * a point, no grouping.
 */
final class Line {
  private final Table table;
  private final long nanos;
  private final String[] values;
  private final boolean[] given;
  private final Map<String, Fidelity> fidelity = new LinkedHashMap<>();
  private final Map<String, String> missing = new LinkedHashMap<>();

  /**
   * @param nanos when, by the recording's stamps
   */
  Line(Table table, long nanos) {
    this.table = table;
    this.nanos = nanos;
    this.values = new String[table.columns().size()];
    this.given = new boolean[values.length];
  }

  private Line put(String column, String value) {
    int place = table.place(column);
    values[place] = value;
    given[place] = true;
    return this;
  }

  Line text(String column, String value) {
    return put(column, value);
  }

  Line whole(String column, long value) {
    return put(column, Long.toString(value));
  }

  Line flag(String column, boolean value) {
    return put(column, Boolean.toString(value));
  }

  /** A number; what is none, or has no bound, is left out. */
  Line number(String column, double value) {
    return Double.isFinite(value) ? put(column, Double.toString(value)) : this;
  }

  Line figure(String column, Figure figure) {
    if (!figure.known()) {
      return missing(column, figure.reason());
    }
    if (!Double.isFinite(figure.value())) {
      return missing(column, "there is no limit");
    }
    return got(column, Double.toString(figure.value()), figure.fidelity());
  }

  /** A whole number, and how it was got. */
  Line figure(String column, long value, Fidelity how) {
    return got(column, Long.toString(value), how);
  }

  private Line got(String column, String value, Fidelity how) {
    if (how != Fidelity.EXACT) {
      fidelity.put(column, how);
    }
    return put(column, value);
  }

  private Line missing(String column, String reason) {
    missing.put(column, reason);
    return this;
  }

  Table table() {
    return table;
  }

  long nanos() {
    return nanos;
  }

  /** Whether there is a value at a place. */
  boolean has(int place) {
    return given[place];
  }

  /** The value at a place, as text. */
  String value(int place) {
    return values[place];
  }

  /** How figures were got that are not exact, by column. */
  Map<String, Fidelity> fidelity() {
    return fidelity;
  }

  /** Why figures are n/a, by column. */
  Map<String, String> missing() {
    return missing;
  }
}
