package dev.conctop.launch.jar;

import dev.conctop.sample.figure.CleanText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/**
 * A Jython of the user's own: the jar that has its library with it.
 *
 * @param version as it says itself
 */
record OwnJython(Path file, String version) {
  private static final String VERSION = "org/python/version.properties";
  private static final String LIBRARY = "Lib/threading.py";

  /**
   * Looks into a jar.
   *
   * @throws IOException one line: it is none, or has no library
   */
  static OwnJython of(String written) throws IOException {
    Path file;
    try {
      file = Path.of(written).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new IOException("'" + written + "' cannot be the name of a file (--jython)", e);
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException("no Jython: " + file + " is not a file (--jython PATH)");
    }
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      ZipEntry version = jar.getEntry(VERSION);
      if (version == null || jar.getEntry(LIBRARY) == null) {
        throw new IOException(file + " is no jython-standalone jar (--jython PATH)");
      }
      Properties properties = new Properties();
      try (InputStream in = jar.getInputStream(version)) {
        properties.load(in);
      }
      return new OwnJython(
          file, CleanText.clean(properties.getProperty("jython.version", "?"), 40));
    } catch (ZipException e) {
      throw new IOException(file + " is no jar (--jython PATH)", e);
    }
  }
}
