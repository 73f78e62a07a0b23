package dev.conctop.metrics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Asks for metrics as others do. */
public final class Scrapes {
  /** What Prometheus sends when it knows native histograms. */
  public static final String PROTOBUF =
      "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

  public static final String OPEN = "application/openmetrics-text;version=1.0.0";

  private static final int LIMIT_MILLIS = 20_000;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Scrapes() {}

  /**
   * A scrape.
   *
   * @param url of the server, without the path
   */
  public static HttpResponse<byte[]> get(String url, String accept)
      throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(url + "/metrics")).header("Accept", accept).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  public static Exposition text(String url) throws IOException, InterruptedException {
    byte[] body = get(url, "text/plain").body();
    return Exposition.read(new String(body, StandardCharsets.UTF_8), false);
  }

  /** Sends just these lines and gives all that comes back. */
  public static String raw(int port, String... lines) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(LIMIT_MILLIS);
      String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      InputStream in = socket.getInputStream();
      in.transferTo(all);
      return all.toString(StandardCharsets.ISO_8859_1);
    }
  }
}
