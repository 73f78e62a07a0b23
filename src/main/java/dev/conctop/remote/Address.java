package dev.conctop.remote;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.sample.figure.CleanText;
import java.util.OptionalInt;

/**
 * Where a machine is, as ssh takes it.
 *
 * @param written as the person wrote it; what it is called on the screen and in reports
 * @param destination host, alias or user@host, without the port
 * @param port empty: ssh's own choice, which its settings may make
 */
public record Address(String written, String destination, OptionalInt port) {
  private static final int LONGEST = 255;
  private static final int LONGEST_SHOWN = 80;
  private static final int LAST_PORT = 65_535;

  /**
   * Reads {@code [user@]host[:port]}, where a host may be an alias of ssh's settings, or an address
   * in square brackets.
   *
   * @throws BadInput in one line when it is none. What would be an option to ssh is none.
   */
  public static Address parse(String written) {
    String word = written.strip();
    String shown = CleanText.clean(word, LONGEST_SHOWN);
    if (word.isEmpty() || word.length() > LONGEST) {
      throw new BadInput("'" + shown + "' is no host, such as web1 or ann@web1:2222");
    }
    boolean odd =
        word.chars().anyMatch(c -> c <= ' ' || c == 0x7f || "'\"\\`$;&|<>(){}*?!#".indexOf(c) >= 0);
    if (odd) {
      throw new BadInput("'" + shown + "' cannot be the name of a host");
    }
    int at = word.lastIndexOf('@');
    String user = at < 0 ? "" : word.substring(0, at + 1);
    String rest = word.substring(at + 1);
    int end = rest.startsWith("[") ? rest.indexOf(']') : -1;
    int colon = end >= 0 ? rest.indexOf(':', end) : onlyColon(rest);
    String host = colon < 0 ? rest : rest.substring(0, colon);
    if (end >= 0) {
      host = rest.substring(1, end);
    }
    boolean tail = end >= 0 && rest.length() > end + 1 && colon != end + 1;
    if (host.isEmpty()
        || host.startsWith("-")
        || user.startsWith("-")
        || user.equals("@")
        || tail) {
      throw new BadInput("'" + shown + "' cannot be the name of a host");
    }
    return new Address(
        word,
        user + host,
        colon < 0 ? OptionalInt.empty() : OptionalInt.of(port(rest.substring(colon + 1), shown)));
  }

  /** Where a port begins; an address with several colons and no brackets has none. */
  private static int onlyColon(String rest) {
    int first = rest.indexOf(':');
    return first == rest.lastIndexOf(':') ? first : -1;
  }

  private static int port(String digits, String shown) {
    int port = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : 0;
    if (port < 1 || port > LAST_PORT) {
      throw new BadInput("'" + shown + "': a port is a number from 1 to " + LAST_PORT);
    }
    return port;
  }
}
