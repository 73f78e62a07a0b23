package dev.conctop.e2e.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.e2e.Program;
import dev.conctop.pty.Pty;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Why p99 is slow, on a terminal. */
@EnabledOnOs(OS.LINUX)
class SlowTasksScreenTest {
  @TempDir Path home;

  @Test
  void theLockAndItsHolderAreNamedAndOneTaskIsComparedWithTheMedian() throws Exception {
    try (Pty pty =
        new Program(home)
            .onTerminal(
                "run",
                "held-lock",
                "-m",
                "thread-pool",
                "-j",
                "4",
                "-c",
                "4",
                "-p",
                "work=50us",
                "-p",
                "hold=300ms")) {
      pty.awaitText("▶");
      pty.type("3");
      pty.await(s -> s.contains("Why is p99 slow?") && s.contains("held-lock, held by keeper"));
      // The second of the list is one of them only when several have ended.
      pty.await(s -> s.text().lines().filter(row -> row.contains("held-lock, keeper")).count() > 2);
      pty.type("j\r");
      pty.await(s -> s.contains("THIS TASK") && s.contains("THE MEDIAN TASK"));
      pty.awaitText("waited longest for held-lock, then held by keeper");
      pty.type("\033");
      pty.await(s -> !s.contains("THIS TASK") && s.contains("MOST OF IT"));
      pty.type("q");
      assertEquals(0, pty.awaitExit());
    }
  }
}
