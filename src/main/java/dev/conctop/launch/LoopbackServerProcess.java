package dev.conctop.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The third process: the server that network workloads ask. */
final class LoopbackServerProcess implements Answering {
  static final Pattern PORTS =
      Pattern.compile("\\{\"http_port\":(\\d{1,5}),\"query_port\":(\\d{1,5})}");

  private final Child child;
  private int httpPort;
  private int queryPort;

  LoopbackServerProcess(Child child) {
    this.child = child;
  }

  static LoopbackServerProcess start() throws IOException {
    return new LoopbackServerProcess(
        Child.start(
            "the loopback server",
            JavaCommand.of(
                List.of("-XX:+UseSerialGC", "-Xmx128m"), "dev.conctop.server.ServerMain")));
  }

  /**
   * Waits until it has said its ports.
   *
   * @throws IOException when it ended instead, with its last words
   */
  void awaitReady() throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(child.output(), StandardCharsets.UTF_8));
    String line = reader.readLine();
    Matcher ports = line == null ? null : PORTS.matcher(line.strip());
    if (ports == null || !ports.matches()) {
      throw new IOException(
          line == null ? child.ending() : "the loopback server said something unexpected");
    }
    httpPort = Integer.parseInt(ports.group(1));
    queryPort = Integer.parseInt(ports.group(2));
  }

  @Override
  public int httpPort() {
    return httpPort;
  }

  @Override
  public int queryPort() {
    return queryPort;
  }

  @Override
  public int pid() {
    return child.pid();
  }

  @Override
  public List<String> lastWords(int lines) {
    return child.lastWords(lines);
  }

  @Override
  public void close() {
    child.close();
  }
}
