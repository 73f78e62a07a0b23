package dev.conctop.workload.net.client;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.workload.task.Surroundings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Where HTTP requests go.
 *
 * @param port 1 to 65535
 * @param path with its query, as sent
 */
public record HttpTarget(boolean tls, String host, int port, String path) {
  /** Answers from here on are errors. */
  static final int FIRST_ERROR_STATUS = 400;

  /**
   * The URL of the parameters, or the loopback server.
   *
   * @param path asked of the loopback server
   * @throws BadInput when the URL cannot be read
   * @throws IOException when there is neither
   */
  public static HttpTarget of(Surroundings surroundings, String path) throws IOException {
    String url = surroundings.parameters().text("url");
    return url.isEmpty()
        ? new HttpTarget(false, "127.0.0.1", ServerPort.http(surroundings).getPort(), path)
        : ofUrl(url);
  }

  /**
   * Reads a URL of the user's own.
   *
   * @throws BadInput when it is not an http or https URL with a host
   */
  public static HttpTarget ofUrl(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw new BadInput("url=" + url + " cannot be read: " + e.getReason());
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https");
    String host = uri.getHost();
    if ((!tls && !scheme.equals("http")) || host == null) {
      throw new BadInput(
          "url=" + url + " is not of the form http://host/path or https://host/path");
    }
    String rawPath = uri.getRawPath() == null ? "" : uri.getRawPath();
    String path = rawPath.isEmpty() ? "/" : rawPath;
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
    return new HttpTarget(tls, host, port, path + query);
  }

  String scheme() {
    return tls ? "https" : "http";
  }

  /** The host as the Host header has it. */
  public String authority() {
    return port == (tls ? 443 : 80) ? host : host + ":" + port;
  }

  /**
   * Looks the host up.
   *
   * @throws UnknownHostException when it has no address
   */
  InetSocketAddress resolve() throws UnknownHostException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UnknownHostException(host + " has no address");
    }
    return address;
  }

  /** A whole request as it is sent. */
  byte[] request(Method method, byte[] body) {
    String length = method == Method.POST ? "Content-Length: " + body.length + "\r\n" : "";
    byte[] head =
        (method
                + " "
                + path
                + " HTTP/1.1\r\nHost: "
                + authority()
                + "\r\nUser-Agent: conctop\r\nAccept: */*\r\n"
                + length
                + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] whole = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, whole, head.length, body.length);
    return whole;
  }

  /** What is asked of the server. */
  enum Method {
    GET,
    POST
  }
}
