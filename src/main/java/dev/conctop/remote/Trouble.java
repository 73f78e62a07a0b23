package dev.conctop.remote;

import dev.conctop.sample.figure.CleanText;

/**
 * Why there is no feed, in words.
 *
 * @param reason one line
 * @param remedy what to do about it; empty when nothing is to be done
 * @param lasting whether it will not mend by itself: it is tried again seldom
 */
public record Trouble(String reason, String remedy, boolean lasting) {
  private static final int UNREACHABLE = 255;
  private static final int NOT_FOUND = 127;
  private static final int NOT_EXECUTABLE = 126;
  private static final int USAGE = 2;
  private static final int LONGEST = 160;

  /** Nothing is wrong. */
  static final Trouble NONE = new Trouble("", "", false);

  /**
   * What the end of ssh means.
   *
   * @param exitCode 255 is ssh's own, any other that of what was run there
   * @param lastWords the last line of its standard error, as it came
   */
  static Trouble ended(int exitCode, String lastWords) {
    String words = CleanText.clean(lastWords.strip(), LONGEST);
    return switch (exitCode) {
      case UNREACHABLE -> unreachable(words);
      case NOT_FOUND ->
          new Trouble(
              "no conctop there" + behind(words),
              "install it there, so that 'ssh HOST conctop --version' works",
              true);
      case NOT_EXECUTABLE ->
          new Trouble("conctop cannot be run there" + behind(words), "see its mode there", true);
      case USAGE ->
          new Trouble(
              "conctop there has no feed" + behind(words),
              "it is an older one: install this version there",
              true);
      case 0 -> new Trouble("the feed has ended", "", false);
      default -> new Trouble("conctop there ended with " + exitCode + behind(words), "", false);
    };
  }

  private static Trouble unreachable(String words) {
    if (words.contains("Host key verification failed")
        || words.contains("REMOTE HOST IDENTIFICATION")) {
      return new Trouble(
          words, "connect once with ssh yourself, and see that its key is the right one", true);
    }
    if (words.contains("Permission denied")) {
      return new Trouble(words, "ssh must come in without asking: a key, or an agent", true);
    }
    if (words.contains("Could not resolve hostname")) {
      return new Trouble(words, "see its name, or give it an alias in ~/.ssh/config", true);
    }
    return new Trouble(words.isEmpty() ? "ssh could not connect" : words, "", false);
  }

  private static String behind(String words) {
    return words.isEmpty() ? "" : ": " + words;
  }

  /** What came is no feed. */
  static Trouble notAFeed(String why, byte[] came) {
    String said = CleanText.clean(firstLine(came), LONGEST / 2).strip();
    boolean words = why.equals("it is no feed of conctop") && !said.isEmpty();
    return words
        ? new Trouble(
            "something there speaks before conctop does: " + said,
            "its shell must be silent when it is not interactive",
            true)
        : new Trouble(why, why.contains("version") ? "install this version there" : "", true);
  }

  private static String firstLine(byte[] came) {
    StringBuilder line = new StringBuilder();
    for (byte each : came) {
      if (each == '\n' || line.length() >= LONGEST) {
        break;
      }
      line.append(each >= ' ' && each < 0x7f ? (char) each : '?');
    }
    return line.toString();
  }
}
