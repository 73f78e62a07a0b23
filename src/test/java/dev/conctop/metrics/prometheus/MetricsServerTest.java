package dev.conctop.metrics.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.metrics.Address;
import dev.conctop.metrics.Buckets;
import dev.conctop.metrics.Exposition;
import dev.conctop.metrics.Metric;
import dev.conctop.metrics.Point;
import dev.conctop.metrics.Proto;
import dev.conctop.metrics.Scrapes;
import dev.conctop.metrics.book.Facts;
import dev.conctop.metrics.book.MetricsBook;
import java.io.IOException;
import java.net.BindException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsServerTest {
  private final MetricsBook book = Facts.full();
  private MetricsServer server;

  @BeforeEach
  void start() throws IOException {
    server = MetricsServer.start(Address.read("127.0.0.1:0"), book::read);
  }

  @AfterEach
  void end() {
    server.close();
  }

  private String url() {
    return server.address().url();
  }

  private int port() {
    return server.address().port();
  }

  private static void isWhole(Exposition scrape) {
    for (Metric metric : Facts.full().read().points().keySet()) {
      String name =
          metric.kind() == Metric.Kind.HISTOGRAM ? metric.sample() + "_count" : metric.sample();
      assertTrue(scrape.names().contains(name), name);
    }
    String hostile = "a \"name\"\\with\nall";
    assertEquals(
        1,
        scrape.value(
            "conctop_watching_info",
            "what",
            "process",
            "name",
            hostile,
            "workload",
            "",
            "model",
            ""));
    assertEquals(
        0.1, scrape.value("conctop_thread_seconds_total", "group", "pool", "state", "on_cpu"));
    assertEquals(0.75, scrape.value("system_cpu_time_seconds_total", "cpu_mode", "user"));
    assertEquals(0.25, scrape.value("conctop_cpu_throttled_ratio"));
    assertEquals(3, scrape.value("conctop_task_latency_seconds_count", "series", "response"));
    assertEquals(
        2,
        scrape.value("conctop_task_latency_seconds_bucket", "series", "response", "le", "0.0025"));
    assertEquals(
        3, scrape.value("conctop_task_latency_seconds_bucket", "series", "response", "le", "+Inf"));
  }

  @Test
  void textHasAll() throws Exception {
    HttpResponse<byte[]> answer = Scrapes.get(url(), "text/plain;version=0.0.4");
    assertTrue(
        answer.headers().firstValue("Content-Type").orElse("").startsWith("text/plain"),
        answer.headers().toString());
    Exposition scrape = Exposition.read(new String(answer.body(), UTF_8), false);
    isWhole(scrape);
    assertEquals("counter", scrape.types().get("conctop_thread_seconds_total"));
    assertEquals("gauge", scrape.types().get("conctop_verdict"));
    assertEquals("histogram", scrape.types().get("conctop_task_latency_seconds"));
  }

  @Test
  void openMetricsHasAll() throws Exception {
    HttpResponse<byte[]> answer = Scrapes.get(url(), Scrapes.OPEN);
    assertTrue(
        answer
            .headers()
            .firstValue("Content-Type")
            .orElse("")
            .startsWith("application/openmetrics-text"),
        answer.headers().toString());
    Exposition scrape = Exposition.read(new String(answer.body(), UTF_8), true);
    isWhole(scrape);
    assertEquals("counter", scrape.types().get("conctop_thread_seconds"));
    assertEquals("seconds", scrape.units().get("conctop_thread_seconds"));
    assertEquals("info", scrape.types().get("conctop_watching"));
  }

  @Test
  void protobufHasNativeHistograms() throws Exception {
    List<Proto> families = Proto.readDelimited(Scrapes.get(url(), Scrapes.PROTOBUF).body());
    Proto family =
        families.stream()
            .filter(f -> f.text(1).equals("conctop_task_latency_seconds"))
            .findFirst()
            .orElseThrow();
    Proto metric = family.message(4);
    assertEquals("series", metric.message(1).text(1));
    assertEquals("response", metric.message(1).text(2));
    Proto histogram = metric.message(7);
    assertEquals(3, histogram.number(1));
    Buckets told = ((Point.Spread) book.read().of(Metric.TASK_LATENCY).getFirst()).buckets();
    assertEquals(told.sum(), histogram.real(2), 1e-9);
    assertEquals(told.schema(), histogram.signed(5));
    assertEquals(told.indexes(), indexes(histogram));
    List<Long> counts = new ArrayList<>();
    long count = 0;
    for (long delta : histogram.signedNumbers(13)) {
      count += delta;
      if (count > 0) {
        counts.add(count);
      }
    }
    assertEquals(told.counts(), counts);
    assertEquals(Buckets.BOUNDS.size() + 1, histogram.messages(3).size(), "classic buckets, too");
  }

  /** Which fine buckets a message has: spans of neighbours, each so far behind the one before. */
  private static List<Integer> indexes(Proto histogram) {
    List<Integer> indexes = new ArrayList<>();
    int at = 0;
    List<Long> counts = new ArrayList<>();
    long sum = 0;
    for (long delta : histogram.signedNumbers(13)) {
      sum += delta;
      counts.add(sum);
    }
    int next = 0;
    for (Proto span : histogram.messages(12)) {
      at += (int) span.signed(1);
      for (long i = 0; i < span.number(2); i++) {
        if (counts.get(next++) > 0) {
          indexes.add(at);
        }
        at++;
      }
    }
    return indexes;
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "localhost:1, 200",
    "127.0.0.1, 200",
    "[::1]:9464, 200",
    "LOCALHOST, 200",
    "evil.example, 403",
    "evil.example:9464, 403",
    "localhost.evil.example, 403",
    "127.0.0.1.evil.example, 403",
    "127.0.0.1@evil.example, 403",
    "'', 403"
  })
  void onlyOurOwnNamesAreAnswered(String host, int code) throws IOException {
    String answer = Scrapes.raw(port(), "GET /metrics HTTP/1.1", "Host: " + host);
    assertTrue(answer.startsWith("HTTP/1.1 " + code + " "), answer.lines().findFirst().orElse(""));
    assertEquals(code == 200, answer.contains("conctop_build_info"));
  }

  @Test
  void aRequestThatSaysTwoHostsOrNoneIsRefused() throws IOException {
    assertFalse(
        Scrapes.raw(port(), "GET /metrics HTTP/1.1", "Host: localhost", "Host: evil.example")
            .contains("conctop_"));
    assertFalse(Scrapes.raw(port(), "GET /metrics HTTP/1.0").contains("conctop_"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, 200",
    "HEAD, /, 200",
    "HEAD, /metrics, 200",
    "GET, /metrics?name[]=conctop_build, 200",
    "POST, /metrics, 405",
    "PUT, /, 405",
    "DELETE, /metrics, 405",
    "OPTIONS, /metrics, 405",
    "GET, /metricsx, 404",
    "GET, /metrics/../etc/passwd, 404",
    "GET, /favicon.ico, 404"
  })
  void nothingButReading(String method, String path, int code) throws IOException {
    String answer = Scrapes.raw(port(), method + " " + path + " HTTP/1.1", "Host: localhost");
    assertTrue(answer.startsWith("HTTP/1.1 " + code + " "), answer);
    if (method.equals("HEAD")) {
      assertTrue(answer.endsWith("\r\n\r\n"), "a body: " + answer);
    }
  }

  @Test
  void whoSendsSlowlyKeepsNobodyWaiting() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 12; i++) {
        Socket socket = new Socket(server.address().host(), port());
        slow.add(socket);
        socket.getOutputStream().write("GET /metrics HTTP/1.1\r\nHo".getBytes(UTF_8));
      }
      assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Scrapes.text(url()));
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void aNameThatWasGivenIsOurs() {
    HostCheck named = new HostCheck(new Address("Web1.example", server.address().host(), 1));
    assertTrue(named.allows("web1.example:9464"));
    assertFalse(named.allows("web2.example"));
  }

  @Test
  void anAddressInUseIsAnError() {
    assertThrows(
        BindException.class, () -> MetricsServer.start(server.address(), book::read).close());
  }
}
