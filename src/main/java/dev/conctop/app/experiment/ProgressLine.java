package dev.conctop.app.experiment;

import java.io.PrintStream;

/** One line on a terminal that is written over and over. */
public final class ProgressLine {
  private static final String AGAIN = "\r\u001b[K";

  private final PrintStream err;
  private final boolean terminal;
  private String shown = "";

  /**
   * @param terminal whether {@code err} is one; else nothing is written
   */
  public ProgressLine(PrintStream err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  public void show(String line) {
    if (terminal && !line.equals(shown)) {
      err.print(AGAIN + line);
      err.flush();
      shown = line;
    }
  }

  public void clear() {
    if (!shown.isEmpty()) {
      err.print(AGAIN);
      err.flush();
      shown = "";
    }
  }
}
