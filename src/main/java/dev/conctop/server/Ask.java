package dev.conctop.server;

/**
 * What one request asks for.
 *
 * @param delayNanos mean of the delay, 0 to {@link #MAX_DELAY_NANOS}
 * @param distribution of the delay
 * @param body bytes of the answer, 0 to {@link #MAX_BODY}
 * @param html whether the answer is a web page
 */
public record Ask(long delayNanos, Distribution distribution, int body, boolean html) {
  public static final long MAX_DELAY_NANOS = 60_000_000_000L;
  public static final int MAX_BODY = 64 << 20;

  /** Asks for filler. */
  Ask(long delayNanos, Distribution distribution, int body) {
    this(delayNanos, distribution, body, false);
  }

  /** A request that is refused; the message is the line that its sender reads. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    public Refused(String why) {
      super(why, null, false, false);
      this.why = why;
    }

    public String why() {
      return why;
    }
  }

  /**
   * Reads the query of a URI: {@code delay_ns=…&distribution=…&body=…&content=…}, each at most
   * once; what is absent is 0, fixed or filler.
   *
   * @throws Refused naming what cannot be read
   */
  public static Ask ofUriQuery(String query) throws Refused {
    long delay = 0;
    long body = 0;
    boolean html = false;
    Distribution distribution = Distribution.FIXED;
    for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      switch (name) {
        case "delay_ns" -> delay = delay(value);
        case "body" -> body = number("body", value, 0, MAX_BODY);
        case "distribution" -> distribution = Distribution.ofKey(value);
        case "content" -> html = html(value);
        default -> throw new Refused("unknown parameter " + printable(name));
      }
    }
    return new Ask(delay, distribution, (int) body, html);
  }

  private static boolean html(String value) throws Refused {
    return switch (value) {
      case "html" -> true;
      case "filler" -> false;
      default -> throw new Refused("content=" + printable(value) + " is none of filler, html");
    };
  }

  /**
   * Reads a line of the query protocol: {@code Q <delay_ns> <distribution> <body>}.
   *
   * @throws Refused naming what cannot be read
   */
  public static Ask ofQueryLine(String line) throws Refused {
    String[] words = line.split(" ", -1);
    if (words.length != 4 || !words[0].equals("Q")) {
      throw new Refused("expected Q <delay_ns> <distribution> <body>");
    }
    return new Ask(
        delay(words[1]), Distribution.ofKey(words[2]), (int) number("body", words[3], 1, MAX_BODY));
  }

  /** Reads a delay in nanoseconds, 0 to 60 s. */
  static long delay(String text) throws Refused {
    return number("delay_ns", text, 0, MAX_DELAY_NANOS);
  }

  static long number(String name, String text, long min, long max) throws Refused {
    long value;
    try {
      value = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new Refused(name + "=" + printable(text) + " is not a whole number");
    }
    if (value < min || value > max) {
      throw new Refused(name + "=" + value + " is outside " + min + " to " + max);
    }
    return value;
  }

  /** What came from outside, fit for an answer of one line. */
  static String printable(String text) {
    StringBuilder clean = new StringBuilder();
    for (int i = 0; i < Math.min(40, text.length()); i++) {
      char c = text.charAt(i);
      clean.append(c > ' ' && c < 0x7f ? c : '?');
    }
    return clean.toString();
  }
}
