package dev.conctop.app.tour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.tour.lesson.Lesson;
import dev.conctop.tour.lesson.Question;
import dev.conctop.tour.lesson.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The packaged lessons are right, and mistakes in one of a user's own are told with their place.
 */
class TourFilesTest {
  private static final String GOOD =
      """
      title = "Mine"
      explain = \"""
      Something.

        a = picture
      \"""
      look = "there"
      law = "So it is."

      [guess]
      question = "How many?"

      [run]
      workload = "sleep"
      model = "thread-pool"
      duration = "1s"
      parameters = { delay = "20ms" }

      [answer]
      what = "tasks a second"
      figure = "tasks.throughput_per_s"
      unit = "/s"
      min = 1
      """;

  @TempDir Path folder;

  static List<Lesson> all() {
    return TourFiles.read(Optional.empty(), 2);
  }

  @Test
  void thereAreTen() {
    assertEquals(
        List.of(
            "littles-law",
            "pool-size",
            "gil",
            "convoy",
            "blocked-loop",
            "lock",
            "ipc",
            "coordinated-omission",
            "noise",
            "virtual-threads-cpu"),
        all().stream().map(Lesson::name).toList());
    assertEquals(
        List.of("gil"),
        all().stream().filter(l -> l.trial().python().isPresent()).map(Lesson::name).toList());
  }

  @ParameterizedTest
  @MethodSource("all")
  void eachIsWhole(Lesson lesson) {
    assertFalse(lesson.notes().isBlank());
    assertTrue(lesson.recording().isPresent(), "it carries a good run");
    assertTrue(lesson.trial().aboutNanos() <= 60_000_000_000L, "a minute at most");
    double recorded = lesson.recording().get().measured();
    assertTrue(Double.isFinite(recorded));
    if (lesson.question() instanceof Question.Choice choice) {
      assertTrue(choice.of(recorded).isPresent(), "what was recorded is one of the answers");
    }
    assertTrue(lesson.answer().min().isPresent() || lesson.answer().max().isPresent());
    if (lesson.trial() instanceof Trial.Arms arms) {
      assertTrue(arms.plan().rounds() >= 6, "enough for an interval");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "title = \"Mine\" | titel = \"Mine\" | line 1: titel: there is no such key; did you mean 'title'?",
        "title = \"Mine\" | title = 3 | line 1: title: it must be a text in quotes",
        "title = \"Mine\" | | : 'title' is missing",
        "title = \"Mine\" | title = \"Mine | line 1: ",
        "title = \"Mine\" | title = \"a\\u001bb\" | line 1: title: it has a control character",
        "law = \"So it is.\" | | : 'law' is missing",
        "[run] | [runs] | line 13: runs: there is no such key; did you mean 'run'?",
        "workload = \"sleep\" | workload = \"slep\" | line 13: run: unknown workload 'slep'; did you mean 'sleep'?",
        "model = \"thread-pool\" | model = \"thread-pol\" | line 13: run: unknown model 'thread-pol'; did you mean 'thread-pool'?",
        "delay = \"20ms\" | dleay = \"20ms\" | line 13: run: sleep under thread-pool has no parameter 'dleay'; did you mean 'delay'?",
        "delay = \"20ms\" | delay = [1] | line 17: run.parameters.delay: it must be one value",
        "duration = \"1s\" | duration = \"1parsec\" | line 16: run.duration: '1parsec' is not a duration",
        "duration = \"1s\" | duration = \"10m\" | line 13: run: it takes about 602 s; a lesson may take 150 s",
        "duration = \"1s\" | | line 13: run: 'duration' is missing",
        "unit = \"/s\" | unit = \"msec\" | line 22: answer.unit: there is no unit 'msec'; did you mean 'ms'?",
        "min = 1 | minn = 1 | line 23: answer.minn: there is no such key; did you mean 'min'?",
        "min = 1 | | line 19: answer: it has neither min nor max",
        "min = 1 | min = \"0.9 * predicted\" | line 23: answer.min: there is no figure 'predicted'",
        "min = 1 | min = \"0.9 *\" | line 23: answer.min: '0.9 *': a number or a name was expected at the end",
        "figure = \"tasks.throughput_per_s\" | figure = \"tasks.troughput_per_s\" | line 21: answer.figure: there is no figure 'tasks.troughput_per_s'; did you mean 'tasks.throughput_per_s'?",
        "figure = \"tasks.throughput_per_s\" | figure = \"parameters.dely\" | line 21: answer.figure: there is no figure 'parameters.dely'; did you mean 'parameters.delay'?",
        "question = \"How many?\" | question = \"How many?\"%nchoices = [{ say = \"a\", min = 1 }] | line 12: guess.choices: there must be 2 to 6 of them",
        "question = \"How many?\" | question = \"How many?\"%nchoices = [{ say = \"a\", min = 1 }, { say = \"b\" }] | line 12: guess.choices.1: it has neither min nor max",
      })
  void mistakesAreToldWithTheirPlace(String right, String wrong, String message) {
    String text = GOOD.replace(right, wrong == null ? "" : wrong.replace("%n", "\n"));
    String said =
        assertThrows(BadInput.class, () -> LessonFile.parse("my.toml", "my", text, 2)).getMessage();
    assertTrue(said.startsWith("my.toml"), said);
    assertTrue(said.contains(message), said);
    assertEquals(1, said.lines().count(), said);
  }

  @Test
  void armsAreChecked() {
    String compare =
        GOOD.replaceAll(
                "(?s)\\[run].*\\[answer]", "[compare]\nworkload = \"sleep\"\nARMS\n[answer]")
            .replace("tasks.throughput_per_s", "arms.1.effect.ratio");
    String good = "arms = [{ model = \"thread-pool\" }, { model = \"virtual-threads\" }]";
    assertEquals(2, parse(compare.replace("ARMS", good)).trial().specs().size());
    assertMistake(
        compare.replace("ARMS", "arms = [{ model = \"thread-pool\" }]"), "2 to 16 of them");
    assertMistake(
        compare.replace("ARMS", good.replace("virtual-threads", "virtual-thread")),
        "compare.arms.1: unknown model 'virtual-thread'; did you mean 'virtual-threads'?");
    assertMistake(
        compare.replace("ARMS", good + "\nparameters = { blokcing = \"true\" }"),
        "compare.parameters.blokcing: no arm has such a parameter");
    assertMistake(
        compare.replace("ARMS", good).replace("arms.1.", "arms.2."),
        "'arms.2.effect.ratio': the arms are 0 to 1, the reference is 0");
    assertMistake(
        compare.replace("ARMS", good.replace("model = \"thread-pool\"", "mode = \"thread-pool\"")),
        "compare.arms.0.mode: there is no such key; did you mean 'model'?");
    assertMistake(
        compare.replace("ARMS", good + "\n[run]\nworkload = \"sleep\""),
        "either [run] or [compare]");
  }

  private static Lesson parse(String text) {
    return LessonFile.parse("my.toml", "my", text, 2);
  }

  private static void assertMistake(String text, String message) {
    String said = assertThrows(BadInput.class, () -> parse(text)).getMessage();
    assertTrue(said.contains(message), said);
  }

  @Test
  void whatDoesNotFitOnAScreenIsTold() {
    assertMistake(
        GOOD.replace("Something.", "word ".repeat(400)),
        "explain: it has 29 lines, the longest of 74 characters; a screen of 80×24 has room for 17 of 74");
    assertMistake(GOOD.replace("  a = picture", "  " + "=".repeat(80)), "the longest of 82");
  }

  @Test
  void aFolderIsRead() throws Exception {
    Files.writeString(folder.resolve("02-mine.toml"), GOOD);
    Files.writeString(folder.resolve("1-first.toml"), GOOD);
    Files.writeString(folder.resolve("readme.txt"), "no lesson");
    List<Lesson> lessons = TourFiles.read(Optional.of(folder), 2);
    assertEquals(List.of("mine", "first"), lessons.stream().map(Lesson::name).toList());
    assertEquals(1, TourFiles.find(lessons, "first"));
    assertEquals(1, TourFiles.find(lessons, "2"));
    String message =
        assertThrows(BadInput.class, () -> TourFiles.find(lessons, "frist")).getMessage();
    assertEquals("there is no lesson 'frist'; did you mean 'first'?", message);
    assertThrows(BadInput.class, () -> TourFiles.find(lessons, "3"));
    assertThrows(BadInput.class, () -> TourFiles.find(lessons, "0"));

    Files.writeString(folder.resolve("03-bad.toml"), "title = 1\n");
    Files.writeString(folder.resolve("04-mine.toml"), GOOD);
    TourFiles.Found found = TourFiles.look(Optional.of(folder), 2);
    assertEquals(2, found.lessons().size());
    assertEquals(2, found.problems().size(), found.problems().toString());
    assertTrue(found.problems().getLast().endsWith("there is a lesson 'mine' already"));
  }

  @Test
  void aBadFolderIsTold() throws Exception {
    String empty =
        assertThrows(BadInput.class, () -> TourFiles.read(Optional.of(folder), 2)).getMessage();
    assertTrue(empty.contains("there is no lesson in it"), empty);
    Path none = folder.resolve("none");
    String missing =
        assertThrows(BadInput.class, () -> TourFiles.read(Optional.of(none), 2)).getMessage();
    assertEquals("--tour " + none + ": there is no such folder", missing);
    Path file = Files.writeString(folder.resolve("a.toml"), GOOD);
    String other =
        assertThrows(BadInput.class, () -> TourFiles.read(Optional.of(file), 2)).getMessage();
    assertEquals("--tour " + file + " is not a folder", other);
  }

  @Test
  void withoutPythonTheLessonSaysSo() {
    List<Lesson> here = TourFiles.checked(all(), Map.of("PATH", folder.toString()));
    for (Lesson lesson : here) {
      assertEquals(!lesson.name().equals("gil"), lesson.available(), lesson.name());
    }
    String why = here.get(TourFiles.find(here, "gil")).unavailable();
    assertTrue(why.startsWith("no Python: python3 is not in PATH"), why);
  }
}
