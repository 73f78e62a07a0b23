package dev.conctop.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Parameters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which servers may take the loopback server's place, and what they need. */
class ServersTest {
  private static RunSpec check(String workload, String model, Map<String, String> parameters) {
    return RunRequest.of(workload, model, parameters).check(2);
  }

  private static String refusal(String workload, String model, Map<String, String> parameters) {
    return String.valueOf(
        assertThrows(BadInput.class, () -> check(workload, model, parameters)).getMessage());
  }

  @Test
  void whereNobodyIsNamedTheSubjectIsWatched() {
    RunSpec run = check("http-get", "event-loop", Map.of());
    assertEquals("own", run.parameters().text("server"));
    assertTrue(Servers.of(run).isEmpty());
    assertFalse(run.parameters().has("python"));
    assertTrue(Servers.of(check("sleep", "event-loop", Map.of())).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "aiohttp, aiohttp",
    "tornado, tornado",
    "uvicorn, uvicorn uvloop httptools",
    "sanic, sanic",
    "asyncio, ''",
    "netty, ''"
  })
  void whatAServerNeedsIsNoNeedOfItsGenerator(String server, String engines) {
    RunSpec run = check("http-post", "event-loop", Map.of("server", server));
    assertEquals(
        engines, String.join(" ", Servers.engines(run).stream().map(Engine::name).toList()));
    assertEquals(List.of(), Engines.of(run));
  }

  @Test
  void oneOfPythonHasAnInterpreter() {
    Map<String, String> named = Map.of("server", "asyncio", "python", "/opt/python");
    assertEquals("/opt/python", Servers.python(check("http-get", "event-loop", named)));
    assertEquals("/opt/python", Servers.python(check("http-get", "cpython-asyncio", named)));
    assertEquals(
        "python3",
        Servers.python(check("query-server", "thread-pool", Map.of("server", "asyncio"))));
    assertTrue(
        refusal("http-get", "event-loop", Map.of("server", "netty", "python", "/opt/python"))
            .contains("no parameter 'python'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"aiohttp", "tornado", "uvicorn", "sanic"})
  void whoAnswersHttpAloneHasNoQueries(String server) {
    assertEquals(
        "server="
            + server
            + " answers HTTP alone (http-get, http-post); for query-server take asyncio,"
            + " cpython-threads, threads, netty or virtual-threads",
        refusal("query-server", "event-loop", Map.of("server", server)));
  }

  @Test
  void whatHasNoPartInItIsRefused() {
    assertTrue(
        refusal("http-get", "event-loop", Map.of("server", "aiohtp"))
            .contains("did you mean 'aiohttp'?"));
    assertEquals(
        "server=netty and url= are two servers: give one of them",
        refusal("http-get", "event-loop", Map.of("server", "netty", "url", "http://localhost/")));
    for (String model : List.of("processes", "cpython-process-pool", "dask")) {
      assertTrue(
          refusal("http-get", model, Map.of("server", "netty"))
              .startsWith("server=netty is asked by a generator of one process"));
    }
    assertTrue(
        refusal("http-get", "event-loop-offload", Map.of("server", "netty", "offload", "processes"))
            .contains("one process"));
    assertTrue(refusal("crawl", "event-loop", Map.of("server", "netty")).contains("no parameter"));
  }

  @Test
  void predictionsAreAboutModels() {
    Parameters named = check("http-get", "event-loop", Map.of("server", "netty")).parameters();
    assertTrue(
        String.valueOf(
                assertThrows(BadInput.class, () -> Servers.checkOwn("whatif", named)).getMessage())
            .startsWith("whatif is about the model, and server=netty watches the server"));
    Servers.checkOwn("whatif", check("http-get", "event-loop", Map.of()).parameters());
  }

  @Test
  void whatDebianDoesNotHaveIsSaid() {
    assertEquals(
        "install sanic (pip; Debian has no package), or --python PATH",
        Engines.named("sanic").remedy());
  }
}
