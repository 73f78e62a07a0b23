package dev.conctop.cli;

import java.io.PrintStream;
import java.util.List;

/** Says what of a recording cannot be read. */
final class Gaps {
  /** The exit code when that matters. */
  static final int DAMAGED = 5;

  private static final int MOST = 5;

  private final PrintStream err;

  Gaps(PrintStream err) {
    this.err = err;
  }

  /**
   * Says it.
   *
   * @param gaps one line each
   * @param ended whether the recording was ended as it should
   * @return whether something cannot be read
   */
  boolean say(List<String> gaps, boolean ended) {
    gaps.stream().limit(MOST).forEach(gap -> err.println("conctop: " + gap));
    if (gaps.size() > MOST) {
      err.println("conctop: and " + (gaps.size() - MOST) + " more of these");
    }
    if (!ended) {
      err.println(
          "conctop: the recording was not ended: it is written still, or its last second is lost");
    }
    return !gaps.isEmpty();
  }
}
