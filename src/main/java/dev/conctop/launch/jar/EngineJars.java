package dev.conctop.launch.jar;

import dev.conctop.catalog.Engine;
import dev.conctop.catalog.Engines;
import dev.conctop.catalog.RunSpec;
import dev.conctop.launch.tool.UserCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The jars of engines that the user has, in a private directory of the user's cache. */
public final class EngineJars {
  /** The parameter that names a jar of the user's own. */
  private static final String OWN = "jython";

  private EngineJars() {}

  /**
   * Jars on the class path of a run.
   *
   * @param jars in their order
   * @param engines what they are
   */
  public record Found(List<Path> jars, List<Engine.Found> engines) {
    public Found {
      jars = List.copyOf(jars);
      engines = List.copyOf(engines);
    }
  }

  /**
   * What a run of the JVM's needs; nothing for most.
   *
   * @throws IOException one line: what is missing, or is not what it should be, with the remedy
   */
  public static Found of(RunSpec spec, Map<String, String> env) throws IOException {
    List<Path> jars = new ArrayList<>();
    List<Engine.Found> engines = new ArrayList<>();
    for (Engine engine : Engines.of(spec)) {
      Optional<EngineJar> jar = EngineJar.named(engine.name());
      if (jar.isEmpty()) {
        continue;
      }
      String own = spec.parameters().has(OWN) ? spec.parameters().text(OWN) : "";
      if (engine.name().equals(OWN) && !own.isEmpty()) {
        OwnJython its = OwnJython.of(own);
        jars.add(its.file());
        engines.add(new Engine.Found(engine, its.version()));
      } else {
        jars.add(kept(engine, jar.get(), env));
        engines.add(new Engine.Found(engine, jar.get().version()));
      }
    }
    return new Found(jars, engines);
  }

  private static Path kept(Engine engine, EngineJar jar, Map<String, String> env)
      throws IOException {
    Path file =
        place(jar, env)
            .filter(Files::isRegularFile)
            .orElseThrow(() -> new IOException(new Engine.Found(engine, "").problem()));
    if (!Checksum.fits(jar, file)) {
      throw new IOException(
          file + " is not the " + jar.engine() + " that was fetched: " + engine.remedy());
    }
    return file;
  }

  /** Where one is kept; empty when the user has no place for that. */
  public static Optional<Path> place(EngineJar jar, Map<String, String> env) {
    return UserCache.place(env).map(cache -> cache.resolve("engines").resolve(jar.file()));
  }

  /** What there is of them; only their sizes are looked at, since this is to be told quickly. */
  public static List<Engine.Found> find(Map<String, String> env) {
    List<Engine.Found> found = new ArrayList<>();
    for (Engine engine : Engines.JARS) {
      EngineJar jar = EngineJar.named(engine.name()).orElseThrow();
      boolean here = place(jar, env).filter(file -> hasSize(file, jar.bytes())).isPresent();
      found.add(new Engine.Found(engine, here ? jar.version() : ""));
    }
    return found;
  }

  private static boolean hasSize(Path file, long bytes) {
    try {
      return Files.isRegularFile(file) && Files.size(file) == bytes;
    } catch (IOException e) {
      return false;
    }
  }
}
