package dev.conctop.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.process.Camera;
import dev.conctop.workload.process.FrameSource;
import dev.conctop.workload.process.Helpers;
import dev.conctop.workload.process.Print;
import dev.conctop.workload.process.SlowReader;
import dev.conctop.workload.task.TaskFailure;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is at the other end of a pipe is a real process, and ends with its workload. */
@Timeout(60)
class PipesTest {
  private final FakeTask task = new FakeTask();

  private static List<ProcessHandle> children() {
    return ProcessHandle.current().children().toList();
  }

  private static void assertAllEnd(List<ProcessHandle> processes) throws Exception {
    for (ProcessHandle process : processes) {
      process.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void aPageTakesAsLongAsItsReader() throws Exception {
    List<ProcessHandle> before = children();
    Print workload = new Print();
    workload.open(new FakeSurroundings("print", Map.of("page", "2000", "reader", "100KiB")));
    List<ProcessHandle> started = children().stream().filter(p -> !before.contains(p)).toList();
    assertEquals(1, started.size());
    try (workload;
        FakeLoop loop = new FakeLoop()) {
      long begin = System.nanoTime();
      // More than the pipe holds: 65536 bytes at most, or 32 pages.
      for (int i = 0; i < 45; i++) {
        workload.run(task);
      }
      assertTrue(System.nanoTime() - begin >= 45 * 2000 * 1e9 / 102_400 - 0.7e9);
      assertEquals(List.of(TaskWait.IPC), task.waits.stream().distinct().toList());
      FakeLoop.Outcome outcome = loop.run(workload, 10, 4);
      assertEquals(10, outcome.done());
      assertEquals(4, outcome.mostWaiting());
    }
    assertAllEnd(started);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aPageGoesToAPseudoTerminal() throws Exception {
    List<ProcessHandle> before = children();
    Print workload = new Print();
    workload.open(
        new FakeSurroundings("print", Map.of("page", "2000", "reader", "1MiB", "to", "pty")));
    List<ProcessHandle> started = children().stream().filter(p -> !before.contains(p)).toList();
    assertEquals(1, started.size());
    try (workload;
        FakeLoop loop = new FakeLoop()) {
      for (int i = 0; i < 45; i++) {
        workload.run(task);
      }
      assertEquals(10, loop.run(workload, 10, 4).done());
      started.forEach(ProcessHandle::destroyForcibly);
      assertThrows(
          IOException.class,
          () -> {
            for (int i = 0; i < 1000; i++) {
              workload.run(task);
            }
          });
    }
    assertAllEnd(started);
  }

  @Test
  void framesComeAtTheirPace() throws Exception {
    List<ProcessHandle> before = children();
    Camera workload = new Camera();
    FakeSurroundings around =
        new FakeSurroundings("camera", Map.of("interval", "20ms", "frame", "100KiB"));
    workload.open(around);
    List<ProcessHandle> started = children().stream().filter(p -> !before.contains(p)).toList();
    assertEquals(1, started.size());
    assertTrue(around.notes.getFirst().contains("simulated"));
    try (workload;
        FakeLoop loop = new FakeLoop()) {
      workload.run(task);
      long begin = System.nanoTime();
      for (int i = 0; i < 10; i++) {
        workload.run(task);
      }
      // A pipe holds less than a frame, so at most one was ahead.
      assertTrue(System.nanoTime() - begin >= 8 * 20_000_000L);
      FakeLoop.Outcome outcome = loop.run(workload, 6, 3);
      assertEquals(6, outcome.done());
    }
    assertAllEnd(started);
  }

  @Test
  void aSourceThatDiesFailsTheTasks() throws Exception {
    List<ProcessHandle> before = children();
    try (Camera workload = new Camera()) {
      workload.open(new FakeSurroundings("camera", Map.of("interval", "1ms")));
      workload.run(task);
      children().stream().filter(p -> !before.contains(p)).forEach(ProcessHandle::destroyForcibly);
      IOException failure =
          assertThrows(
              IOException.class,
              () -> {
                for (int i = 0; i < 1000; i++) {
                  workload.run(task);
                }
              });
      assertEquals("EOFException: the camera has ended", TaskFailure.describe(failure));
    }
  }

  @Test
  void helpersEndWhenTheirPipeDoes() throws Exception {
    Process reader = Helpers.reader(SlowReader.class, "1000000");
    reader.getOutputStream().close();
    assertTrue(reader.waitFor(30, TimeUnit.SECONDS));
    Process source = Helpers.source(FrameSource.class, "1000000", "10000");
    assertTrue(source.getInputStream().read() >= 0);
    source.getInputStream().close();
    assertTrue(source.waitFor(30, TimeUnit.SECONDS));
    assertFalse(source.isAlive());
  }
}
