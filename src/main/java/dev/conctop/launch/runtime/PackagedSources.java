package dev.conctop.launch.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Sources of subjects in other languages, which are packaged as resources. */
final class PackagedSources {
  private PackagedSources() {}

  /**
   * The files below a root, by their names there.
   *
   * @param root ends with a slash
   * @param known one of the files
   * @param suffixes of those that are wanted
   * @throws IOException when they are not packaged
   */
  static SortedMap<String, byte[]> read(String root, String known, Set<String> suffixes)
      throws IOException {
    URL one = PackagedSources.class.getClassLoader().getResource(root + known);
    if (one == null) {
      throw new IOException("this build of conctop has no " + root + known);
    }
    SortedMap<String, byte[]> files = new TreeMap<>();
    URLConnection connection = one.openConnection();
    if (connection instanceof JarURLConnection jar) {
      jar.setUseCaches(false);
      try (JarFile file = jar.getJarFile()) {
        fromJar(file, root, files);
      }
    } else {
      fromDirectory(one, known, files);
    }
    files.keySet().removeIf(name -> suffixes.stream().noneMatch(name::endsWith));
    return files;
  }

  private static void fromJar(JarFile jar, String root, Map<String, byte[]> files)
      throws IOException {
    Enumeration<JarEntry> entries = jar.entries();
    while (entries.hasMoreElements()) {
      JarEntry entry = entries.nextElement();
      if (entry.getName().startsWith(root) && !entry.isDirectory()) {
        try (InputStream in = jar.getInputStream(entry)) {
          files.put(entry.getName().substring(root.length()), in.readAllBytes());
        }
      }
    }
  }

  /** Where classes and resources lie in directories: a build that was not packaged. */
  private static void fromDirectory(URL one, String known, Map<String, byte[]> files)
      throws IOException {
    Path root = Path.of(URI.create(one.toString()));
    for (int i = 0; i < Path.of(known).getNameCount(); i++) {
      root = root.resolve("..");
    }
    Path top = root.normalize();
    List<Path> all;
    try (Stream<Path> walk = Files.walk(top)) {
      all = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : all) {
      files.put(top.relativize(file).toString(), Files.readAllBytes(file));
    }
  }

  /**
   * Writes files into a directory, which is made.
   *
   * @throws IOException also when one is there already
   */
  static void write(Map<String, byte[]> files, Path directory) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.resolve("..").normalize());
      Files.write(path, file.getValue(), StandardOpenOption.CREATE_NEW);
    }
  }
}
