package dev.conctop.launch.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** The CPython subject's sources: packaged as resources, extracted for one run. */
public final class PythonSources {
  private static final String MAIN = "conctop_subject/__main__.py";

  private PythonSources() {}

  /**
   * Writes the package into a directory, which is made.
   *
   * @return the file to be run
   * @throws IOException when it is not packaged, or cannot be written
   */
  public static Path extract(Path directory) throws IOException {
    PackagedSources.write(PackagedSources.read("python/", MAIN, Set.of(".py")), directory);
    return directory.resolve(MAIN);
  }
}
