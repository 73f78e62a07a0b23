package dev.conctop.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.server.LoopbackServer;
import dev.conctop.workload.net.Crawl;
import dev.conctop.workload.net.HttpPost;
import dev.conctop.workload.task.TaskFailure;
import dev.conctop.workload.task.Workload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadAndCrawlTest {
  private static LoopbackServer server;

  @BeforeAll
  static void start() throws IOException {
    server = LoopbackServer.start(1);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static <W extends Workload> W open(W workload, String id, Map<String, String> given)
      throws Exception {
    workload.open(new FakeSurroundings(id, given).withPorts(server.httpPort(), server.queryPort()));
    return workload;
  }

  /** A server of the test's own that keeps what it is sent. */
  private static final class Keeper implements AutoCloseable {
    final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    Keeper(int status) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            seen.add(
                exchange.getRequestMethod()
                    + " "
                    + exchange.getRequestURI()
                    + " "
                    + new String(body, StandardCharsets.US_ASCII));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          });
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/up";
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  @Test
  void uploadsTheWholeBodyOnBothFaces() throws Exception {
    try (Keeper keeper = new Keeper(200);
        HttpPost workload =
            open(new HttpPost(), "http-post", Map.of("url", keeper.url(), "body", "5"));
        FakeLoop loop = new FakeLoop()) {
      FakeTask task = new FakeTask();
      workload.run(task);
      assertEquals(List.of(TaskWait.NETWORK), task.waits);
      assertEquals(2, loop.run(workload, 2, 1).done());
      assertEquals(
          List.of("POST /up ccccc", "POST /up ccccc", "POST /up ccccc"), List.copyOf(keeper.seen));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "1KiB", "3MiB"})
  void theLoopbackServerTakesUploads(String size) throws Exception {
    try (HttpPost workload =
            open(new HttpPost(), "http-post", Map.of("body", size, "delay", "1ms"));
        FakeLoop loop = new FakeLoop()) {
      for (int i = 0; i < 3; i++) {
        workload.run(new FakeTask());
      }
      FakeLoop.Outcome outcome = loop.run(workload, 30, 8);
      assertEquals(30, outcome.done(), () -> outcome.failures().toString());
    }
  }

  @Test
  void anUploadThatIsRefusedFailsTheTask() throws Exception {
    try (Keeper keeper = new Keeper(503);
        HttpPost workload = open(new HttpPost(), "http-post", Map.of("url", keeper.url()));
        FakeLoop loop = new FakeLoop()) {
      TaskFailure failure = assertThrows(TaskFailure.class, () -> workload.run(new FakeTask()));
      assertEquals("HTTP 503", TaskFailure.describe(failure));
      assertEquals(Map.of("HTTP 503", 5), loop.run(workload, 5, 2).failures());
    }
  }

  /** Each row of the server's page has one link and takes 47 to 52 bytes. */
  @Test
  void crawlsThePagesOfTheLoopbackServer() throws Exception {
    try (Crawl workload = open(new Crawl(), "crawl", Map.of("body", "100KiB", "delay", "1ms"));
        FakeLoop loop = new FakeLoop()) {
      FakeTask task = new FakeTask();
      workload.run(task);
      assertEquals(List.of(TaskWait.NETWORK), task.waits);
      long links = workload.result();
      assertEquals(2000, links, 200);
      FakeLoop.Outcome outcome = loop.run(workload, 20, 4);
      assertEquals(20, outcome.done(), () -> outcome.failures().toString());
      assertEquals(links, workload.result());
    }
  }

  @Test
  void aPageThatIsAnErrorIsNotParsed() throws Exception {
    try (Keeper keeper = new Keeper(404);
        Crawl workload = open(new Crawl(), "crawl", Map.of("url", keeper.url()));
        FakeLoop loop = new FakeLoop()) {
      assertThrows(TaskFailure.class, () -> workload.run(new FakeTask()));
      assertEquals(Map.of("HTTP 404", 3), loop.run(workload, 3, 1).failures());
    }
  }
}
