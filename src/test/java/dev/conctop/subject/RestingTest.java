package dev.conctop.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.Series;
import dev.conctop.wire.Message;
import dev.conctop.wire.Order;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A subject that works in blocks when it is told to, and rests between. */
@Timeout(90)
class RestingTest {
  private static final Order.Go BLOCK = new Order.Go(100_000_000L, 400_000_000L);

  @TempDir Path directory;

  private SubjectChild resting(
      String workload, String model, Map<String, String> parameters, int workers, int inFlight)
      throws Exception {
    SubjectChild child = new SubjectChild();
    child.until(message -> message instanceof Message.Hello);
    child.send(
        SubjectChild.resting(
            SubjectChild.order(workload, model, parameters, directory), workers, inFlight));
    child.until(message -> message instanceof Message.Resting);
    return child;
  }

  private static Message.Block block(SubjectChild child, Order.Go go) throws Exception {
    child.messages.clear();
    child.send(go);
    Message.Block block = (Message.Block) child.until(message -> message instanceof Message.Block);
    child.until(message -> message instanceof Message.Resting);
    return block;
  }

  private static List<Message.Frame> frames(SubjectChild child) {
    return child.messages.stream()
        .filter(message -> message instanceof Message.Frame)
        .map(message -> (Message.Frame) message)
        .toList();
  }

  @Test
  void itDoesNothingUntilItIsToldToAndRestsAgain() throws Exception {
    try (SubjectChild child = resting("sleep", "thread-pool", Map.of("delay", "20ms"), 4, 4)) {
      assertTrue(frames(child).isEmpty(), "no frame before the first block");
      // Time enough to settle for a frame of it on a machine where many wait for a core.
      Message.Block first = block(child, new Order.Go(1_500_000_000L, 400_000_000L));
      assertEquals(Phase.MEASURE, first.frame().phase());
      assertTrue(first.frame().tasks().completed() > 0);
      List<Phase> phases =
          frames(child).stream().map(frame -> frame.frame().phase()).distinct().toList();
      assertEquals(List.of(Phase.WARM_UP, Phase.MEASURE), phases);
      assertFalse(
          child.messages.getLast() instanceof Message.Frame, "nothing after it rests again");
      Message.Block second = block(child, BLOCK);
      assertTrue(
          second.frame().tasks().created() <= second.frame().tasks().completed() + 4,
          "the second block counts its own tasks");
    }
  }

  /** Of tasks that take a fixed time, whole ones are counted over a whole time. */
  @Test
  void wallGoesFromCompletionToCompletion() throws Exception {
    try (SubjectChild child = resting("sleep", "sequential", Map.of("delay", "70ms"), 1, 1)) {
      Message.Block block = block(child, new Order.Go(200_000_000L, 500_000_000L));
      long completed = block.frame().tasks().completed();
      long each = block.wallNanos() / completed;
      LatencyInterval last =
          block.frame().latencies().stream()
              .filter(one -> one.series() == Series.RESPONSE)
              .findFirst()
              .orElse(null);
      // The mean of what was waited for, whatever the machine adds: no edge of a window in it.
      long responses = 0;
      for (Message.Frame frame : frames(child)) {
        if (frame.frame().phase() == Phase.MEASURE) {
          for (LatencyInterval one : frame.frame().latencies()) {
            responses += one.series() == Series.RESPONSE ? one.values().total() : 0;
          }
        }
      }
      responses += last == null ? 0 : last.values().total();
      assertEquals(completed, responses, "every task that counts has left its latency");
      assertTrue(each >= 70_000_000L, each + " ns a task");
    }
  }

  @Test
  void aBlockEndsWhenItIsToldTo() throws Exception {
    try (SubjectChild child = resting("sleep", "virtual-threads", Map.of("delay", "5ms"), 1, 8)) {
      child.send(new Order.Go(0, 3_600_000_000_000L));
      child.until(
          message ->
              message instanceof Message.Frame frame && frame.frame().tasks().completed() > 20);
      child.send(new Order.Rest());
      Message.Block block =
          (Message.Block) child.until(message -> message instanceof Message.Block);
      assertTrue(block.frame().tasks().completed() > 20);
      child.until(message -> message instanceof Message.Resting);
    }
  }

  @Test
  void aBlockThatEndsWhileItSettlesCountsForNothing() throws Exception {
    try (SubjectChild child = resting("sleep", "thread-pool", Map.of("delay", "5ms"), 2, 2)) {
      child.messages.clear();
      child.send(new Order.Go(3_600_000_000_000L, 1));
      child.until(message -> message instanceof Message.Frame);
      child.send(new Order.Rest());
      child.until(message -> message instanceof Message.Resting);
      assertTrue(child.messages.stream().noneMatch(message -> message instanceof Message.Block));
    }
  }

  @Test
  void knobsTurnedWhileItRestsHoldForTheNextBlock() throws Exception {
    try (SubjectChild child = resting("sleep", "thread-pool", Map.of("delay", "20ms"), 1, 8)) {
      block(child, BLOCK);
      child.send(new Order.Set(Order.Knob.WORKERS, 4));
      Message.Block block = block(child, BLOCK);
      assertEquals(4.0, block.frame().gauges().get("workers"));
      // Four workers are busy all the time; one of them could be so once only.
      long[] nanos = block.frame().tasks().nanosIn();
      long all = 0;
      for (long some : nanos) {
        all += some;
      }
      assertTrue(
          nanos[dev.conctop.sample.task.TaskWait.TIMER.ordinal()] > all / 4,
          "more than two of eight sleep at once");
    }
  }

  @Test
  void threadsAreReportedAgainInEachBlock() throws Exception {
    try (SubjectChild child = resting("sleep", "thread-pool", Map.of("delay", "5ms"), 3, 3)) {
      for (int i = 0; i < 2; i++) {
        block(child, BLOCK);
        long pool =
            frames(child).stream()
                .limit(2)
                .flatMap(frame -> frame.frame().threads().stream())
                .filter(thread -> thread.name().startsWith("pool"))
                .map(thread -> thread.tid())
                .distinct()
                .count();
        assertEquals(3, pool, "block " + i);
      }
    }
  }

  @Test
  void stopWhileItRestsEndsIt() throws Exception {
    try (SubjectChild child = resting("sleep", "thread-pool", Map.of("delay", "5ms"), 2, 2)) {
      child.send(new Order.Stop());
      assertEquals(Message.Outcome.STOPPED, child.last().outcome());
      assertEquals(0, child.exit());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sleep, sequential, ''",
    "sleep, thread-per-task, ''",
    "sleep, event-loop, ''",
    "sleep, event-loop-offload, ''",
    "sleep, gil-threads, ''",
    "sleep, subinterpreters, ''",
    "sleep, processes, ''",
    "sum-of-squares, fork-join, n=100000",
    "held-lock, thread-pool, ''",
    "deadlock, thread-pool, timeout=50ms",
    "producer-consumer, thread-pool, ''",
    "barrier, thread-pool, ''",
    "starvation, gil-threads, ''",
  })
  void everyModelAndLessonRestsAndGoesOn(String workload, String model, String parameter)
      throws Exception {
    Map<String, String> parameters =
        parameter.isEmpty()
            ? Map.of()
            : Map.of(parameter.split("=", 2)[0], parameter.split("=", 2)[1]);
    try (SubjectChild child = resting(workload, model, parameters, 2, 4)) {
      for (int i = 0; i < 2; i++) {
        Message.Block block = block(child, BLOCK);
        assertTrue(
            block.frame().tasks().completed() + block.frame().tasks().failed() > 0,
            "block " + i + " of " + workload + " under " + model);
      }
      assertTrue(Files.isDirectory(directory));
    }
  }
}
