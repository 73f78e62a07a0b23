package dev.conctop.e2e.subject;

import dev.conctop.launch.jar.EngineJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Engines of the JVM that the tests' own machine has: nothing is downloaded for a test. */
final class Jars {
  private Jars() {}

  /** The jar in the local repository of whoever builds. */
  static Optional<Path> inMaven(EngineJar jar) {
    Path repository =
        Path.of(
            System.getProperty(
                "maven.repo.local", System.getProperty("user.home") + "/.m2/repository"));
    Path file =
        repository
            .resolve(jar.group().replace('.', '/'))
            .resolve(jar.artifact())
            .resolve(jar.version())
            .resolve(jar.file());
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /** Puts it where a program with this home finds it; whether it could. */
  static boolean putInto(Path home, String engine) throws IOException {
    EngineJar jar = EngineJar.named(engine).orElseThrow();
    Optional<Path> here = inMaven(jar);
    if (here.isEmpty()) {
      System.err.println("skipped: " + jar.file() + " is not in the local Maven repository");
      return false;
    }
    Path kept = home.resolve(".cache/conctop/engines").resolve(jar.file());
    Files.createDirectories(kept.getParent());
    try {
      Files.createLink(kept, here.get());
    } catch (IOException e) {
      // Another file system.
      Files.copy(here.get(), kept);
    }
    return true;
  }
}
