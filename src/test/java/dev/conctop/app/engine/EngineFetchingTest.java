package dev.conctop.app.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is fetched before it was said what it is, and nothing without a yes. */
class EngineFetchingTest {
  @TempDir Path home;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String answer) {
    InputStream in = new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8));
    Map<String, String> env = Map.of("HOME", home.toString());
    return EngineFetching.of("hazelcast", env, new PrintStream(out), new PrintStream(err))
        .run(false, in);
  }

  @Test
  void withoutAYesNothingIsDone() {
    for (String answer : new String[] {"", "n\n", "\n", "yesterday\n"}) {
      assertEquals(1, run(answer));
      assertEquals("conctop: nothing was fetched", err.toString(StandardCharsets.UTF_8).strip());
      err.reset();
    }
    String told = out.toString(StandardCharsets.UTF_8);
    assertTrue(told.contains("size     21.4 MB\n"), told);
    assertTrue(told.contains("licence  Apache License 2.0, http"), told);
    assertTrue(told.contains("SHA-256  241ec66c"), told);
    assertTrue(told.contains("from     https://"), told);
    assertFalse(Files.exists(home.resolve(".cache")));
  }

  @Test
  void withoutAPlaceItIsOneLine() {
    PrintStream messages = new PrintStream(err);
    assertEquals(
        1,
        EngineFetching.of("jython", Map.of(), new PrintStream(out), messages)
            .run(true, InputStream.nullInputStream()));
    assertEquals(
        "conctop: jython cannot be kept: neither XDG_CACHE_HOME nor HOME is set\n",
        err.toString(StandardCharsets.UTF_8));
    assertEquals("", out.toString(StandardCharsets.UTF_8));
  }
}
