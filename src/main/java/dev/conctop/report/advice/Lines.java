package dev.conctop.report.advice;

import dev.conctop.experiment.advice.Advice.Missing;
import java.util.List;
import java.util.Locale;

/** Paragraphs under a head of their own, 80 columns wide. */
final class Lines {
  private static final int WIDTH = 80;
  private static final int HEAD = 11;

  private final StringBuilder out = new StringBuilder();
  private final boolean ascii;

  /**
   * @param ascii 7-bit characters only
   */
  Lines(boolean ascii) {
    this.ascii = ascii;
  }

  /** One line as it is. */
  void line(String format, Object... values) {
    out.append(plain(String.format(Locale.ROOT, format, values)).stripTrailing()).append('\n');
  }

  /** A paragraph; its head stands beside its first line. */
  void item(String head, String text) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-" + HEAD + "s", head));
    int begin = line.length();
    for (String word : plain(text).split(" ", -1)) {
      if (line.length() > begin && line.length() + 1 + word.length() > WIDTH) {
        out.append(line.toString().stripTrailing()).append('\n');
        line = new StringBuilder(" ".repeat(HEAD));
        begin = line.length();
      }
      line.append(line.length() > begin ? " " : "").append(word);
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  /** What is not known, and how to get it. */
  void missing(List<Missing> missing) {
    String head = "missing";
    for (Missing one : missing) {
      item(head, one.what() + " (" + one.why() + "): " + one.how());
      head = "";
    }
  }

  /** Where only 7 bits are wanted, what is next to it. */
  private String plain(String text) {
    return ascii
        ? text.replace("µ", "u")
            .replace("–", "-")
            .replace("−", "-")
            .replace("×", "x")
            .replace("…", "...")
            .replace("·", ",")
            .replaceAll("[^\\x20-\\x7e]", "?")
        : text;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
