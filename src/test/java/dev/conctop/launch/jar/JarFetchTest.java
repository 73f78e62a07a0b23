package dev.conctop.launch.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A jar comes from the user's Maven repository or from a mirror, and only the right one is kept.
 */
class JarFetchTest {
  private static final byte[] RIGHT = "the right jar".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path home;
  private HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private byte[] answer = RIGHT;
  private int status = 200;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/maven/org/example/thing/1.2/thing-1.2.jar",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    Path settings = home.resolve(".m2/settings.xml");
    Files.createDirectories(settings.getParent());
    Files.writeString(
        settings,
        """
        <settings><mirrors><mirror><id>m</id><mirrorOf>central</mirrorOf>
        <url>http://127.0.0.1:%d/maven</url></mirror></mirrors></settings>
        """
            .formatted(server.getAddress().getPort()));
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private static EngineJar jar() throws Exception {
    String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(RIGHT));
    return new EngineJar(
        "thing", "org.example", "thing", "1.2", RIGHT.length, sum, "Some License", "http://x");
  }

  private JarFetch fetch() throws Exception {
    return JarFetch.of(jar(), Map.of("HOME", home.toString()));
  }

  private List<String> kept() throws IOException {
    Path folder = home.resolve(".cache/conctop/engines");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void whatMavenHasNotIsDownloaded() throws Exception {
    JarFetch fetch = fetch();
    assertFalse(fetch.isHere());
    assertFalse(fetch.isInMaven());
    assertTrue(fetch.source().endsWith("/maven/org/example/thing/1.2/thing-1.2.jar"));
    assertEquals(0, asked.get());
    fetch.run();
    assertTrue(fetch.isHere());
    assertEquals(List.of("thing-1.2.jar"), kept());
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(home.resolve(".cache/conctop/engines"))));
  }

  @Test
  void whatMavenHasIsNot() throws Exception {
    Path local = home.resolve(".m2/repository/org/example/thing/1.2/thing-1.2.jar");
    Files.createDirectories(local.getParent());
    Files.write(local, RIGHT);
    JarFetch fetch = fetch();
    assertTrue(fetch.isInMaven());
    fetch.run();
    assertTrue(fetch.isHere());
    assertEquals(0, asked.get());
  }

  @Test
  void anotherFileIsNotKept() throws Exception {
    answer = "the wrong jar".getBytes(StandardCharsets.US_ASCII);
    String wrong = assertThrows(IOException.class, fetch()::run).getMessage();
    assertTrue(wrong.contains("is another file: its SHA-256 is not"), wrong);
    answer = "a jar that is larger".getBytes(StandardCharsets.US_ASCII);
    String large = assertThrows(IOException.class, fetch()::run).getMessage();
    assertTrue(large.contains("has more than 13 bytes"), large);
    status = 404;
    String missing = assertThrows(IOException.class, fetch()::run).getMessage();
    assertTrue(missing.endsWith("answers 404"), missing);
    assertEquals(List.of(), kept());
  }

  @Test
  void settingsSayWhereMavenHasItsJars() throws IOException {
    Map<String, String> env = Map.of("HOME", home.toString());
    Path settings = home.resolve(".m2/settings.xml");
    Files.writeString(
        settings,
        "<settings><localRepository>${user.home}/jars</localRepository><mirrors><mirror><mirrorOf>"
            + "*,!central</mirrorOf><url>http://no/</url></mirror></mirrors></settings>");
    assertEquals(home.resolve("jars"), MavenPlaces.of(env).orElseThrow().local());
    assertEquals(
        URI.create("https://repo.maven.apache.org/maven2/"),
        MavenPlaces.of(env).orElseThrow().remote());
    Files.writeString(settings, "<settings><mirrors>");
    assertEquals(home.resolve(".m2/repository"), MavenPlaces.of(env).orElseThrow().local());
    assertTrue(MavenPlaces.of(Map.of()).isEmpty());
  }

  @Test
  void bothEnginesAreKnown() {
    for (String engine : List.of("hazelcast", "jython")) {
      EngineJar jar = EngineJar.named(engine).orElseThrow();
      assertEquals(64, jar.sha256().length());
      assertTrue(jar.bytes() > 1_000_000);
    }
    assertTrue(EngineJar.named("uvloop").isEmpty());
  }
}
