package dev.conctop.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.conctop.server.LoopbackServer;
import dev.conctop.wire.Message;
import dev.conctop.wire.Order;
import dev.conctop.wire.RunOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Worker processes that come while the subject rests. */
@Timeout(40)
class ProcessGrowthTest {
  private static final Order.Go BLOCK = new Order.Go(0, 300_000_000L);

  @TempDir Path directory;

  private SubjectChild resting(String workload, Map<String, String> parameters, int port)
      throws Exception {
    SubjectChild child = new SubjectChild();
    child.send(
        new RunOrder(
            workload,
            "processes",
            parameters,
            1,
            4,
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            0,
            0,
            port,
            directory.toString(),
            true));
    child.until(message -> message instanceof Message.Resting);
    return child;
  }

  /** How many processes had been started when a block's first task could begin. */
  private static double startsBefore(SubjectChild child) throws Exception {
    child.send(BLOCK);
    Message.Frame first = (Message.Frame) child.until(message -> message instanceof Message.Frame);
    child.until(message -> message instanceof Message.Resting);
    return first.frame().gauges().get("starts");
  }

  @Test
  void theyHaveStartedBeforeTheNextBlock() throws Exception {
    try (SubjectChild child = resting("sleep", Map.of("delay", "5ms"), 0)) {
      child.send(new Order.Set(Order.Knob.WORKERS, 3));
      assertEquals(3, startsBefore(child), "before the first block");
      child.send(new Order.Set(Order.Knob.WORKERS, 1));
      child.send(new Order.Set(Order.Knob.WORKERS, 4));
      assertEquals(6, startsBefore(child), "between blocks: three, and none by a task");
    }
  }

  /** Each process of the convoy has a busy thread; looked at until it has slept for many looks. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void theyRestToo() throws Exception {
    try (LoopbackServer server = LoopbackServer.start(1);
        SubjectChild child = resting("convoy", Map.of(), server.queryPort())) {
      child.send(new Order.Set(Order.Knob.WORKERS, 2));
      for (int asleep = 0; asleep < 50; ) {
        assertFalse(Thread.currentThread().isInterrupted(), "out of time");
        List<Character> states = spinners(child.process);
        asleep = states.equals(List.of('S', 'S')) ? asleep + 1 : 0;
      }
    }
  }

  private static List<Character> spinners(Process subject) {
    return subject.descendants().flatMap(child -> spinners(child.pid())).toList();
  }

  private static Stream<Character> spinners(long pid) {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      List<String> lines = threads.map(thread -> read(thread.resolve("stat"))).toList();
      return lines.stream()
          .filter(line -> line.contains("(spinner-"))
          .map(line -> line.charAt(line.lastIndexOf(')') + 2));
    } catch (IOException | UncheckedIOException e) {
      return Stream.of(); // it has just begun, or ended
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
