package dev.conctop.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conctop.metrics.book.Facts;
import dev.conctop.metrics.book.MetricsBook;
import dev.conctop.metrics.prometheus.MetricsServer;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.Series;
import dev.conctop.state.past.total.Totals;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus with native histograms scrapes what is served, and is asked what it has. */
class PrometheusTest {
  private static final Path PROGRAM = Path.of("/usr/bin/prometheus");
  private static final long LIMIT_NANOS = 60_000_000_000L;

  @TempDir Path home;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void itsPercentilesAreOurs() throws Exception {
    assumeTrue(Files.isExecutable(PROGRAM), "skipped: prometheus (Debian: prometheus) is not here");
    MetricsBook book = Facts.full();
    Totals own = new Totals();
    TaskFrame frame = latencies(new Random(3));
    frame.latencies().forEach(own::add);
    book.fact(Facts.frame(0, Phase.WARM_UP, 0));
    book.fact(frame);
    try (MetricsServer server = MetricsServer.start(Address.read("127.0.0.1:0"), book::read)) {
      int port = freePort();
      Process prometheus = start(server.address(), port);
      try {
        String latency = "conctop_task_latency_seconds{series=\"response\"}";
        Histogram expected = own.latency(Series.RESPONSE).orElseThrow();
        for (double percent : new double[] {50, 99}) {
          double seconds = ask(port, "histogram_quantile(" + percent / 100 + ", " + latency + ")");
          double ours = expected.getValueAtPercentile(percent) / 1e9;
          assertEquals(ours, seconds, 0.02 * ours, "p" + percent);
        }
        assertEquals(
            expected.getTotalCount(), ask(port, "histogram_count(" + latency + ")"), "values");
        assertEquals(1, ask(port, "up"));
        assertEquals(
            1,
            ask(port, "conctop_watching_info{name=\"a \\\"name\\\"\\\\with\\nall\"}"),
            "a name with everything in it");
      } finally {
        prometheus.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    }
  }

  /** Most take some milliseconds, some wait ten times as long. */
  private static TaskFrame latencies(Random random) {
    long[] nanos = new long[20_000];
    for (int i = 0; i < nanos.length; i++) {
      double each = 5e6 * Math.exp(0.5 * random.nextGaussian());
      nanos[i] = (long) (i % 20 == 0 ? 10 * each : each);
    }
    return Facts.frame(1, Phase.MEASURE, nanos.length, nanos);
  }

  private Process start(Address scraped, int port) throws IOException {
    Path config = home.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global:
          scrape_interval: 1s
        scrape_configs:
          - job_name: conctop
            static_configs:
              - targets: ['127.0.0.1:%d']
        """
            .formatted(scraped.port()));
    return new ProcessBuilder(
            PROGRAM.toString(),
            "--config.file=" + config,
            "--storage.tsdb.path=" + home.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port,
            "--enable-feature=native-histograms")
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("log").toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  /** The only value of an expression, once there is one. */
  private double ask(int port, String expression) throws Exception {
    String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/api/v1/query?query=" + query))
            .build();
    long begin = System.nanoTime();
    String last = "";
    while (System.nanoTime() - begin < LIMIT_NANOS) {
      try {
        last = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        if (last.startsWith("{")) {
          JsonNode result = JsonMapper.shared().readTree(last).at("/data/result");
          if (!result.isEmpty()) {
            assertTrue(result.size() == 1, last);
            return Double.parseDouble(result.at("/0/value/1").stringValue());
          }
        }
      } catch (ConnectException e) {
        last = "it does not listen yet";
      }
    }
    throw new AssertionError(
        expression + ": " + last + "\n" + Files.readString(home.resolve("log")));
  }
}
