package dev.conctop.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.task.TaskWait;
import dev.conctop.server.LoopbackServer;
import dev.conctop.workload.net.HttpGetTest;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskFailure;
import dev.conctop.workload.task.Workload;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryWorkloadsTest {
  private static LoopbackServer server;

  @BeforeAll
  static void start() throws IOException {
    server = LoopbackServer.start(1);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static FakeSurroundings around(String id, Map<String, String> parameters) {
    return new FakeSurroundings(id, parameters).withPorts(server.httpPort(), server.queryPort());
  }

  private static Workload open(String id, Map<String, String> parameters) throws Exception {
    Workload workload = Workloads.create(id);
    workload.open(around(id, parameters));
    return workload;
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "32", "1MiB"})
  void aQueryIsOneWait(String body) throws Exception {
    FakeTask task = new FakeTask();
    try (Workload workload = open("query-server", Map.of("delay", "1ms", "body", body));
        FakeLoop loop = new FakeLoop()) {
      for (int i = 0; i < 4; i++) {
        workload.run(task);
      }
      FakeLoop.Outcome outcome = loop.run(workload, 40, 8);
      assertEquals(40, outcome.done());
      assertEquals(8, outcome.mostWaiting());
    }
    assertEquals(Collections.nCopies(4, TaskWait.NETWORK), task.waits);
  }

  @Test
  void queriesOfManyThreadsDoNotMix() throws Exception {
    Callable<Boolean> one;
    try (Workload workload = open("query-server", Map.of("delay", "0ms"));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      one =
          () -> {
            workload.run(new FakeTask());
            return true;
          };
      for (Future<Boolean> end : threads.invokeAll(Collections.nCopies(500, one))) {
        assertTrue(end.get());
      }
    }
  }

  @Test
  void aRefusedPortIsAFailure() throws Exception {
    for (String id : List.of("query-server", "convoy", "mixed")) {
      try (Workload workload = Workloads.create(id);
          FakeLoop loop = new FakeLoop()) {
        workload.open(new FakeSurroundings(id, Map.of()).withPorts(1, HttpGetTest.refusedPort()));
        Exception failure = assertThrows(IOException.class, () -> workload.run(new FakeTask()));
        assertEquals("ConnectException: Connection refused", TaskFailure.describe(failure));
        assertEquals(
            Map.of("ConnectException: Connection refused", 20),
            loop.run(workload, 20, 10).failures());
      }
    }
  }

  @Test
  void mixedWorksThenWaits() throws Exception {
    FakeTask task = new FakeTask();
    try (Workload workload = open("mixed", Map.of("cpu", "2ms", "wait", "3ms"));
        FakeLoop loop = new FakeLoop()) {
      long begin = System.nanoTime();
      workload.run(task);
      assertTrue(System.nanoTime() - begin >= 3_000_000);
      assertEquals(List.of(TaskWait.NETWORK), task.waits);
      assertTrue(task.checkpoints > 100, () -> task.checkpoints + " checkpoints");
      assertEquals(20, loop.run(workload, 20, 5).done());
    }
  }

  @Test
  void mixedWithoutWaitNeedsNoServer() throws Exception {
    FakeTask task = new FakeTask();
    try (Workload workload = Workloads.create("mixed");
        FakeLoop loop = new FakeLoop()) {
      workload.open(new FakeSurroundings("mixed", Map.of("cpu", "1ms", "wait", "0ms")));
      workload.run(task);
      assertEquals(5, loop.run(workload, 5, 2).done());
    }
    assertEquals(List.of(), task.waits);
  }

  @Test
  void convoyAnswersEachLineAndTellsTheRoundTripBefore() throws Exception {
    FakeTask task = new FakeTask();
    FakeSurroundings around = around("convoy", Map.of("gap", "2ms", "spinners", "0"));
    try (Workload workload = Workloads.create("convoy")) {
      workload.open(around);
      long begin = System.nanoTime();
      for (int i = 0; i < 6; i++) {
        workload.run(task);
      }
      assertTrue(System.nanoTime() - begin >= 6 * 2_000_000);
    }
    assertEquals(Collections.nCopies(1 + 6 * 2, TaskWait.NETWORK), task.waits);
    assertEquals(5, task.roundTrips.size());
    assertTrue(task.roundTrips.stream().allMatch(nanos -> nanos > 0));
    assertEquals(List.of(), around.busy);
  }

  @Test
  void convoyOnALoop() throws Exception {
    try (Workload workload = open("convoy", Map.of("gap", "1ms", "spinners", "0"));
        FakeLoop loop = new FakeLoop()) {
      FakeLoop.Outcome outcome = loop.run(workload, 60, 3);
      assertEquals(60, outcome.done());
      assertEquals(3, outcome.mostWaiting());
      // The first line of each connection has no round trip before it.
      assertEquals(57, outcome.roundTrips());
    }
  }

  @Test
  void convoyStartsItsSpinnersWhereTheyBelong() throws Exception {
    FakeSurroundings around = around("convoy", Map.of("spinners", "3", "elsewhere", "other-lock"));
    try (Workload workload = Workloads.create("convoy")) {
      workload.open(around);
    }
    assertEquals(Collections.nCopies(3, Surroundings.Elsewhere.OTHER_LOCK), around.busy);
    FakeTask spinner = new FakeTask();
    spinner.lastCheckpoint = 50;
    assertThrows(FakeTask.Over.class, () -> around.busyWork.getFirst().accept(spinner));
    assertEquals(50, spinner.checkpoints);
  }
}
