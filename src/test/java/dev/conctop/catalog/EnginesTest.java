package dev.conctop.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.parameter.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnginesTest {
  private static List<String> needs(String workload, String model, Map<String, String> parameters) {
    return Engines.of(RunRequest.of(workload, model, parameters).check(2)).stream()
        .map(Engine::name)
        .toList();
  }

  @Test
  void aRunNeedsWhatItsModelItsWorkloadAndTheirParametersName() {
    assertEquals(List.of(), needs("http-get", "cpython-asyncio", Map.of()));
    assertEquals(List.of("uvloop"), needs("sleep", "cpython-uvloop", Map.of()));
    assertEquals(List.of("aiohttp"), needs("http-get", "cpython-aiohttp", Map.of()));
    assertEquals(
        List.of("aiohttp", "uvloop"),
        needs("http-get", "cpython-aiohttp", Map.of("loop", "uvloop")));
    assertEquals(
        List.of("tornado", "pycurl"),
        needs("http-post", "cpython-tornado", Map.of("client", "curl")));
    assertEquals(List.of("gevent"), needs("sleep", "cpython-gevent", Map.of()));
    assertEquals(List.of("trio"), needs("mixed", "cpython-trio", Map.of()));
    assertEquals(List.of("cargo"), needs("sleep", "rust-threads", Map.of()));
    assertEquals(List.of("rayon", "cargo"), needs("sum-of-squares", "rust-rayon", Map.of()));
    assertEquals(List.of("numpy"), needs("numpy", "cpython-threading", Map.of()));
    assertEquals(List.of("uvloop", "numpy"), needs("numpy", "cpython-uvloop", Map.of()));
  }

  @Test
  void whatAnEngineHasNoPartInIsRefused() {
    String refusal =
        assertThrows(
                BadInput.class, () -> RunRequest.of("sleep", "cpython-aiohttp", Map.of()).check(2))
            .getMessage();
    assertEquals(
        "cpython-aiohttp runs http-get, http-post, crawl, not sleep: its client has no part in"
            + " that; take -m cpython-asyncio or cpython-uvloop",
        refusal);
    assertEquals(
        "cpython-trio runs http-get, http-post, crawl, query-server, mixed, sleep, not print: its"
            + " loop has no part in that; take -m cpython-asyncio or cpython-uvloop",
        assertThrows(
                BadInput.class, () -> RunRequest.of("print", "cpython-trio", Map.of()).check(2))
            .getMessage());
    assertEquals(
        "rust-rayon runs sum-of-squares, prime-factors, monte-carlo-pi, sleep, not http-get: only"
            + " these are written in Rust, too",
        assertThrows(
                BadInput.class, () -> RunRequest.of("http-get", "rust-rayon", Map.of()).check(2))
            .getMessage());
    assertTrue(
        assertThrows(BadInput.class, () -> RunRequest.of("numpy", "thread-pool", Map.of()).check(2))
            .getMessage()
            .startsWith("numpy is of CPython and does not run under thread-pool"));
  }

  @ParameterizedTest
  @CsvSource({
    "2, kill-node=2 is not a node and a time, such as 2@5s",
    "3@5s, kill-node=3@5s: there is no node 3 among 2 (-j)",
    "0@5s, kill-node=0@5s: there is no node 0 among 2 (-j)",
    "1@soon, kill-node=1@soon: 'soon' is not a duration (try 50ms",
    "one@5s, kill-node=one@5s is not a node and a time, such as 2@5s"
  })
  void aNodeIsOneOfThoseThereAre(String written, String words) {
    String refusal =
        assertThrows(
                BadInput.class,
                () ->
                    RunRequest.of("sleep", "zmq-push-pull", Map.of("kill-node", written)).check(2))
            .getMessage();
    assertTrue(refusal.startsWith(words), refusal);
  }

  @Test
  void aNodeAndATime() {
    RunSpec run = RunRequest.of("sleep", "zmq-req-rep", Map.of("stop-node", "2@1.5s")).check(2);
    assertEquals("2@1.5s", run.parameters().text("stop-node"));
    assertEquals(List.of("zeromq"), Engines.of(run).stream().map(Engine::name).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "0.14, 0.14, false",
    "0.13.9, 0.14, true",
    "1.0, 0.14, false",
    "19, 19.0, false",
    "18.1.1, 19.0, true",
    "2022.12.1+ds1, 2021.1, false",
    "?, 3.0, false",
    "6.0rc1, 6.0, false"
  })
  void versionsAreNumbers(String version, String least, boolean older) {
    assertEquals(older, Engine.older(version, least));
  }

  /** What the subject asks of its engines is what the observer looks for. */
  @Test
  void theSubjectHasTheSameTable() throws IOException {
    Matcher row =
        Pattern.compile("\"(\\w+)\": \\(\"(\\w+)\", \"([\\w-]+)\", \"([\\w-]*)\", \"([\\d.]+)\"\\)")
            .matcher(
                Files.readString(Path.of("src/main/python/conctop_subject/engines/__init__.py")));
    List<Engine> there = new ArrayList<>();
    while (row.find()) {
      there.add(new Engine(row.group(1), row.group(2), row.group(3), row.group(4), row.group(5)));
    }
    assertEquals(Engines.ALL, there);
  }

  @Test
  void modelsAndWorkloadsSayWhatTheyAlwaysNeed() {
    assertEquals("tornado", Engines.of("cpython-tornado").orElseThrow().name());
    assertTrue(Engines.of("numpy").isPresent());
    assertFalse(Engines.of("cpython-asyncio").isPresent());
  }
}
