package dev.conctop.launch.jar;

import java.util.Optional;

/**
 * An engine of the JVM as one jar, which is brought when it is asked for.
 *
 * @param engine its name, as {@code catalog.Engines} has it
 * @param group of its coordinates in a Maven repository
 * @param bytes its size
 * @param sha256 its checksum, 64 hexadecimal digits: no other file is ever used
 * @param licence its licence's name
 * @param licenceUrl where that can be read
 */
public record EngineJar(
    String engine,
    String group,
    String artifact,
    String version,
    long bytes,
    String sha256,
    String licence,
    String licenceUrl) {
  private static final EngineJar HAZELCAST =
      new EngineJar(
          "hazelcast",
          "com.hazelcast",
          "hazelcast",
          "5.7.0",
          21_384_275,
          "241ec66cea8491787f68c3336f069ac463877af50bdb7676cd9d538f1940dc33",
          "Apache License 2.0",
          "http://www.apache.org/licenses/LICENSE-2.0.txt");

  private static final EngineJar JYTHON =
      new EngineJar(
          "jython",
          "org.python",
          "jython-standalone",
          "2.7.4",
          50_453_449,
          "1fba1769effcc8b19f5e10436bc8274a158ce988559f257927c24c73bb137f3c",
          "Jython Software License",
          "https://raw.githubusercontent.com/jython/jython/v2.7.4/LICENSE.txt");

  /** One by its engine's name; empty when that is no jar. */
  public static Optional<EngineJar> named(String engine) {
    return switch (engine) {
      case "hazelcast" -> Optional.of(HAZELCAST);
      case "jython" -> Optional.of(JYTHON);
      default -> Optional.empty();
    };
  }

  /** The file's name. */
  public String file() {
    return artifact + "-" + version + ".jar";
  }

  /** Where it lies in a Maven repository, with slashes between. */
  String path() {
    return group.replace('.', '/') + "/" + artifact + "/" + version + "/" + file();
  }
}
