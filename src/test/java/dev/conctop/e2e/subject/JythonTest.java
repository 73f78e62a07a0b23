package dev.conctop.e2e.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conctop.e2e.Program;
import dev.conctop.launch.jar.EngineJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Jython's threads find what the other subjects find; and the words for where there is none. */
class JythonTest {
  @TempDir Path home;

  private Program.Ended program(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("env", "-u", "XDG_CACHE_HOME"));
    command.addAll(new Program(home).command(arguments));
    return new Program(home).run(command);
  }

  private JsonNode run(String workload, String parameter, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("run", workload, "-m", "jython-threading", "-j", "2", "-n", "6"));
    arguments.addAll(List.of("-p", parameter, "--warm-up", "0s", "--format", "json"));
    arguments.addAll(List.of(more));
    Program.Ended ended = program(arguments.toArray(String[]::new));
    assertEquals(0, ended.code(), ended.err());
    JsonNode document = new JsonMapper().readTree(ended.utf8());
    assertEquals(6, document.at("/tasks/completed").asInt(), ended.utf8());
    assertTrue(document.at("/runtime/version").asString().contains("with jython 2.7."));
    return document;
  }

  @ParameterizedTest
  @CsvSource({
    "sum-of-squares, n=1000, 332833500",
    "prime-factors, number=5000111, 5000111",
    "text, size=64KiB, 25"
  })
  void findsTheSame(String workload, String parameter, long result) throws Exception {
    assumeTrue(Jars.putInto(home, "jython"), "jython is not here");
    assertEquals(result, run(workload, parameter).at("/gauges/result").asLong());
  }

  @ParameterizedTest
  @CsvSource({"sleep, delay=1ms", "monte-carlo-pi, points=100", "mandelbrot, tile=4"})
  void runs(String workload, String parameter) throws Exception {
    EngineJar jar = EngineJar.named("jython").orElseThrow();
    Optional<Path> own = Jars.inMaven(jar);
    assumeTrue(own.isPresent(), "jython is not here");
    run(workload, parameter, "--jython", own.get().toString());
  }

  @Test
  void whatIsNoJythonIsOneLine() throws Exception {
    Program.Ended none = program("run", "sleep", "-m", "jython-threading", "-n", "1");
    assertEquals(2, none.code());
    assertEquals(
        "conctop: jython is not here: conctop fetch-engine jython, or --jython PATH\n", none.err());
    Path other = Files.writeString(home.resolve("other.jar"), "no jar");
    Program.Ended wrong =
        program("run", "sleep", "-m", "jython-threading", "--jython", other.toString());
    assertEquals(2, wrong.code());
    assertEquals("conctop: " + other + " is no jar (--jython PATH)\n", wrong.err());
    Program.Ended work = program("run", "http-get", "-m", "jython-threading");
    assertEquals(2, work.code());
    assertTrue(work.err().contains("only these are written for Jython, too"), work.err());
  }
}
