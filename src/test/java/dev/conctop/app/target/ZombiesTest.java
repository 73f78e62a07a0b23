package dev.conctop.app.target;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.sample.figure.Pid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZombiesTest {
  private static final String REST = " 1 1 0 -1 4227148 223 0 0 0 0 0 0 0 20 0 ";

  @TempDir Path proc;

  private Optional<String> words(String name, char state, int parent, int threads)
      throws IOException {
    Path folder = Files.createDirectories(proc.resolve("123"));
    Files.writeString(
        folder.resolve("stat"),
        "123 (" + name + ") " + state + " " + parent + REST + threads + " 0 456791 0 0\n");
    Files.writeString(
        Files.createDirectories(proc.resolve("45")).resolve("comm"), "su\u001b[31mpervisor\n");
    return Zombies.words(proc, new Pid(123));
  }

  @Test
  void aZombieIsNamedWithItsParent() throws IOException {
    assertEquals(
        Optional.of(
            "process 123 is a zombie: it has ended and its parent 45 (su\ufffdpervisor) has not asked"
                + " for its end"),
        words("worker", 'Z', 45, 1));
    assertEquals(
        Optional.of("process 123 is a zombie: it has ended and nobody has asked for its end"),
        words("a) S 1 (", 'Z', 0, 1));
  }

  @Test
  void whatLivesIsNone() throws IOException {
    assertEquals(Optional.empty(), words("worker) Z 1", 'S', 45, 1));
    assertEquals(Optional.empty(), words("worker", 'Z', 45, 3), "its other threads live");
    assertEquals(Optional.empty(), Zombies.words(proc, new Pid(9)));
  }
}
