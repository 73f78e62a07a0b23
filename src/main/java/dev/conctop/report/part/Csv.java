package dev.conctop.report.part;

/** Cells of RFC 4180. */
public final class Csv {
  /** What a spreadsheet may take for the beginning of a formula, wide forms included. */
  private static final String FORMULA = "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20";

  private Csv() {}

  /** A text as a cell; an apostrophe before it where it would be taken for a formula. */
  public static String cell(String text) {
    String safe = text;
    if (!text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 && !isNumber(text)) {
      safe = "'" + text;
    }
    boolean quote =
        safe.indexOf(',') >= 0
            || safe.indexOf('"') >= 0
            || safe.indexOf('\n') >= 0
            || safe.indexOf('\r') >= 0;
    return quote ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  private static boolean isNumber(String text) {
    try {
      Double.parseDouble(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
