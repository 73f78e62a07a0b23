package dev.conctop.catalog;

import java.util.regex.Pattern;

/** Parameter values as they may be kept and passed on: without passwords. */
public final class Secrets {
  private static final String MASK = "***";

  /** A property of a URL: {@code ?password=…}, {@code ;PASSWORD=…}, {@code &sslpassword=…}. */
  private static final Pattern PROPERTY =
      Pattern.compile("(?i)(\\w*(?:password|passwd|pwd|passphrase|secret|token)\\s*=)[^&;,)]*");

  /**
   * What stands before the host: {@code //user:password@host}; the last @ is the one that counts.
   */
  private static final Pattern USER_INFO = Pattern.compile("(//[^/:@?#]*:)[^/?#]*(?=@)");

  /** Oracle's form: {@code :user/password@host}. */
  private static final Pattern ORACLE = Pattern.compile("(jdbc:oracle:\\w+:[^/@]*/)[^@]*(?=@)");

  private Secrets() {}

  /** A command line, each word of it masked as if it were an address. */
  public static String maskedWords(String command) {
    if (command.indexOf('=') < 0 && command.indexOf('@') < 0) {
      return command;
    }
    StringBuilder masked = new StringBuilder(command.length());
    int from = 0;
    while (from <= command.length()) {
      int blank = command.indexOf(' ', from);
      int end = blank < 0 ? command.length() : blank;
      masked.append(from == 0 ? "" : " ").append(masked("url", command.substring(from, end)));
      from = end + 1;
    }
    return masked.toString();
  }

  /** A parameter's value with {@code ***} in the place of what nobody else should read. */
  public static String masked(String parameter, String value) {
    if (parameter.equals("password")) {
      return value.isEmpty() ? value : MASK;
    }
    if (!parameter.endsWith("url")) {
      return value;
    }
    String shown = PROPERTY.matcher(value).replaceAll("$1" + MASK);
    shown = USER_INFO.matcher(shown).replaceAll("$1" + MASK);
    return ORACLE.matcher(shown).replaceAll("$1" + MASK);
  }
}
