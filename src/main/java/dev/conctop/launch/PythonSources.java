package dev.conctop.launch;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The CPython subject's sources: packaged as resources, extracted for one run. */
final class PythonSources {
  private static final String ROOT = "python/";
  private static final String MAIN = "conctop_subject/__main__.py";

  private PythonSources() {}

  /**
   * Writes the package into a directory, which is made.
   *
   * @return the file to be run
   * @throws IOException when it is not packaged, or cannot be written
   */
  static Path extract(Path directory) throws IOException {
    URL main = PythonSources.class.getClassLoader().getResource(ROOT + MAIN);
    if (main == null) {
      throw new IOException("this build of conctop has no CPython subject");
    }
    URLConnection connection = main.openConnection();
    if (connection instanceof JarURLConnection jar) {
      jar.setUseCaches(false);
      try (JarFile file = jar.getJarFile()) {
        fromJar(file, directory);
      }
    } else {
      fromDirectory(main, directory);
    }
    return directory.resolve(MAIN);
  }

  private static void fromJar(JarFile jar, Path directory) throws IOException {
    Enumeration<JarEntry> entries = jar.entries();
    while (entries.hasMoreElements()) {
      JarEntry entry = entries.nextElement();
      if (entry.getName().startsWith(ROOT) && entry.getName().endsWith(".py")) {
        try (InputStream in = jar.getInputStream(entry)) {
          write(directory.resolve(entry.getName().substring(ROOT.length())), in);
        }
      }
    }
  }

  /** Where classes and resources lie in directories: a build that was not packaged. */
  private static void fromDirectory(URL main, Path directory) throws IOException {
    Path root = Path.of(URI.create(main.toString())).resolve("../..").normalize();
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files = all.filter(file -> file.toString().endsWith(".py")).toList();
    }
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        write(directory.resolve(root.relativize(file).toString()), in);
      }
    }
  }

  private static void write(Path file, InputStream in) throws IOException {
    Files.createDirectories(file.resolve("..").normalize());
    Files.copy(in, file);
  }
}
