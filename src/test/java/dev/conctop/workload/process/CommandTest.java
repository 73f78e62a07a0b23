package dev.conctop.workload.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.FakeLoop;
import dev.conctop.workload.FakeSurroundings;
import dev.conctop.workload.FakeTask;
import dev.conctop.workload.task.TaskFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CommandTest {
  private final FakeTask task = new FakeTask();

  private static Command open(String command) throws IOException {
    Command workload = new Command();
    workload.open(new FakeSurroundings("command", Map.of("command", command)));
    return workload;
  }

  @Test
  void splitsWordsAsAShellDoes() {
    assertEquals(List.of("a", "b c", "d"), CommandLineWords.split("  a 'b c'\td "));
    assertEquals(
        List.of("it's", "a\"b", "\\n"), CommandLineWords.split("it\\'s \"a\\\"b\" \"\\n\""));
    assertEquals(List.of("", "ab c"), CommandLineWords.split("'' a\"b c\""));
    assertEquals(List.of("$HOME", "*", "a\\b"), CommandLineWords.split("$HOME * 'a\\b'"));
    assertEquals(List.of(), CommandLineWords.split("  "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "  ", "no-such-program-here x", "/no/such", "/tmp", "echo 'a", "echo \\"})
  void refusesWhatCannotBeRun(String command) {
    BadInput bad = assertThrows(BadInput.class, () -> open(command));
    assertTrue(bad.getMessage().startsWith("command="), bad.getMessage());
    assertEquals(1, bad.getMessage().lines().count());
  }

  @Test
  void theExitStatusIsTheTasks() throws Exception {
    try (Command right = open("true");
        Command wrong = open("sh -c 'exit 3'");
        FakeLoop loop = new FakeLoop()) {
      right.run(task);
      assertEquals(List.of(TaskWait.IPC), task.waits);
      TaskFailure failure = assertThrows(TaskFailure.class, () -> wrong.run(task));
      assertEquals("exit 3", TaskFailure.describe(failure));
      assertEquals(8, loop.run(right, 8, 4).done());
      assertEquals(Map.of("exit 3", 8), loop.run(wrong, 8, 4).failures());
    }
  }

  @Test
  void hasNoInputAndNoneOfOurOutput(@TempDir Path directory) throws Exception {
    Path out = directory.resolve("out");
    try (Command workload =
        open("sh -c 'cat; echo noise; echo noise >&2; readlink /proc/self/fd/1 > " + out + "'")) {
      workload.run(task);
    }
    if (Files.exists(Path.of("/proc/self/fd"))) {
      // The redirection is the inner command's own; what matters is that nothing has blocked.
      assertEquals(out.toString(), Files.readString(out).strip());
    }
  }

  @Test
  void noCommandOutlivesItsWorkload(@TempDir Path directory) throws Exception {
    Path said = directory.resolve("pids");
    Command workload =
        open(
            "sh -c 'sleep 1000 & echo $$ $! > "
                + said
                + ".new; mv "
                + said
                + ".new "
                + said
                + "; wait'");
    CompletableFuture<Void> ended = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                workload.run(task);
                ended.complete(null);
              } catch (Exception e) {
                ended.completeExceptionally(e);
              }
            });
    while (!Files.exists(said)) {
      Thread.onSpinWait();
    }
    workload.close();
    for (String pid : Files.readString(said).strip().split(" ")) {
      ProcessHandle.of(Long.parseLong(pid))
          .ifPresent(process -> process.onExit().orTimeout(30, TimeUnit.SECONDS).join());
    }
    assertThrows(Exception.class, () -> ended.get(30, TimeUnit.SECONDS));
  }

  /** As when the subject was killed: nobody tells the reaper that the program has ended. */
  @Test
  void whatIsLeftIsKilledWhenThePipeEnds() throws Exception {
    Process reaper = Helpers.reader(Reaper.class);
    Process ended = new ProcessBuilder("sleep", "1000").start();
    Process left = new ProcessBuilder("sh", "-c", "sleep 1000; true").start();
    try (OutputStream lines = reaper.getOutputStream()) {
      lines.write(
          ("+ " + ended.pid() + "\n+ " + left.pid() + "\n- " + ended.pid() + "\n")
              .getBytes(US_ASCII));
    }
    assertTrue(reaper.waitFor(30, TimeUnit.SECONDS));
    assertTrue(left.waitFor(30, TimeUnit.SECONDS));
    assertTrue(ended.isAlive());
    ended.destroyForcibly();
  }
}
