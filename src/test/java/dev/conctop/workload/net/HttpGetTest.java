package dev.conctop.workload.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.server.LoopbackServer;
import dev.conctop.workload.FakeLoop;
import dev.conctop.workload.FakeSurroundings;
import dev.conctop.workload.FakeTask;
import dev.conctop.workload.Workloads;
import dev.conctop.workload.net.client.HttpTarget;
import dev.conctop.workload.task.TaskFailure;
import dev.conctop.workload.task.Workload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class HttpGetTest {
  private static LoopbackServer server;

  @BeforeAll
  static void start() throws IOException {
    server = LoopbackServer.start(1);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Workload open(Map<String, String> parameters) throws Exception {
    Workload workload = Workloads.create("http-get");
    workload.open(
        new FakeSurroundings("http-get", parameters)
            .withPorts(server.httpPort(), server.queryPort()));
    return workload;
  }

  private static String own(String pathAndQuery) {
    return "http://127.0.0.1:" + server.httpPort() + pathAndQuery;
  }

  public static int refusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void waitsForTheNetworkOnceATask() throws Exception {
    FakeTask task = new FakeTask();
    try (Workload workload = open(Map.of("delay", "2ms", "body", "100KiB"))) {
      long begin = System.nanoTime();
      for (int i = 0; i < 5; i++) {
        workload.run(task);
      }
      assertTrue(System.nanoTime() - begin >= 10_000_000);
    }
    assertEquals(Collections.nCopies(5, TaskWait.NETWORK), task.waits);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void servesManyThreadsAtOnce(boolean virtual) throws Exception {
    try (Workload workload = open(Map.of("delay", "5ms", "distribution", "exponential"));
        ExecutorService threads =
            virtual
                ? Executors.newVirtualThreadPerTaskExecutor()
                : Executors.newFixedThreadPool(16)) {
      Callable<Boolean> one =
          () -> {
            workload.run(new FakeTask());
            return true;
          };
      for (Future<Boolean> end : threads.invokeAll(Collections.nCopies(200, one))) {
        assertTrue(end.get());
      }
    }
  }

  @Test
  void anAnswerThatIsAnErrorFailsTheTask() throws Exception {
    try (Workload workload = open(Map.of("url", own("/none")));
        FakeLoop loop = new FakeLoop()) {
      TaskFailure failure = assertThrows(TaskFailure.class, () -> workload.run(new FakeTask()));
      assertEquals("HTTP 400", TaskFailure.describe(failure));
      assertEquals(Map.of("HTTP 400", 30), loop.run(workload, 30, 4).failures());
    }
  }

  @Test
  void asksAServerOfTheUsersOwnForItsOwnPath() throws Exception {
    try (Workload workload = open(Map.of("url", own("/get?body=7"), "delay", "60s"));
        FakeLoop loop = new FakeLoop()) {
      workload.run(new FakeTask());
      assertEquals(3, loop.run(workload, 3, 1).done());
    }
  }

  @Test
  void aRefusedConnectionIsAFailureByTheSameNameOnBothFaces() throws Exception {
    try (Workload workload = open(Map.of("url", "http://127.0.0.1:" + refusedPort() + "/"));
        FakeLoop loop = new FakeLoop()) {
      Exception failure = assertThrows(IOException.class, () -> workload.run(new FakeTask()));
      assertEquals("ConnectException: Connection refused", TaskFailure.describe(failure));
      FakeLoop.Outcome outcome = loop.run(workload, 500, 200);
      assertEquals(Map.of("ConnectException: Connection refused", 500), outcome.failures());
    }
  }

  @Test
  void aServerThatDoesNotSpeakTlsFailsTheTask() throws Exception {
    String url = own("/get").replace("http:", "https:");
    try (Workload workload = open(Map.of("url", url));
        FakeLoop loop = new FakeLoop()) {
      assertThrows(IOException.class, () -> workload.run(new FakeTask()));
      FakeLoop.Outcome outcome = loop.run(workload, 10, 5);
      assertEquals(0, outcome.done());
      assertEquals(10, outcome.failures().values().stream().mapToInt(n -> n).sum());
    }
  }

  @Test
  void aServerThatEndsFailsWhatWaitsAndWhatComes() throws Exception {
    LoopbackServer mortal = LoopbackServer.start(1);
    try (Workload workload = Workloads.create("http-get");
        FakeLoop loop = new FakeLoop()) {
      workload.open(
          new FakeSurroundings("http-get", Map.of("delay", "60s"))
              .withPorts(mortal.httpPort(), mortal.queryPort()));
      var outcome = loop.begin(workload, 100, 50);
      while (loop.loop().submit(loop::waitingNow).get() < 50) {
        Thread.onSpinWait();
      }
      mortal.close();
      assertEquals(
          100,
          outcome.get(60, TimeUnit.SECONDS).failures().values().stream().mapToInt(n -> n).sum());
    } finally {
      mortal.close();
    }
  }

  @Test
  void aThousandTasksOnOneLoopAllEnd() throws Exception {
    try (Workload workload = open(Map.of("delay", "20ms"));
        FakeLoop loop = new FakeLoop()) {
      FakeLoop.Outcome outcome = loop.run(workload, 3000, 1000);
      assertEquals(3000, outcome.done());
      assertEquals(Map.of(), outcome.failures());
      assertEquals(1000, outcome.mostWaiting());
    }
  }

  @Test
  void closingFailsWhatStillWaits() throws Exception {
    Workload workload = open(Map.of("delay", "60s"));
    try (FakeLoop loop = new FakeLoop()) {
      var outcome = loop.begin(workload, 10, 10);
      FutureTask<Boolean> blocked =
          new FutureTask<>(
              () -> {
                workload.run(new FakeTask());
                return true;
              });
      Thread thread = Thread.ofPlatform().daemon().start(blocked);
      while (loop.loop().submit(loop::waitingNow).get() < 10 || !readsASocket(thread)) {
        Thread.onSpinWait();
      }
      workload.close();
      assertEquals(
          10,
          outcome.get(60, TimeUnit.SECONDS).failures().values().stream().mapToInt(n -> n).sum());
      assertThrows(ExecutionException.class, () -> blocked.get(60, TimeUnit.SECONDS));
      assertThrows(IOException.class, () -> workload.run(new FakeTask()));
      assertEquals(
          Map.of("IOException: the workload is closed", 3), loop.run(workload, 3, 1).failures());
    }
  }

  private static boolean readsASocket(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("implRead"));
  }

  @Test
  void refusesAUrlThatIsNone() {
    for (String url : List.of("ftp://x/", "nowhere", "http://", "http://a b/", "http:///x")) {
      assertThrows(BadInput.class, () -> open(Map.of("url", url)), url);
    }
  }

  @Test
  void readsUrls() {
    assertEquals(new HttpTarget(false, "h", 80, "/"), HttpTarget.ofUrl("http://h"));
    assertEquals(
        new HttpTarget(true, "h", 443, "/a%20b?c=d&e"), HttpTarget.ofUrl("HTTPS://h/a%20b?c=d&e"));
    assertEquals(new HttpTarget(false, "h", 81, "/?q"), HttpTarget.ofUrl("http://h:81?q"));
    assertEquals("h:81", HttpTarget.ofUrl("http://h:81").authority());
    assertEquals("h", HttpTarget.ofUrl("https://h:443/").authority());
  }
}
