package dev.conctop.app.metrics;

import dev.conctop.metrics.Outlets;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the libraries of metrics. They lie in a folder of their own and not on the class path: the
 * JDK opens every archive there as soon as a process is started, and seventeen more would cost
 * everybody descriptors and time, who wants metrics or not.
 */
final class Libraries {
  /** What uses the libraries, and so has to be loaded where they are. */
  private static final List<String> USERS =
      List.of(
          "dev.conctop.metrics.library.",
          "dev.conctop.metrics.prometheus.",
          "dev.conctop.metrics.otlp.");

  private static final String OUTLETS = USERS.getFirst() + "LibraryOutlets";

  private Libraries() {}

  /**
   * What is made of them.
   *
   * @throws IllegalStateException when the program is not whole
   */
  static Outlets outlets() {
    try {
      return (Outlets)
          Class.forName(OUTLETS, true, loader()).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | IOException | URISyntaxException e) {
      throw new IllegalStateException("the libraries of metrics are not there", e);
    }
  }

  private static ClassLoader loader() throws IOException, URISyntaxException {
    ClassLoader own = Libraries.class.getClassLoader();
    Path program =
        Path.of(Libraries.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path folder = program.resolveSibling("lib").resolve("metrics");
    // While it is tested they are on the class path like all others.
    return Files.isRegularFile(program) && Files.isDirectory(folder)
        ? new Beside(urls(program, folder), own)
        : own;
  }

  private static URL[] urls(Path program, Path folder) throws IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(url(program));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        urls.add(url(file));
      }
    }
    return urls.toArray(URL[]::new);
  }

  private static URL url(Path file) throws MalformedURLException {
    return file.toUri().toURL();
  }

  /** Loads the libraries and their users; all else is the program's. */
  private static final class Beside extends URLClassLoader {
    Beside(URL[] urls, ClassLoader parent) {
      super("metrics", urls, parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (USERS.stream().noneMatch(name::startsWith)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }
}
