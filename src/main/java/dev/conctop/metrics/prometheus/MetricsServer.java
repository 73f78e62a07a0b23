package dev.conctop.metrics.prometheus;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.conctop.metrics.Address;
import dev.conctop.metrics.Outlets;
import dev.conctop.metrics.Reading;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Serves metrics over HTTP: {@code GET /metrics} in the format that is asked for (text,
 * OpenMetrics, protobuf with native histograms), and a page that says so at {@code /}. Nothing can
 * be changed through it.
 */
public final class MetricsServer implements Outlets.Server {
  static final String PATH = "/metrics";

  private static final int BACKLOG = 16;

  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int OK = 200;
  private static final int NO_BODY = -1;

  static {
    // The JDK's own limits, which are off: a request that does not end, connections without number.
    setIfAbsent("sun.net.httpserver.maxReqTime", "10");
    setIfAbsent("sun.net.httpserver.maxRspTime", "30");
    setIfAbsent("jdk.httpserver.maxConnections", "32");
  }

  private final HttpServer server;
  private final ExecutorService workers;
  private final Address address;

  private MetricsServer(HttpServer server, ExecutorService workers, Address address) {
    this.server = server;
    this.workers = workers;
    this.address = address;
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * Begins to serve.
   *
   * @param metrics called for each scrape, by threads of this server
   * @throws java.net.BindException when the address is in use, or none of this machine's
   * @throws IOException when it cannot be served for another reason
   */
  public static MetricsServer start(Address address, Supplier<Reading> metrics) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(address.host(), address.port()), BACKLOG);
    // One a connection, of which there are few: who sends slowly keeps nobody else waiting.
    ExecutorService workers =
        Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("metrics-", 1).factory());
    server.setExecutor(workers);
    HttpHandler scrapes = scrapes(metrics);
    HostCheck hosts = new HostCheck(address);
    server.createContext("/", exchange -> answer(exchange, hosts, scrapes));
    server.start();
    return new MetricsServer(server, workers, address.at(server.getAddress().getPort()));
  }

  /** The library's: it negotiates the format. Nobody's properties files are read for it. */
  private static HttpHandler scrapes(Supplier<Reading> metrics) {
    PrometheusRegistry registry = new PrometheusRegistry();
    MultiCollector collector = () -> Snapshots.of(metrics.get());
    registry.register(collector);
    return new MetricsHandler(PrometheusProperties.builder().build(), registry);
  }

  @Override
  public Address address() {
    return address;
  }

  private static void answer(HttpExchange exchange, HostCheck hosts, HttpHandler scrapes)
      throws IOException {
    List<String> said = exchange.getRequestHeaders().getOrDefault("Host", List.of());
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    if (said.size() != 1 || !hosts.allows(said.getFirst())) {
      text(
          exchange,
          FORBIDDEN,
          "This host name is not ours: ask by address, by localhost, or by the name that was given"
              + " to --metrics.\n");
    } else if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      text(exchange, NOT_ALLOWED, "Metrics can be read, nothing else.\n");
    } else if (PATH.equals(path) && method.equals("GET")) {
      scrapes.handle(exchange);
    } else if (PATH.equals(path)) {
      text(exchange, OK, "");
    } else if ("/".equals(path)) {
      page(exchange);
    } else {
      text(exchange, NOT_FOUND, "There is " + PATH + ", nothing else.\n");
    }
  }

  private static void page(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'");
    send(
        exchange,
        OK,
        "text/html; charset=utf-8",
        "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>conctop</title>"
            + "<h1>conctop</h1><p><a href=\""
            + PATH
            + "\">Metrics</a> for Prometheus.</p></html>\n");
  }

  private static void text(HttpExchange exchange, int code, String words) throws IOException {
    send(exchange, code, "text/plain; charset=utf-8", words);
  }

  private static void send(HttpExchange exchange, int code, String type, String words)
      throws IOException {
    try (exchange) {
      byte[] body = words.getBytes(StandardCharsets.UTF_8);
      boolean none = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(code, none ? NO_BODY : body.length);
      if (!none) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
