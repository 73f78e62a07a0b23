package dev.conctop.workload.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.FakeSurroundings;
import dev.conctop.workload.FakeTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWriteTest {
  @TempDir Path directory;

  private FileWrite open(Map<String, String> given) throws Exception {
    FileWrite workload = new FileWrite();
    workload.open(new FakeSurroundings("file-write", given).in(directory));
    return workload;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  @Test
  void writesBlockAfterBlock() throws Exception {
    FakeTask task = new FakeTask();
    try (FileWrite workload = open(Map.of("block", "5000"))) {
      for (int i = 0; i < 3; i++) {
        workload.run(task);
      }
    }
    assertEquals(List.of(TaskWait.DISK, TaskWait.DISK, TaskWait.DISK), task.waits);
    List<Path> files = files();
    assertEquals(1, files.size());
    byte[] bytes = Files.readAllBytes(files.getFirst());
    assertEquals(15_000, bytes.length);
    byte[] first = Arrays.copyOf(bytes, 5000);
    assertArrayEquals(first, Arrays.copyOfRange(bytes, 10_000, 15_000));
    assertTrue(first[0] != 0 || first[1] != 0 || first[2] != 0);
  }

  /** The fake surroundings say 64 at once: a file has a 64th of 64 MiB. */
  @Test
  void beginsAgainWhenAFileIsFull() throws Exception {
    try (FileWrite workload = open(Map.of("block", "400KiB", "fsync", "false"))) {
      for (int i = 0; i < 7; i++) {
        workload.run(new FakeTask());
      }
    }
    assertEquals(2 * 400 << 10, Files.size(files().getFirst()));
  }

  @Test
  void tasksAtOnceHaveFilesOfTheirOwn() throws Exception {
    try (FileWrite workload = open(Map.of())) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        threads.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      try {
                        for (int j = 0; j < 20; j++) {
                          workload.run(new FakeTask());
                        }
                      } catch (Exception e) {
                        throw new AssertionError(e);
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    long sum = 0;
    for (Path file : files()) {
      assertTrue(file.getFileName().toString().startsWith("file-write-"));
      sum += Files.size(file);
    }
    assertEquals(8 * 20 * 4096L, sum);
  }

  @Test
  void anInterruptFailsOneTaskAndTheNextGoesOn() throws Exception {
    try (FileWrite workload = open(Map.of())) {
      Thread.currentThread().interrupt();
      assertThrows(IOException.class, () -> workload.run(new FakeTask()));
      assertTrue(Thread.interrupted());
      workload.run(new FakeTask());
    }
  }
}
