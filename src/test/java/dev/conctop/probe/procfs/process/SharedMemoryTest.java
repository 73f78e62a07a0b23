package dev.conctop.probe.procfs.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.conctop.probe.procfs.file.LinuxFiles;
import dev.conctop.sample.figure.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class SharedMemoryTest {
  @TempDir Path proc;

  private void process(int pid, String rollup) throws IOException {
    Files.createDirectories(proc.resolve("" + pid));
    Files.writeString(proc.resolve(pid + "/smaps_rollup"), rollup);
  }

  private Figure of(int... pids) {
    return new SharedMemory(new LinuxFiles(proc.toString())).of(pids);
  }

  @Test
  void sharesAreAddedUpAndWhoHasEndedHasNone() throws IOException {
    String captured =
        """
        55a0c8a00000-7ffd5a9fe000 ---p 00000000 00:00 0                  [rollup]
        Rss:              101280 kB
        Pss:               80000 kB
        Pss_Dirty:         61232 kB
        Shared_Clean:      30348 kB
        """;
    process(10, captured);
    process(11, captured.replace("80000", "1000"));
    assertEquals(Figure.exact(81_000 * 1024.0), of(10, 11, 12));
  }

  @Test
  void whereNothingCanBeReadNothingIsSaid() throws IOException {
    assertFalse(of().known());
    assertFalse(of(12).known());
    process(13, "");
    assertEquals("no process was left to be read", of(13).reason());
  }
}
