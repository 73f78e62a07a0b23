package dev.conctop.launch.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that only this user can enter, removed with all that is in it. */
public final class PrivateDirectory implements AutoCloseable {
  private final Path path;

  public PrivateDirectory() throws IOException {
    path =
        Files.createTempDirectory(
            "conctop-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** One that is there, and is of this user alone. */
  public PrivateDirectory(Path made) {
    path = made;
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() {
    List<Path> deepestFirst;
    // Files.walk does not follow links, so nothing outside is reached.
    try (Stream<Path> all = Files.walk(path)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException | UncheckedIOException e) {
      // The subject, which removes it as well, was faster.
      return;
    }
    for (Path each : deepestFirst) {
      try {
        Files.deleteIfExists(each);
      } catch (IOException e) {
        // Somebody else is at it; the rest still goes.
      }
    }
  }
}
