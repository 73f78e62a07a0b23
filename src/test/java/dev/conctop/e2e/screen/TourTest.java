package dev.conctop.e2e.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.e2e.Processes;
import dev.conctop.e2e.Program;
import dev.conctop.e2e.Schema;
import dev.conctop.e2e.Wire;
import dev.conctop.pty.Pty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lessons of a user's own, in a terminal and without one. */
@EnabledOnOs(OS.LINUX)
@Timeout(180)
class TourTest {
  private static final Path SCHEMA = Path.of("src/site/resources/schema/conctop.tour.1.json");

  @TempDir Path home;
  private Path folder = Path.of("");

  @BeforeEach
  void write() throws IOException {
    folder = Files.createDirectory(home.resolve("lessons"));
    lesson("1-sleepers", "1s", "min = 1");
  }

  private void lesson(String name, String duration, String band) throws IOException {
    Files.writeString(
        folder.resolve(name + ".toml"),
        """
        title = "Four sleepers"
        explain = "Four threads sleep."
        look = "throughput"
        law = "Who sleeps does not work."
        notes = "Speak slowly."
        guess = { question = "How many wake up a second?" }
        run = { workload = "sleep", model = "thread-pool", workers = 4, in_flight = 4, duration = "%s", \
        warm_up = "100ms", parameters = { delay = "20ms" } }
        [answer]
        what = "tasks a second"
        figure = "tasks.throughput_per_s"
        unit = "/s"
        predicted = "workers * 1s / parameters.delay"
        %s
        """
            .formatted(duration, band));
  }

  private String[] words(String... more) {
    List<String> words = new ArrayList<>(List.of("tour", "--tour", folder.toString()));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  @Test
  void aLessonIsWalkedThroughByTheKeyboard() throws IOException {
    Program program = new Program(home);
    try (Pty pty = program.onTerminal(words())) {
      pty.awaitText("Four sleepers");
      pty.type("\r");
      pty.awaitText("Four threads sleep.");
      pty.type("i");
      pty.awaitText("Speak slowly.");
      pty.type("i\r");
      pty.await(s -> s.contains("How many wake up a second?") && !s.contains("Speak slowly."));
      pty.type("150\r");
      pty.awaitText("sleep × thread-pool 4");
      pty.awaitText("guessed 150/s");
      pty.await(s -> s.contains("measured") && s.contains("n compares"));
      pty.type("n");
      pty.await(s -> s.contains("Who sleeps does not work.") && s.contains("predicted"));
      pty.await(s -> s.contains("150/s") && s.contains("200/s"));
      pty.type("b");
      pty.awaitText("n compares"); // the run is still there
      pty.type("3");
      pty.awaitText("p99.9");
      pty.type("n\r");
      pty.awaitText("holds");
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      Wire.assertGivenBack(pty);
      Wire.assertClean(pty.raw());
      assertEquals(List.of(), program.runDirectories());
    }
  }

  @Test
  void whoGoesBackLeavesNothingRunning() throws IOException {
    lesson("1-sleepers", "60s", "min = 1");
    Program program = new Program(home);
    try (Pty pty = program.onTerminal(words("sleepers"))) {
      pty.awaitText("Four threads sleep.");
      pty.type("\r\r");
      pty.awaitText("▶");
      Processes.one(pty, Processes.SUBJECT);
      pty.type("b");
      pty.awaitText("How many wake up a second?");
      pty.awaitTrue(
          "the end of the subject", () -> Processes.running(pty, Processes.SUBJECT).isEmpty());
      pty.type("\r");
      pty.awaitText("▶");
      pty.type("a");
      pty.awaitText("▶");
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      pty.awaitNoProcess();
      assertEquals(List.of(), program.runDirectories());
    }
  }

  @Test
  void withoutAScreenAllAreRunAndTheDocumentIsAsItsSchemaSays() throws Exception {
    lesson("2-too-many", "1s", "min = 1_000_000");
    Program program = new Program(home);
    Program.Ended ended = program.run(words("--all", "--format", "json"));
    assertEquals(3, ended.code(), ended.err());
    JsonNode document = JsonMapper.shared().readTree(ended.utf8());
    List<String> faults = new ArrayList<>();
    new Schema(JsonMapper.shared().readTree(Files.readString(SCHEMA))).check(document, faults);
    assertEquals(List.of(), faults);
    assertEquals(2, document.get("ran").asInt());
    assertEquals(1, document.get("held").asInt());
    assertTrue(document.get("lessons").get(0).get("holds").asBoolean(), ended.utf8());
    assertEquals(200, document.get("lessons").get(0).get("predicted").asDouble(), 1e-6);
    assertEquals(List.of(), program.runDirectories());

    Program.Ended one = program.run(words("sleepers", "--all"));
    assertEquals(0, one.code(), one.err());
    assertTrue(one.utf8().contains("1 of 1 lessons hold"), one.utf8());
  }

  @Test
  void mistakesStartNothing() throws Exception {
    Program program = new Program(home);
    Program.Ended wrong = program.run(words("sleeprs"));
    assertEquals(2, wrong.code());
    assertTrue(
        wrong.err().matches("conctop: (there is no lesson 'sleeprs'|a tour needs a terminal).*\n"),
        wrong.err());
    Program.Ended all = program.run(words("sleeprs", "--all"));
    assertEquals(2, all.code());
    assertEquals("conctop: there is no lesson 'sleeprs'; did you mean 'sleepers'?\n", all.err());
    lesson("2-bad", "1s", "mim = 1");
    Program.Ended bad = program.run(words("--all"));
    assertEquals(2, bad.code());
    assertEquals("", bad.out());
    assertTrue(
        bad.err()
            .endsWith(
                "2-bad.toml line 13: answer.mim: there is no such key; did you mean 'min'?\n"),
        bad.err());
    Program.Ended check = program.run(words("--check"));
    assertEquals(2, check.code());
    assertEquals(1, check.err().lines().count(), check.err());
    Files.delete(folder.resolve("2-bad.toml"));
    assertEquals(0, program.run(words("--check")).code());
  }
}
