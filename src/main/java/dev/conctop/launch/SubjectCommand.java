package dev.conctop.launch;

import dev.conctop.catalog.RunSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How the subject of a run is started. */
interface SubjectCommand {
  /**
   * The command line, with what it needs put into the run's private directory.
   *
   * @throws IOException when that cannot be written
   */
  List<String> in(Path directory) throws IOException;

  /**
   * The command of a run's runtime, which is looked for now.
   *
   * @throws IOException one line that says what was not found
   */
  static SubjectCommand of(RunSpec spec) throws IOException {
    return switch (spec.model().runtime()) {
      case JVM -> directory -> JavaCommand.of(List.of(), "dev.conctop.subject.SubjectMain");
      case CPYTHON -> {
        Path python = PythonInterpreter.find(spec.parameters().text("python"), System.getenv());
        yield directory -> {
          Path main = PythonSources.extract(directory.resolve("python"));
          // Isolated from the user's site and environment, and no file written beside the sources.
          return List.of(python.toString(), "-I", "-B", "-u", main.toString());
        };
      }
    };
  }
}
