package dev.conctop.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conctop.wire.Message;
import dev.conctop.wire.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A terminal's Ctrl-C, which every process in its foreground gets. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class InterruptsTest {
  private static final int INT = 2;

  @TempDir Path directory;

  /** Whether a process's status says that a signal is ignored. */
  private static boolean ignored(List<String> status) {
    String mask =
        status.stream().filter(line -> line.startsWith("SigIgn:")).findFirst().orElseThrow();
    return (Long.parseUnsignedLong(mask.substring(7).strip(), 16) >> (INT - 1) & 1) == 1;
  }

  private static SubjectChild resting(
      String workload, String model, Map<String, String> parameters, Path directory)
      throws Exception {
    assumeTrue(
        !ignored(Files.readAllLines(Path.of("/proc/self/status"))),
        "who runs the tests has it ignored in all that they start");
    SubjectChild child = new SubjectChild();
    child.send(
        SubjectChild.resting(SubjectChild.order(workload, model, parameters, directory), 2, 2));
    child.until(message -> message instanceof Message.Resting);
    return child;
  }

  private static void worksUntilATaskHasEnded(SubjectChild child) throws Exception {
    child.send(new Order.Go(0, 3_600_000_000_000L));
    child.until(
        message -> message instanceof Message.Frame frame && frame.frame().tasks().completed() > 0);
    child.send(new Order.Rest());
    child.until(message -> message instanceof Message.Resting);
  }

  private static Message.Block block(SubjectChild child) throws Exception {
    child.send(new Order.Go(0, 300_000_000L));
    return (Message.Block) child.until(message -> message instanceof Message.Block);
  }

  @ParameterizedTest
  @CsvSource({"camera, thread-pool", "print, thread-pool", "sleep, processes"})
  void nothingOfOursEndsByIt(String workload, String model) throws Exception {
    try (SubjectChild child = resting(workload, model, Map.of(), directory)) {
      // Whoever serves a task has started, and has said what is to become of the signal.
      worksUntilATaskHasEnded(child);
      List<ProcessHandle> all =
          Stream.concat(Stream.of(child.process.toHandle()), child.process.descendants()).toList();
      assertTrue(all.size() > 1, "it has started others");
      interrupt(all);
      Message.Block block = block(child);
      assertTrue(block.frame().tasks().completed() > 0);
      assertEquals(Map.of(), block.frame().errors());
      assertTrue(all.stream().allMatch(ProcessHandle::isAlive), "the same as before");
    }
  }

  private static void interrupt(List<ProcessHandle> processes)
      throws IOException, InterruptedException {
    Stream<String> pids = processes.stream().map(process -> Long.toString(process.pid()));
    List<String> command = Stream.concat(Stream.of("kill", "-INT"), pids).toList();
    assertEquals(0, new ProcessBuilder(command).start().waitFor());
  }

  @Test
  void aUsersCommandHasItAsEver() throws Exception {
    Path status = directory.resolve("status");
    String command = "sh -c 'cat /proc/self/status > " + status + "'";
    for (String model : List.of("thread-pool", "processes")) {
      Files.deleteIfExists(status);
      Path own = Files.createDirectory(directory.resolve(model));
      try (SubjectChild child = resting("command", model, Map.of("command", command), own)) {
        assertEquals(Map.of(), block(child).frame().errors());
        child.until(message -> message instanceof Message.Resting);
        assertTrue(!ignored(Files.readAllLines(status)), model);
      }
    }
  }
}
