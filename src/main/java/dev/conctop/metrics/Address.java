package dev.conctop.metrics;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where metrics can be asked for.
 *
 * @param written the host as it was written, without brackets
 * @param host its address
 * @param port 0 for any that is free
 */
public record Address(String written, InetAddress host, int port) {
  /** Prometheus's list of ports has this one for OpenTelemetry's exporters. */
  public static final int USUAL_PORT = 9464;

  private static final String USUAL_HOST = "127.0.0.1";
  private static final int LAST_PORT = 65_535;

  /** What is taken where nothing is said. */
  public static Address usual() {
    return read(USUAL_HOST + ":" + USUAL_PORT);
  }

  /**
   * Reads {@code 9464}, {@code :9464}, {@code 127.0.0.1}, {@code localhost:9464}, {@code
   * [::1]:9464}. Without a host it is the loopback's.
   *
   * @throws IllegalArgumentException one line that says what is wrong
   */
  public static Address read(String text) {
    String written = text.strip();
    int colon = written.lastIndexOf(':');
    boolean brackets = written.startsWith("[");
    if (written.isEmpty() || brackets && written.indexOf(']') < 0) {
      throw wrong(text, "no address");
    }
    if (!brackets && colon != written.indexOf(':')) {
      throw wrong(text, "an IPv6 address stands in brackets: [::1]:" + USUAL_PORT);
    }
    if (written.matches("[0-9]+")) {
      return of(text, USUAL_HOST, written);
    }
    boolean port = colon >= 0 && (!brackets || colon > written.indexOf(']'));
    String host = port ? written.substring(0, colon) : written;
    return of(
        text,
        host.isEmpty() ? USUAL_HOST : host,
        port ? written.substring(colon + 1) : Integer.toString(USUAL_PORT));
  }

  private static Address of(String text, String host, String port) {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > LAST_PORT) {
      throw wrong(text, "'" + port + "' is no port from 0 to " + LAST_PORT);
    }
    try {
      return new Address(bare, InetAddress.getByName(bare), Integer.parseInt(port));
    } catch (UnknownHostException e) {
      throw wrong(text, "no such host");
    }
  }

  private static IllegalArgumentException wrong(String text, String why) {
    return new IllegalArgumentException("'" + text + "': " + why);
  }

  /** Whether nobody on another machine reaches it. */
  public boolean isLoopback() {
    return host.isLoopbackAddress();
  }

  /** The same with the port that was given in the place of any. */
  public Address at(int given) {
    return new Address(written, host, given);
  }

  /** Where a browser finds it. */
  public String url() {
    String shown = host.getHostAddress();
    return "http://" + (host instanceof Inet6Address ? "[" + shown + "]" : shown) + ":" + port;
  }
}
