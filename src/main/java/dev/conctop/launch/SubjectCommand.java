package dev.conctop.launch;

import dev.conctop.catalog.Engine;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.launch.jar.EngineJars;
import dev.conctop.launch.runtime.PythonInterpreter;
import dev.conctop.launch.runtime.PythonSources;
import dev.conctop.launch.runtime.RustSubject;
import dev.conctop.launch.tool.LoopTransports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** How the subject of a run is started. */
sealed interface SubjectCommand {
  /** Whether the subject is started from files in the run's private directory. */
  boolean needsFiles();

  /** The command line of one that needs no files. */
  default List<String> words() {
    throw new IllegalStateException("this subject is started from files");
  }

  /** The runtime's version as the subject says it, with those of engines that were found. */
  default String version(String ofTheRuntime) {
    return ofTheRuntime;
  }

  /**
   * The command line, with what it needs put into the run's private directory.
   *
   * @throws IOException when that cannot be written
   */
  List<String> words(Path directory) throws IOException;

  /**
   * Our own classes in a JVM.
   *
   * @param jars of engines that are not in the archive
   * @param engines what they are
   */
  record Jvm(List<Path> jars, List<Engine.Found> engines) implements SubjectCommand {
    public Jvm {
      jars = List.copyOf(jars);
      engines = List.copyOf(engines);
    }

    @Override
    public boolean needsFiles() {
      return false;
    }

    @Override
    public List<String> words() {
      // What these engines reach for is warned of on stderr else.
      List<String> flags =
          jars.isEmpty() ? List.of() : List.of("--sun-misc-unsafe-memory-access=allow");
      return JavaCommand.of(flags, jars, "dev.conctop.subject.SubjectMain");
    }

    @Override
    public List<String> words(Path directory) {
      return words();
    }

    @Override
    public String version(String ofTheRuntime) {
      return SubjectCommand.with(ofTheRuntime, engines);
    }
  }

  /**
   * Our Python sources in an interpreter.
   *
   * @param engines what it has of what the run needs
   */
  record CPython(Path interpreter, List<Engine.Found> engines) implements SubjectCommand {
    public CPython {
      engines = List.copyOf(engines);
    }

    @Override
    public boolean needsFiles() {
      return true;
    }

    @Override
    public String version(String ofTheRuntime) {
      return SubjectCommand.with(ofTheRuntime, engines);
    }

    @Override
    public List<String> words(Path directory) throws IOException {
      Path main = PythonSources.extract(directory.resolve("python"));
      // Isolated from the user's site and environment, and no file written beside the sources.
      return List.of(interpreter.toString(), "-I", "-B", "-u", main.toString());
    }
  }

  /**
   * Our Rust sources, built.
   *
   * @param tools with which it was built
   */
  record Rust(Path program, List<Engine.Found> tools) implements SubjectCommand {
    public Rust {
      tools = List.copyOf(tools);
    }

    @Override
    public boolean needsFiles() {
      return false;
    }

    @Override
    public List<String> words() {
      return List.of(program.toString());
    }

    @Override
    public List<String> words(Path directory) {
      return words();
    }

    @Override
    public String version(String ofTheRuntime) {
      return ofTheRuntime
          + tools.stream()
              .filter(tool -> tool.engine().name().equals("rayon"))
              .map(tool -> " with rayon " + tool.version())
              .collect(Collectors.joining());
    }
  }

  private static String with(String runtime, List<Engine.Found> engines) {
    StringBuilder version = new StringBuilder(runtime);
    for (Engine.Found engine : engines) {
      version.append(version.length() == runtime.length() ? " with " : ", ");
      version.append(engine.engine().name()).append(' ').append(engine.version());
    }
    return version.toString();
  }

  /** What takes long before the subject of a run can be started, in words; empty: nothing does. */
  static String preparation(RunSpec spec) {
    return spec.model().runtime() == ModelSpec.Runtime.RUST
        ? "building the subject with cargo, which is done once"
        : "";
  }

  /**
   * The command of a run's runtime, which is looked for now.
   *
   * @throws IOException one line that says what was not found
   */
  static SubjectCommand of(RunSpec spec) throws IOException {
    return switch (spec.model().runtime()) {
      case JVM -> {
        String missing = LoopTransports.missing(spec);
        if (!missing.isEmpty()) {
          throw new IOException(missing);
        }
        EngineJars.Found found = EngineJars.of(spec, System.getenv());
        yield new Jvm(found.jars(), found.engines());
      }
      case CPYTHON -> {
        PythonInterpreter.Equipped equipped = Equipment.of(spec, System.getenv());
        yield new CPython(equipped.executable(), equipped.engines());
      }
      case RUST -> {
        RustSubject.Made made = RustSubject.of(spec, System.getenv());
        yield new Rust(made.program(), made.tools());
      }
    };
  }
}
