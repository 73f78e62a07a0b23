package dev.conctop.subject;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a subject removes at its end, and what never. */
class RunDirectoryTest {
  @TempDir Path root;

  @Test
  void removesAllThatIsInItAndNothingBehindALink() throws IOException {
    Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    Path precious = Files.writeString(elsewhere.resolve("precious"), "kept");
    Path directory = Files.createDirectory(root.resolve("conctop-1"));
    Files.createDirectories(directory.resolve("deep/er"));
    Files.writeString(directory.resolve("deep/er/file"), "gone");
    Files.createSymbolicLink(directory.resolve("link"), elsewhere);
    Files.createSymbolicLink(directory.resolve("deep/file"), precious);
    RunDirectory.remove(directory);
    assertFalse(Files.exists(directory));
    assertTrue(Files.exists(precious));
  }

  @Test
  void leavesAloneWhatTheObserverDidNotMake() throws IOException {
    Path other = Files.createDirectory(root.resolve("home"));
    Path link = Files.createSymbolicLink(root.resolve("conctop-link"), other);
    Path file = Files.writeString(root.resolve("conctop-file"), "kept");
    RunDirectory.remove(other);
    RunDirectory.remove(link);
    RunDirectory.remove(file);
    RunDirectory.remove(Path.of("conctop-relative"));
    RunDirectory.remove(Path.of("/"));
    assertTrue(Files.exists(other));
    assertTrue(Files.exists(link));
    assertTrue(Files.exists(file));
  }
}
