package dev.conctop.metrics.prometheus;

import dev.conctop.metrics.Address;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whom a request says it asks. A page in somebody's browser can have a name of its own mean our
 * address (DNS rebinding), and reads what we answer then; the name stands in the request all the
 * same. So only names that no stranger can give are answered: addresses, localhost, and the name
 * that was given to us.
 */
final class HostCheck {
  private static final Pattern V4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");
  private static final Pattern V6 = Pattern.compile("\\[[0-9a-fA-F:.]+(?:%[0-9A-Za-z._~-]+)?\\]");
  private static final Pattern PORT = Pattern.compile(":[0-9]{0,5}$");

  private final String given;

  HostCheck(Address address) {
    given = address.written().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether it means us.
   *
   * @param header the request's Host, with a port or without; ports may differ, since they do
   *     behind a tunnel
   */
  boolean allows(String header) {
    String host = PORT.matcher(header.strip()).replaceFirst("").toLowerCase(Locale.ROOT);
    return host.equals("localhost")
        || host.equals(given)
        || V4.matcher(host).matches()
        || V6.matcher(host).matches();
  }
}
