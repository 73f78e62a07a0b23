package dev.conctop.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.thread.ThreadReport;
import dev.conctop.wire.Message;
import dev.conctop.wire.Order;
import dev.conctop.wire.RunOrder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole subjects: orders in, messages out, processes ended. */
@Timeout(60)
class SubjectMainTest {
  @TempDir Path directory;

  private RunOrder sleep(String model, String delay) {
    return SubjectChild.order("sleep", model, Map.of("delay", delay), directory);
  }

  private static List<TaskFrame> frames(SubjectChild child) {
    return child.messages.stream()
        .flatMap(
            message ->
                switch (message) {
                  case Message.Frame frame -> Stream.of(frame.frame());
                  case Message.Last last -> Stream.of(last.frame());
                  case Message.Block block -> Stream.of(block.frame());
                  case Message.Hello hello -> Stream.of();
                  case Message.Resting resting -> Stream.of();
                  case Message.Step step -> Stream.of();
                })
        .toList();
  }

  private static long recorded(List<TaskFrame> frames, Series series) {
    return frames.stream()
        .flatMap(frame -> frame.latencies().stream())
        .filter(interval -> interval.series() == series)
        .map(LatencyInterval::values)
        .mapToLong(values -> values.total())
        .sum();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sequential",
        "thread-per-task",
        "thread-pool",
        "virtual-threads",
        "event-loop",
        "gil-threads",
        "processes"
      })
  void exactlySoManyTasksUnderEveryModel(String model) throws Exception {
    try (SubjectChild child = new SubjectChild()) {
      child.send(SubjectChild.tasks(sleep(model, "10ms"), 30));
      Message.Last last = child.last();
      assertEquals(Message.Outcome.DONE, last.outcome(), last.error());
      assertEquals(30, last.frame().tasks().created());
      assertEquals(30, last.frame().tasks().completed());
      assertEquals(0, last.frame().tasks().inFlight());
      assertEquals(30, recorded(frames(child), Series.RESPONSE));
      assertTrue(last.wallNanos() >= 30 / 4 * 10_000_000L, () -> "wall " + last.wallNanos());
      assertInstanceOf(Message.Hello.class, child.messages.getFirst());
      assertEquals(0, child.exit());
      assertEquals("", child.errors(), "nothing is said on a good run");
    }
  }

  @Test
  void theWarmUpDoesNotCount() throws Exception {
    try (SubjectChild child = new SubjectChild()) {
      child.send(
          SubjectChild.tasks(
              SubjectChild.timed(sleep("thread-pool", "5ms"), 300_000_000, 30_000_000_000L), 20));
      Message.Last last = child.last();
      assertEquals(20, last.frame().tasks().completed());
      List<TaskFrame> frames = frames(child);
      assertEquals(Phase.WARM_UP, frames.getFirst().phase());
      List<TaskFrame> measured =
          frames.stream().filter(frame -> frame.phase() == Phase.MEASURE).toList();
      assertEquals(20, recorded(measured, Series.RESPONSE));
      for (int i = 0; i < frames.size(); i++) {
        assertEquals(i, frames.get(i).sequence());
      }
    }
  }

  @Test
  void measuringEndsWithItsTime() throws Exception {
    try (SubjectChild child = new SubjectChild()) {
      child.send(SubjectChild.timed(sleep("thread-pool", "1ms"), 0, 300_000_000));
      Message.Last last = child.last();
      assertEquals(Message.Outcome.DONE, last.outcome());
      assertTrue(last.wallNanos() >= 300_000_000);
      assertEquals(last.frame().tasks().completed(), recorded(frames(child), Series.RESPONSE));
      assertTrue(last.frame().tasks().inFlight() > 0, "a closed loop is cut in the middle");
      assertEquals(0, child.exit());
    }
  }

  @Test
  void knobsTurnAndStopStops() throws Exception {
    try (SubjectChild child = new SubjectChild()) {
      child.send(sleep("thread-pool", "1ms"));
      child.until(message -> message instanceof Message.Frame);
      child.send(new Order.Set(Order.Knob.WORKERS, 5));
      child.send(new Order.Set(Order.Knob.IN_FLIGHT, 9));
      child.until(
          message ->
              message instanceof Message.Frame frame
                  && frame.frame().gauges().get("workers") == 5.0
                  && frame.frame().gauges().get("in_flight") == 9.0
                  && frame.frame().tasks().inFlight() == 9);
      child.send(new Order.Stop());
      assertEquals(Message.Outcome.STOPPED, child.last().outcome());
      assertEquals(0, child.exit());
    }
  }

  @Test
  void theSwitchIntervalTurns() throws Exception {
    try (SubjectChild child = new SubjectChild()) {
      child.send(sleep("gil-threads", "1ms"));
      child.send(new Order.Set(Order.Knob.SWITCH_INTERVAL, 123_000));
      child.until(
          message ->
              message instanceof Message.Frame frame
                  && frame.frame().gauges().get("switch_interval") == 123_000.0);
    }
  }

  @Test
  void theEndOfItsInputEndsIt() throws Exception {
    try (SubjectChild child = new SubjectChild()) {
      child.send(SubjectChild.order("sleep", "processes", Map.of("delay", "10s"), directory));
      child.until(message -> message instanceof Message.Frame);
      List<ProcessHandle> children = child.process.descendants().toList();
      assertEquals(2, children.size());
      child.process.getOutputStream().close();
      assertEquals(0, child.exit());
      for (ProcessHandle grandchild : children) {
        grandchild.onExit().join();
      }
    }
  }

  @Test
  void itsViolentDeathEndsItsChildren() throws Exception {
    try (SubjectChild child = new SubjectChild()) {
      child.send(SubjectChild.order("sleep", "processes", Map.of("delay", "30s"), directory));
      child.until(message -> message instanceof Message.Frame);
      List<ProcessHandle> children = child.process.descendants().toList();
      child.process.destroyForcibly();
      for (ProcessHandle grandchild : children) {
        grandchild.onExit().join();
      }
    }
  }

  @Test
  void aWorkerProcessThatDiesIsAFailedTaskAndIsReplaced() throws Exception {
    try (SubjectChild child = new SubjectChild()) {
      child.send(SubjectChild.order("sleep", "processes", Map.of("delay", "200ms"), directory));
      child.until(
          message -> message instanceof Message.Frame f && f.frame().tasks().completed() > 0);
      Message.Frame failed = child.killUntilATaskFails();
      assertEquals(Map.of("worker process died (exit 137)", 1L), failed.frame().errors());
      long before = failed.frame().tasks().completed();
      child.until(
          message ->
              message instanceof Message.Frame f && f.frame().tasks().completed() > before + 4);
      assertEquals(2, child.process.descendants().count());
    }
  }

  @Test
  void aServerThatIsGoneIsFailedTasksAndNoBusyLoop() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    for (String model : List.of("thread-pool", "event-loop")) {
      try (SubjectChild child = new SubjectChild()) {
        RunOrder order =
            SubjectChild.order(
                "http-get", model, Map.of("url", "http://127.0.0.1:" + port + "/"), directory);
        child.send(SubjectChild.tasks(order, 60));
        Message.Last last = child.last();
        assertEquals(Message.Outcome.DONE, last.outcome(), last.error());
        assertEquals(0, last.frame().tasks().completed());
        long failed = last.frame().tasks().failed();
        assertEquals(60, failed, "tasks fail");
        // Four slots of 10 ms each, and a little for the clock.
        long bound = 4 * (last.wallNanos() / 10_000_000 + 2);
        assertTrue(failed <= bound, () -> failed + " failures in " + last.wallNanos() + " ns");
        assertEquals(
            failed, last.frame().errors().values().stream().mapToLong(Long::longValue).sum());
        assertEquals(1, last.frame().errors().size(), () -> "" + last.frame().errors());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sleeep", "convoy"})
  void aRunThatCannotBeMadeSaysWhy(String workload) throws Exception {
    try (SubjectChild child = new SubjectChild()) {
      child.send(SubjectChild.order(workload, "thread-pool", Map.of(), directory));
      Message.Last last = child.last();
      assertEquals(Message.Outcome.FAILED, last.outcome());
      assertTrue(!last.error().isBlank());
      assertEquals(1, child.exit());
    }
  }

  @Test
  void anOrderThatCannotBeReadSaysWhy() throws Exception {
    try (SubjectChild child = new SubjectChild()) {
      child.process.getOutputStream().write("{nonsense\n".getBytes(StandardCharsets.UTF_8));
      child.process.getOutputStream().flush();
      Message.Last last = child.last();
      assertEquals(Message.Outcome.FAILED, last.outcome());
      assertTrue(last.error().startsWith("bad run order"), last.error());
      assertEquals(1, child.exit());
    }
  }

  @Test
  void carriersOfVirtualThreadsAreReported() throws Exception {
    try (SubjectChild child = new SubjectChild()) {
      child.send(sleep("virtual-threads", "5ms"));
      child.until(
          message ->
              message instanceof Message.Frame frame
                  && frame.frame().threads().stream()
                      .map(ThreadReport::role)
                      .anyMatch(role -> role == Role.CARRIER));
    }
  }

  @Test
  void nobodyReadingEndsIt() throws IOException, InterruptedException {
    try (SubjectChild child = new SubjectChild()) {
      child.send(sleep("sequential", "1ms"));
      child.process.getInputStream().close();
      assertEquals(0, child.exit());
    }
  }
}
