package dev.conctop.launch.runtime;

import dev.conctop.catalog.Engine;
import dev.conctop.catalog.Engines;
import dev.conctop.catalog.RunSpec;
import dev.conctop.launch.tool.PrivateDirectory;
import dev.conctop.launch.tool.UserCache;
import dev.conctop.sample.figure.CleanText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;

/**
 * The Rust subject: made on first use by the machine's own cargo, without the network, and kept in
 * the user's cache. What is kept is named by its sources, the compiler and the library.
 */
public final class RustSubject {
  private static final String NAME = "conctop-subject";
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int LONGEST_COMPLAINT = 64 * 1024;

  /** Two of one kind at once: the second finds what the first has made. */
  private static final Object ONE_AT_A_TIME = new Object();

  private RustSubject() {}

  /**
   * What a run cannot do without, on one line with the remedy; empty when nothing is missing.
   * Starts cargo once to ask for its version.
   */
  public static String missing(RunSpec spec, Map<String, String> env) {
    return missing(spec, tools(spec, env));
  }

  private static String missing(RunSpec spec, List<Engine.Found> tools) {
    return tools.stream()
        .filter(found -> !found.fits())
        .findFirst()
        .map(found -> spec.model().id() + ": " + found.problem())
        .orElse("");
  }

  private static List<Engine.Found> tools(RunSpec spec, Map<String, String> env) {
    List<Engine> needed = Engines.of(spec);
    return RustTools.find(env).stream().filter(found -> needed.contains(found.engine())).toList();
  }

  /**
   * A program and what it was made with.
   *
   * @param tools as they are here
   */
  public record Made(Path program, List<Engine.Found> tools) {
    public Made {
      tools = List.copyOf(tools);
    }
  }

  /**
   * The program, made if it is not there.
   *
   * @throws IOException one line: a tool is missing, or it could not be made or kept
   */
  public static Made of(RunSpec spec, Map<String, String> env) throws IOException {
    List<Engine.Found> tools = tools(spec, env);
    String missing = missing(spec, tools);
    if (!missing.isEmpty()) {
      throw new IOException(missing);
    }
    boolean rayon = spec.model().id().equals("rust-rayon");
    Path cache =
        UserCache.place(env)
            .orElseThrow(
                () ->
                    new IOException(
                        "the Rust subject cannot be kept: neither XDG_CACHE_HOME nor HOME is set"))
            .resolve("rust");
    SortedMap<String, byte[]> sources =
        PackagedSources.read("rust/", "src/main.rs", Set.of(".rs", ".toml"));
    String compiler = RustTools.version("rustc", env.getOrDefault("PATH", "")).orElse("?");
    String kind = rayon ? "rayon" : "threads";
    Path kept = cache.resolve(kind + "-" + key(sources, compiler + tools));
    synchronized (ONE_AT_A_TIME) {
      if (!Files.isExecutable(kept.resolve(NAME))) {
        make(sources, kind, compiler, env, kept);
      }
    }
    return new Made(kept.resolve(NAME), tools);
  }

  private static String key(Map<String, byte[]> sources, String with) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(with.getBytes(StandardCharsets.UTF_8));
      sources.forEach(
          (name, bytes) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
          });
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void make(
      Map<String, byte[]> sources, String kind, String compiler, Map<String, String> env, Path kept)
      throws IOException {
    Path cache = kept.resolve("..").normalize();
    Files.createDirectories(cache);
    Path workshop =
        Files.createTempDirectory(
            cache,
            "making-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try (PrivateDirectory directory = new PrivateDirectory(workshop)) {
      PackagedSources.write(sources, workshop);
      build(kind, compiler, env, workshop);
      Path made = workshop.resolve("made");
      Files.createDirectory(made);
      Files.move(workshop.resolve("target/release").resolve(NAME), made.resolve(NAME));
      Files.move(made, kept, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      // Another conctop was faster.
    }
  }

  private static void build(String kind, String compiler, Map<String, String> env, Path workshop)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(RustTools.inPath("cargo", env).orElse(Path.of("cargo")).toString());
    command.addAll(
        List.of(
            "build",
            "--release",
            "--quiet",
            "--offline",
            "--manifest-path",
            workshop.resolve(kind).resolve("Cargo.toml").toString()));
    if (kind.equals("rayon")) {
      command.addAll(
          List.of(
              "--config",
              "source.crates-io.replace-with=\"debian\"",
              "--config",
              "source.debian.directory=\"" + RustTools.REGISTRY + "\""));
    }
    Path complaints = workshop.resolve("complaints");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(workshop.toFile())
            .redirectErrorStream(true)
            .redirectOutput(complaints.toFile());
    builder.environment().put("CARGO_HOME", workshop.resolve("home").toString());
    builder.environment().put("CARGO_TARGET_DIR", workshop.resolve("target").toString());
    builder.environment().put("CONCTOP_RUST", compiler);
    Process process = builder.start();
    Thread end = new Thread(() -> kill(process), "build-end");
    try {
      Runtime.getRuntime().addShutdownHook(end);
    } catch (IllegalStateException e) {
      kill(process);
    }
    try {
      process.getOutputStream().close();
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException(
            "the Rust subject was not built in " + LONGEST.toMinutes() + " minutes");
      }
      if (process.exitValue() != 0) {
        throw new IOException("the Rust subject could not be built: " + complaint(complaints));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the Rust subject was not built: interrupted", e);
    } finally {
      kill(process);
      unhook(end);
    }
  }

  private static void unhook(Thread end) {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      // The end has begun: the hook does what is to be done.
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** The first line that names an error. */
  private static String complaint(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LONGEST_COMPLAINT);
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return CleanText.clean(
        text.lines()
            .filter(line -> line.startsWith("error"))
            .findFirst()
            .or(() -> text.lines().findFirst())
            .orElse("cargo did not say why"),
        200);
  }
}
