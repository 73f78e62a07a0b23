package dev.conctop.workload.net.client;

import dev.conctop.catalog.parameter.Parameters;
import dev.conctop.workload.task.Surroundings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** How the loopback server is asked; the wire format page gives the protocol. */
public final class ServerPort {
  private ServerPort() {}

  /** The HTTP path that asks for an answer with delay, distribution and body of the parameters. */
  public static String getPath(Parameters parameters) {
    return "/get?" + delay(parameters) + "&body=" + parameters.number("body");
  }

  /** The HTTP path that takes a body and answers with delay and distribution of the parameters. */
  public static String postPath(Parameters parameters) {
    return "/post?" + delay(parameters);
  }

  private static String delay(Parameters parameters) {
    return "delay_ns="
        + parameters.number("delay")
        + "&distribution="
        + parameters.text("distribution");
  }

  /** The line of the query protocol. */
  public static byte[] queryLine(long delayNanos, String distribution, long body) {
    return ("Q " + delayNanos + " " + distribution + " " + body + "\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** The line that makes a query connection a paced echo of messages of a size. */
  public static byte[] pacedLine(long gapNanos, int message) {
    return ("P " + gapNanos + " " + message + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  /** The address of the run's web server; fails when it has none. */
  public static InetSocketAddress http(Surroundings surroundings) throws IOException {
    return address(surroundings.httpPort());
  }

  /** The address of the run's server of queries; fails when it has none. */
  public static InetSocketAddress query(Surroundings surroundings) throws IOException {
    return address(surroundings.queryPort());
  }

  private static InetSocketAddress address(int port) throws IOException {
    if (port == 0) {
      throw new IOException("this workload needs the loopback server, and none was started");
    }
    return new InetSocketAddress("127.0.0.1", port);
  }
}
