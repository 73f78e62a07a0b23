package dev.conctop.subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory that a run order names. */
final class RunDirectory {
  /** How the observer's directories begin. */
  static final String PREFIX = "conctop-";

  /** A workload that is still starting may put a file in while the others are removed. */
  private static final int ATTEMPTS = 3;

  private RunDirectory() {}

  /**
   * Removes the directory with all that is in it, following no link. Anything but a real directory
   * with the observer's prefix in its name is left alone: an order must not be a way to remove what
   * belongs to somebody else.
   */
  static void remove(Path directory) {
    Path name = directory.getFileName();
    if (name == null || !directory.isAbsolute() || !name.toString().startsWith(PREFIX)) {
      return;
    }
    for (int i = 0; i < ATTEMPTS && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS); i++) {
      removeOnce(directory);
    }
  }

  private static void removeOnce(Path directory) {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(directory)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException | UncheckedIOException e) {
      return; // the observer is at it, too
    }
    for (Path each : deepestFirst) {
      try {
        Files.deleteIfExists(each);
      } catch (IOException e) {
        // the next attempt may do better
      }
    }
  }
}
