package dev.conctop.launch.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.Engine;
import dev.conctop.catalog.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class RustToolsTest {
  @TempDir Path home;

  private void program(String name, String script) throws IOException {
    Path file = home.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private List<String> versions() {
    return RustTools.find(Map.of("PATH", home.toString()), home).stream()
        .map(Engine.Found::version)
        .toList();
  }

  @Test
  void whatIsThereSaysItsVersion() throws IOException {
    assertEquals(List.of("", ""), versions());
    program("cargo", "echo 'cargo 1.65.0 (4bc8f24d3 2022-10-20)'");
    Files.createDirectory(home.resolve("rayon-core-1.10.1"));
    Files.createDirectory(home.resolve("rayon-1.6.1"));
    assertEquals(List.of("1.65.0", "1.6.1"), versions());
  }

  /** A version manager's shim is there for what was never installed. */
  @Test
  void whatDoesNotWorkIsNotThere() throws IOException {
    program("cargo", "echo 'no toolchain' >&2; exit 1");
    assertEquals("", versions().getFirst());
    program("cargo", "echo nonsense");
    assertEquals("", versions().getFirst());
  }

  @Test
  void whatIsMissingIsOneLineWithDebiansPackage() throws IOException {
    Map<String, String> env = Map.of("PATH", home.toString(), "HOME", home.toString());
    assertEquals(
        "rust-threads: cargo is not here: install cargo (Debian)",
        RustSubject.missing(RunRequest.of("sleep", "rust-threads", Map.of()).check(2), env));
    program("cargo", "echo 'cargo 1.48.0'");
    assertEquals(
        "rust-threads: cargo 1.48.0 is too old, 1.63 or newer is needed: install cargo (Debian)",
        RustSubject.missing(RunRequest.of("sleep", "rust-threads", Map.of()).check(2), env));
  }

  @Test
  void whatCannotBeBuiltSaysWhyAndLeavesNothing() throws IOException {
    program(
        "cargo",
        "[ \"$1\" = build ] || { echo 'cargo 1.65.0'; exit; }; echo warning: so so;"
            + " echo 'error: linker `cc` not found'; exit 101");
    Map<String, String> env = Map.of("PATH", home.toString(), "HOME", home.toString());
    IOException failure =
        assertThrows(
            IOException.class,
            () -> RustSubject.of(RunRequest.of("sleep", "rust-threads", Map.of()).check(2), env));
    assertEquals(
        "the Rust subject could not be built: error: linker `cc` not found", failure.getMessage());
    try (var left = Files.list(home.resolve(".cache/conctop/rust"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void theSourcesArePackaged() throws IOException {
    Map<String, byte[]> files =
        PackagedSources.read("rust/", "src/main.rs", Set.of(".rs", ".toml"));
    assertTrue(
        files
            .keySet()
            .containsAll(
                List.of(
                    "src/main.rs", "src/histogram.rs", "threads/Cargo.toml", "rayon/Cargo.toml")),
        files.keySet().toString());
    PackagedSources.write(files, home.resolve("sources"));
    assertEquals(
        Files.readString(Path.of("src/main/rust/src/run.rs")),
        Files.readString(home.resolve("sources/src/run.rs")));
  }
}
