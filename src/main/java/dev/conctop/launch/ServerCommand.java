package dev.conctop.launch;

import dev.conctop.catalog.Engine;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.Servers;
import dev.conctop.launch.runtime.PythonInterpreter;
import dev.conctop.launch.runtime.PythonSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the server that a run watches is started.
 *
 * @param server which
 * @param python its interpreter with its engines; empty for one of the JVM
 */
record ServerCommand(Servers.Server server, Optional<PythonInterpreter.Equipped> python) {
  private static final String MAIN = "dev.conctop.server.watched.WatchedMain";

  /**
   * That of a run; empty when it watches its subject.
   *
   * @throws IOException one line: there is no interpreter, or it lacks an engine
   */
  static Optional<ServerCommand> of(RunSpec spec, Map<String, String> env) throws IOException {
    Optional<Servers.Server> server = Servers.of(spec);
    if (server.isEmpty()) {
      return Optional.empty();
    }
    boolean python = server.get().runtime() == ModelSpec.Runtime.CPYTHON;
    return Optional.of(
        new ServerCommand(
            server.get(), python ? Optional.of(Equipment.ofServer(spec, env)) : Optional.empty()));
  }

  /** Whether it is started from files in the run's private directory. */
  boolean needsFiles() {
    return python.isPresent();
  }

  /**
   * The command line.
   *
   * @param directory the run's own, which a server that has files in it removes at its end, too
   * @throws IOException when the files cannot be written
   */
  List<String> words(Optional<Path> directory) throws IOException {
    if (python.isEmpty()) {
      List<String> words = new ArrayList<>(JavaCommand.of(List.of("-Xmx512m"), MAIN));
      words.add(server.id());
      return words;
    }
    Path its = directory.orElseThrow(() -> new IllegalStateException("it needs a directory"));
    Path main = PythonSources.extract(its.resolve("server"));
    return List.of(
        python.get().executable().toString(),
        "-I",
        "-B",
        "-u",
        main.toString(),
        "server",
        server.id(),
        its.toString());
  }

  /** The version of its first engine, if it has one, and what it runs in. */
  String version(String runtime) {
    return python
        .flatMap(equipped -> equipped.engines().stream().findFirst())
        .map(Engine.Found::version)
        .map(version -> version + " on " + runtime)
        .orElse(runtime);
  }
}
