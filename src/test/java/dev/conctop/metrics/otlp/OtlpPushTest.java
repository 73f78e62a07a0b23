package dev.conctop.metrics.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.conctop.metrics.Buckets;
import dev.conctop.metrics.Metric;
import dev.conctop.metrics.Point;
import dev.conctop.metrics.Proto;
import dev.conctop.metrics.book.Facts;
import dev.conctop.metrics.book.MetricsBook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtlpPushTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int COUNTER_CUMULATIVE = 2;

  private final MetricsBook book = Facts.full();
  private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final AtomicInteger code = new AtomicInteger(200);
  private HttpServer collector;

  @BeforeEach
  void start() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext("/v1/metrics", this::collect);
    collector.start();
  }

  @AfterEach
  void end() {
    collector.stop(0);
  }

  private void collect(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (exchange.getRequestHeaders().getFirst("Content-Type").equals("application/x-protobuf")) {
        received.add(body);
      }
      exchange.sendResponseHeaders(code.get(), -1);
    }
  }

  private OtlpPush push() {
    return OtlpPush.start(
        URI.create("http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/metrics"),
        "1.2.3",
        "here",
        book::read,
        () -> 2_000 * SECOND,
        said::add,
        Duration.ofMillis(50));
  }

  private byte[] next() throws InterruptedException {
    byte[] body = received.poll(30, TimeUnit.SECONDS);
    assertTrue(body != null, "nothing was pushed");
    return body;
  }

  @Test
  void aCollectorGetsAllOfIt() throws Exception {
    byte[] body;
    try (OtlpPush _ = push()) {
      body = next();
    }
    Proto resource = Proto.read(body).message(1);
    assertEquals("conctop", attributes(resource.message(1), 1).get("service.name"));
    assertEquals("1.2.3", attributes(resource.message(1), 1).get("service.version"));
    Map<String, Proto> metrics = new HashMap<>();
    for (Proto scope : resource.messages(2)) {
      scope.messages(2).forEach(metric -> metrics.put(metric.text(1), metric));
    }
    for (Metric metric : book.read().points().keySet()) {
      assertTrue(metrics.containsKey(metric.id()), metric.id());
      assertEquals(metric.unit().symbol(), metrics.get(metric.id()).text(3), metric.id());
    }
    Proto threads = metrics.get("conctop.thread").message(7);
    assertEquals(COUNTER_CUMULATIVE, threads.number(2));
    assertEquals(1, threads.number(3), "it only rises");
    Proto first = threads.message(1);
    assertEquals(Map.of("group", "pool", "state", "on_cpu"), attributes(first, 7));
    assertEquals(0.1, first.real(4));
    assertEquals(1_000 * SECOND, first.number(2));
    assertEquals(2_000 * SECOND, first.number(3));
    histogram(metrics.get("conctop.task.latency").message(10).message(1));
  }

  /** ExponentialHistogramDataPoint: a bucket's number is that of its lower bound. */
  private void histogram(Proto point) {
    Buckets told = ((Point.Spread) book.read().of(Metric.TASK_LATENCY).getFirst()).buckets();
    assertEquals(3, point.number(4));
    assertEquals(told.sum(), point.real(5), 1e-9);
    assertEquals(told.schema(), point.signed(6));
    Proto positive = point.message(8);
    List<Long> counts = positive.numbers(2);
    assertEquals(told.indexes().getFirst() - 1, positive.signed(1));
    assertEquals(3, counts.stream().mapToLong(Long::longValue).sum());
    assertEquals(
        told.indexes().getLast() - told.indexes().getFirst() + 1, counts.size(), "up to the last");
    assertEquals(told.counts().getLast(), counts.getLast());
  }

  private static Map<String, String> attributes(Proto of, int field) {
    Map<String, String> attributes = new HashMap<>();
    of.messages(field).forEach(each -> attributes.put(each.text(1), each.message(2).text(1)));
    return attributes;
  }

  @Test
  void aCollectorThatRefusesIsSaidOnceAndWhenItIsBackOnce() throws Exception {
    code.set(503);
    try (OtlpPush _ = push()) {
      next();
      next();
      next();
      String refused = said.poll(30, TimeUnit.SECONDS);
      assertTrue(
          String.valueOf(refused).startsWith("metrics cannot be pushed to http://"), refused);
      code.set(200);
      String back = said.poll(30, TimeUnit.SECONDS);
      assertTrue(String.valueOf(back).endsWith("again"), back);
      next();
    }
    assertTrue(said.isEmpty(), said.toString());
  }

  @Test
  void aCollectorThatIsNotThereIsSaid() throws Exception {
    int port = collector.getAddress().getPort();
    collector.stop(0);
    String said = "";
    try (OtlpPush _ = push()) {
      said = this.said.poll(30, TimeUnit.SECONDS);
    }
    assertTrue(
        String.valueOf(said).endsWith(":" + port + "/v1/metrics: nothing listens there"), said);
  }
}
