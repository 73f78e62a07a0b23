package dev.conctop.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A target as Jazzer has it, which sees what code runs: {@code -Dconctop.fuzz.target=NAME}. {@code
 * Jazzed FOLDER} writes the seeds of each into a folder of its name, and prints the names.
 */
public final class Jazzed {
  private static final String NAME = System.getProperty("conctop.fuzz.target", "");

  /** Of that name; nobody asks for it where there is none. */
  private static final List<Target> TARGETS =
      Targets.all().stream().filter(target -> target.name().equals(NAME)).toList();

  private Jazzed() {}

  /** What Jazzer calls. */
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    TARGETS.getFirst().read(input);
  }

  public static void main(String[] args) throws IOException {
    for (Target target : Targets.all()) {
      Path folder = Files.createDirectories(Path.of(args[0]).resolve(target.name()));
      int number = 0;
      for (byte[] seed : target.seeds()) {
        Files.write(folder.resolve("seed-" + number++), seed);
      }
      System.out.println(target.name());
    }
  }
}
