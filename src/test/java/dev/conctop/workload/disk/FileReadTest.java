package dev.conctop.workload.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.FakeSurroundings;
import dev.conctop.workload.FakeTask;
import dev.conctop.workload.Workloads;
import dev.conctop.workload.task.Workload;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReadTest {
  @TempDir Path outside;

  private FakeSurroundings around(Map<String, String> parameters) throws IOException {
    Path inside = Files.createDirectories(outside.resolve("run"));
    return new FakeSurroundings("file-read", parameters).in(inside);
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void readsBlocksOfARealFileAndLeavesEverythingElseAlone() throws Exception {
    Files.writeString(outside.resolve("precious"), "kept");
    FakeSurroundings around = around(Map.of("file", "1MiB"));
    FakeTask task = new FakeTask();
    try (Workload workload = Workloads.create("file-read")) {
      workload.open(around);
      for (int i = 0; i < 50; i++) {
        workload.run(task);
      }
    }
    assertEquals(Collections.nCopies(50, TaskWait.DISK), task.waits);
    assertEquals(List.of("precious", "run"), names(outside));
    assertEquals("kept", Files.readString(outside.resolve("precious")));
    assertEquals(List.of("file-read-1048576"), names(outside.resolve("run")));
    assertEquals(1 << 20, Files.size(outside.resolve("run").resolve("file-read-1048576")));
  }

  @Test
  void fillsTheFileWithWhatDoesNotCompress() throws Exception {
    DataFile file = DataFile.inDirectory(outside, 1 << 20);
    int[] counts = new int[256];
    for (byte b : Files.readAllBytes(file.path())) {
      counts[b & 0xff]++;
    }
    for (int count : counts) {
      assertEquals(4096, count, 400);
    }
  }

  @Test
  void aSecondProcessSharesTheFile() throws Exception {
    DataFile first = DataFile.inDirectory(outside, 1 << 20);
    var written = Files.getLastModifiedTime(first.path());
    assertEquals(first, DataFile.inDirectory(outside, 1 << 20));
    assertEquals(written, Files.getLastModifiedTime(first.path()));
  }

  @Test
  void goesPastThePageCacheOrSaysThatItCannot() throws Exception {
    FakeSurroundings around = around(Map.of("file", "1MiB"));
    try (FileRead workload = new FileRead()) {
      workload.open(around);
      assertEquals(workload.direct(), around.notes.isEmpty());
    }
  }

  @Test
  void saysWhenABlockIsTooSmallForDirectReads() throws Exception {
    FakeSurroundings around = around(Map.of("file", "1MiB", "block", "777"));
    try (FileRead workload = new FileRead()) {
      workload.open(around);
      workload.run(new FakeTask());
      assertFalse(workload.direct());
    }
    assertEquals(1, around.notes.size());
  }

  @Test
  void readsThroughThePageCacheWhenAsked() throws Exception {
    FakeSurroundings around = around(Map.of("file", "1MiB", "direct", "false"));
    try (FileRead workload = new FileRead()) {
      workload.open(around);
      workload.run(new FakeTask());
      assertFalse(workload.direct());
    }
    assertEquals(List.of(), around.notes);
  }

  @Test
  void refusesAFileThatDoesNotFit() throws Exception {
    long free = Files.getFileStore(outside).getUsableSpace();
    IOException refused =
        assertThrows(IOException.class, () -> DataFile.inDirectory(outside, free + (1 << 20)));
    assertTrue(refused.getMessage().contains("choose a smaller file="), refused.getMessage());
    assertEquals(List.of(), names(outside));
  }

  @Test
  void refusesABlockLargerThanTheFile() throws Exception {
    FakeSurroundings around = around(Map.of("file", "1MiB", "block", "2MiB"));
    try (Workload workload = Workloads.create("file-read")) {
      assertThrows(BadInput.class, () -> workload.open(around));
    }
  }

  @Test
  void anInterruptedTaskDoesNotEndTheOthers() throws Exception {
    try (Workload workload = Workloads.create("file-read");
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      workload.open(around(Map.of("file", "1MiB")));
      Callable<Integer> reads =
          () -> {
            int done = 0;
            for (int i = 0; i < 200; i++) {
              workload.run(new FakeTask());
              done++;
            }
            return done;
          };
      Callable<Integer> interrupted =
          () -> {
            for (int i = 0; i < 20; i++) {
              Thread.currentThread().interrupt();
              assertThrows(ClosedByInterruptException.class, () -> workload.run(new FakeTask()));
              assertTrue(Thread.interrupted());
            }
            return 200;
          };
      for (Future<Integer> end :
          threads.invokeAll(List.of(reads, interrupted, reads, interrupted))) {
        assertEquals(200, end.get());
      }
    }
  }
}
