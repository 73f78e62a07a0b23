package dev.conctop.launch.jar;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;

/**
 * Brings an engine's jar into the user's cache: from the user's Maven repository when it is there,
 * else from where Maven would take it. Only a file with the right checksum is ever put in place.
 */
public final class JarFetch {
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration ANSWER = Duration.ofMinutes(10);
  private static final int BUFFER = 1 << 16;
  private static final int OK = 200;

  private final EngineJar jar;
  private final MavenPlaces places;
  private final Path kept;

  private JarFetch(EngineJar jar, MavenPlaces places, Path kept) {
    this.jar = jar;
    this.places = places;
    this.kept = kept;
  }

  /**
   * What is to be done to have a jar; nothing is done yet.
   *
   * @throws IOException one line: there is no place for it
   */
  public static JarFetch of(EngineJar jar, Map<String, String> env) throws IOException {
    Path kept =
        EngineJars.place(jar, env)
            .orElseThrow(
                () ->
                    new IOException(
                        jar.engine() + " cannot be kept: neither XDG_CACHE_HOME nor HOME is set"));
    MavenPlaces places =
        MavenPlaces.of(env)
            .orElseThrow(
                () -> new IOException("HOME is not set: where Maven has its jars is unknown"));
    return new JarFetch(jar, places, kept);
  }

  /** Whether it is there already, with the right checksum. */
  public boolean isHere() {
    return Checksum.fits(jar, kept);
  }

  /** Where it will be kept. */
  public Path kept() {
    return kept;
  }

  private Path local() {
    return places.local().resolve(jar.path());
  }

  /** Whether the user's Maven repository has it, so that nothing need be downloaded. */
  public boolean isInMaven() {
    return Checksum.fits(jar, local());
  }

  /** Where it is taken from, in words. */
  public String source() {
    return isInMaven() ? local().toString() : remote().toString();
  }

  private URI remote() {
    return places.remote().resolve(jar.path());
  }

  /**
   * Brings it.
   *
   * @throws IOException one line: it cannot be had, or is another file than the one that is meant
   */
  public void run() throws IOException {
    Path folder = kept.resolve("..").normalize();
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path coming = Files.createTempFile(folder, jar.artifact(), ".part");
    try {
      if (isInMaven()) {
        Files.copy(local(), coming, StandardCopyOption.REPLACE_EXISTING);
      } else {
        download(coming);
      }
      if (!Checksum.fits(jar, coming)) {
        throw new IOException(
            "what came from " + source() + " is another file: its SHA-256 is not " + jar.sha256());
      }
      Files.move(coming, kept, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(coming);
    }
  }

  private void download(Path to) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(remote()).timeout(ANSWER).GET().build();
    try (HttpClient client =
            HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        OutputStream out = Files.newOutputStream(to)) {
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = answer.body()) {
        if (answer.statusCode() != OK) {
          throw new IOException(remote() + " answers " + answer.statusCode());
        }
        copy(in, out);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while fetching " + remote(), e);
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new IOException(why.startsWith("http") ? why : remote() + " cannot be had: " + why, e);
    }
  }

  /** No more than it has: what is larger is another file. */
  private void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long all = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      all += read;
      if (all > jar.bytes()) {
        throw new IOException(
            remote() + " is another file: it has more than " + jar.bytes() + " bytes");
      }
      out.write(buffer, 0, read);
    }
  }
}
