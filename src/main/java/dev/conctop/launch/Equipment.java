package dev.conctop.launch;

import dev.conctop.catalog.Engine;
import dev.conctop.catalog.Engines;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.Servers;
import dev.conctop.launch.jar.EngineJars;
import dev.conctop.launch.runtime.PythonInterpreter;
import dev.conctop.launch.runtime.RustSubject;
import dev.conctop.launch.tool.LoopTransports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The interpreters of runs with the engines that they need, each asked once in this process. */
public final class Equipment {
  private static final Map<Question, PythonInterpreter.Equipped> KNOWN = new ConcurrentHashMap<>();

  private Equipment() {}

  private record Question(
      String written, boolean freeThreaded, List<Engine> engines, String path) {}

  /**
   * What a run cannot do without, on one line with the remedy; empty when nothing is missing.
   * Nothing is imported, so an engine that breaks on import is found out by the subject.
   *
   * @param env where PATH is looked for
   */
  public static String missing(RunSpec spec, Map<String, String> env) {
    ModelSpec.Runtime runtime = spec.model().runtime();
    boolean rust = runtime == ModelSpec.Runtime.RUST;
    String missing = rust ? RustSubject.missing(spec, env) : LoopTransports.missing(spec);
    if (!missing.isEmpty()) {
      return missing;
    }
    try {
      if (runtime == ModelSpec.Runtime.JVM) {
        EngineJars.of(spec, env);
      }
      if (runtime == ModelSpec.Runtime.CPYTHON && !Engines.of(spec).isEmpty()) {
        of(spec, env);
      }
      ServerCommand.of(spec, env);
      return "";
    } catch (IOException e) {
      return e.getMessage() == null ? e.toString() : e.getMessage();
    }
  }

  /**
   * All engines in one interpreter.
   *
   * @param python a command or a path
   * @throws IOException one line: there is no such interpreter
   */
  public static List<Engine.Found> all(String python, Map<String, String> env) throws IOException {
    return PythonInterpreter.find(python, Engines.ALL, env).engines();
  }

  /**
   * The interpreter of a run of CPython's.
   *
   * @throws IOException one line: there is none, or it lacks an engine
   */
  static PythonInterpreter.Equipped of(RunSpec spec, Map<String, String> env) throws IOException {
    return of(
        new Question(
            spec.parameters().text("python"),
            spec.model().id().equals("cpython-free-threaded"),
            Engines.of(spec),
            env.getOrDefault("PATH", "")),
        env);
  }

  /**
   * The interpreter of a run's server, which is CPython's.
   *
   * @throws IOException one line: there is none, or it lacks an engine
   */
  static PythonInterpreter.Equipped ofServer(RunSpec spec, Map<String, String> env)
      throws IOException {
    return of(
        new Question(
            Servers.python(spec), false, Servers.engines(spec), env.getOrDefault("PATH", "")),
        env);
  }

  private static PythonInterpreter.Equipped of(Question question, Map<String, String> env)
      throws IOException {
    PythonInterpreter.Equipped known = KNOWN.get(question);
    if (known != null) {
      return known;
    }
    PythonInterpreter.Equipped found =
        PythonInterpreter.find(
            question.written(), question.freeThreaded(), question.engines(), env);
    for (Engine.Found engine : found.engines()) {
      if (!engine.fits()) {
        throw new IOException(lacking(found.executable(), engine));
      }
    }
    KNOWN.put(question, found);
    return found;
  }

  private static String lacking(Path python, Engine.Found engine) {
    return python + ": " + engine.problem();
  }
}
