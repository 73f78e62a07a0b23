package dev.conctop.e2e.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.e2e.Program;
import dev.conctop.e2e.Schema;
import dev.conctop.e2e.Wire;
import dev.conctop.pty.Pty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is recorded says later what was said live. */
@EnabledOnOs(OS.LINUX)
class RecordingsTest {
  private static final Pattern AT_ITS_END = Pattern.compile("(\\d:\\d\\d) of \\1");
  private static final Path RUN_SCHEMA = Path.of("src/site/resources/schema/conctop.run.1.json");
  private static final Path HOST_SCHEMA = Path.of("src/site/resources/schema/conctop.host.1.json");

  @TempDir Path home;

  private Program.Ended conctop(String... words) throws IOException, InterruptedException {
    return new Program(home).run(words);
  }

  private String file(String name) {
    return home.resolve(name).toString();
  }

  private static JsonNode json(Program.Ended ended) {
    assertEquals("", ended.err());
    assertEquals(0, ended.code());
    return JsonMapper.shared().readTree(ended.utf8());
  }

  private static void assertValid(JsonNode document, Path schema) throws IOException {
    List<String> faults = new ArrayList<>();
    new Schema(JsonMapper.shared().readTree(Files.readString(schema))).check(document, faults);
    assertEquals(List.of(), faults);
  }

  @Test
  void theReportOfARecordedRunIsTheLiveOne() throws Exception {
    String[] run = {
      "run",
      "sleep",
      "-m",
      "thread-pool",
      "-j",
      "3",
      "-d",
      "1500ms",
      "--warm-up",
      "200ms",
      "-p",
      "delay=20ms",
      "--format",
      "json",
      "--record",
      file("run.rec")
    };
    JsonNode live = json(conctop(run));
    JsonNode recorded = json(conctop("report", file("run.rec"), "--format", "json"));
    assertValid(recorded, RUN_SCHEMA);
    for (var field : live.properties()) {
      assertEquals(field.getValue(), recorded.get(field.getKey()), field.getKey());
    }
    assertTrue(recorded.get("from").stringValue().compareTo(recorded.get("to").stringValue()) < 0);
    JsonNode part =
        json(conctop("report", file("run.rec"), "--format", "json", "--from", "-1100ms"));
    assertValid(part, RUN_SCHEMA);
    long all = live.get("tasks").get("completed").longValue();
    long some = part.get("tasks").get("completed").longValue();
    assertTrue(some > 0 && some < all, some + " of " + all);
    Program.Ended cut =
        conctop("cut", file("run.rec"), "--from", "-1100ms", "-o", file("part.rec"));
    assertEquals(0, cut.code(), cut.err());
    assertEquals("", cut.out());
    assertTrue(cut.err().startsWith("conctop: 0:01 of it are in "), cut.err());
    assertEquals(part, json(conctop("report", file("part.rec"), "--format", "json")));
    Program.Ended again = conctop("cut", file("run.rec"), "-o", file("part.rec"));
    assertEquals(2, again.code());
    assertTrue(again.err().contains("it exists; --force writes over it"), again.err());
    Program.Ended full = conctop("cut", file("run.rec"), "-o", "/dev/full", "--force");
    assertEquals(1, full.code());
    assertEquals("conctop: /dev/full is not whole: No space left on device\n", full.err());
    Program.Ended text = conctop("report", file("run.rec"));
    assertTrue(text.out().startsWith("recorded from "), text.out());
    assertEquals(0, text.code());
  }

  @Test
  void twoRecordingsAreComparedAndTwoPartsOfOne() throws Exception {
    String[] run = {
      "run",
      "sleep",
      "-m",
      "thread-pool",
      "-j",
      "3",
      "-d",
      "8s",
      "--warm-up",
      "200ms",
      "-p",
      "delay=5ms",
      "--format",
      "json",
      "--record",
      file("a.rec")
    };
    json(conctop(run));
    // Counted from the end: how long a run takes to begin is the machine's affair.
    JsonNode parts =
        json(
            conctop(
                "diff",
                file("a.rec"),
                "--from-a",
                "-7s",
                "--to-a",
                "-4s",
                "--from-b",
                "-4s",
                "--format",
                "json"));
    assertValid(parts, Path.of("src/site/resources/schema/conctop.diff.1.json"));
    assertEquals("throughput_per_s", parts.get("figures").get(0).get("name").stringValue());
    assertTrue(parts.get("figures").get(0).get("a").doubleValue() > 10, parts.toString());
    conctop("-d", "1500ms", "--format", "text", "--record", file("m.rec"));
    Program.Ended other = conctop("diff", file("a.rec"), file("m.rec"));
    assertEquals(2, other.code());
    assertTrue(other.err().contains("is of a run"), other.err());
    Program.Ended alone = conctop("diff", file("a.rec"));
    assertEquals(2, alone.code());
    assertTrue(alone.err().contains("two recordings, or two parts of one"), alone.err());
    Program.Ended text = conctop("diff", file("a.rec"), file("a.rec"));
    assertEquals(0, text.code());
    assertTrue(text.out().contains("tasks/s"), text.out());
    assertEquals(2, conctop("diff", file("a.rec"), file("missing")).code());
    assertEquals(2, conctop("diff", file("a.rec"), file("a.rec"), file("a.rec")).code());
  }

  @Test
  void aRecordedProcessIsDiagnosed() throws Exception {
    Process target = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
    try {
      String pid = Long.toString(target.pid());
      JsonNode live =
          json(conctop("diagnose", pid, "-d", "2s", "--format", "json", "--record", file("p.rec")));
      JsonNode recorded = json(conctop("diagnose", file("p.rec"), "--format", "json"));
      assertEquals(live.get("verdict"), recorded.get("verdict"));
      assertEquals(live.get("target"), recorded.get("target"));
      assertEquals(live.get("threads"), recorded.get("threads"));
      assertEquals(0, conctop("diagnose", file("p.rec"), "--assert", "idle<50%").code());
      Program.Ended broken = conctop("diagnose", file("p.rec"), "--assert", "idle>50%");
      assertEquals(3, broken.code());
      assertTrue(broken.err().startsWith("conctop: broken: idle>50%"), broken.err());
    } finally {
      target.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aRecordingOfTheMachineIsPlayed() throws Exception {
    conctop("-d", "3500ms", "--format", "text", "--record", file("m.rec"));
    assertValid(json(conctop("report", file("m.rec"), "--format", "json")), HOST_SCHEMA);
    try (Pty pty = new Program(home).onTerminal("replay", file("m.rec"))) {
      pty.await(s -> s.contains("whole machine") && s.contains("Cores"));
      pty.type(" ");
      pty.awaitText("go on");
      pty.type("G");
      // A machine that is busy with others makes it a second longer.
      pty.await(s -> AT_ITS_END.matcher(s.text()).find());
      pty.type("g");
      pty.awaitText("0:00 of 0:0");
      pty.type(":+2s\r");
      pty.awaitText("0:02 of 0:0");
      pty.type(":later\r");
      pty.awaitText("is no time");
      pty.type("n");
      pty.awaitText("this is a recording");
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      Wire.assertGivenBack(pty);
    }
  }

  /** All that the arms did is there, so it is judged once more, and comes to the same. */
  @Test
  void theReportOfARecordedComparisonIsTheLiveOne() throws Exception {
    JsonNode live =
        json(
            conctop(
                "compare",
                "sleep",
                "-m",
                "thread-pool,virtual-threads",
                "-j",
                "2",
                "-c",
                "4",
                "-p",
                "delay=5ms",
                "--rounds",
                "2",
                "--no-placebo",
                "--warm-up",
                "200ms",
                "--format",
                "json",
                "--record",
                file("c.rec")));
    JsonNode recorded = json(conctop("report", file("c.rec"), "--format", "json"));
    for (var field : live.properties()) {
      assertEquals(field.getValue(), recorded.get(field.getKey()), field.getKey());
    }
    Program.Ended part = conctop("cut", file("c.rec"), "--from", "+2s", "-o", file("x.rec"));
    assertEquals(2, part.code());
    assertTrue(part.err().contains("it is not cut"), part.err());
    assertTrue(Files.notExists(home.resolve("x.rec")));
    try (Pty pty = new Program(home).onTerminal("replay", file("c.rec"))) {
      pty.awaitText("5 Compare");
      pty.type("G");
      pty.awaitText("virtual-threads");
      pty.await(s -> s.contains("2 rounds"));
      pty.type("q");
      assertEquals(0, pty.awaitExit());
    }
  }

  /**
   * What a sweep has is up to its end, start included: on full cores the start alone takes seconds.
   */
  @Test
  void theReportOfARecordedSweepIsTheLiveOne() throws Exception {
    JsonNode live =
        json(
            conctop(
                "sweep",
                "sleep",
                "--over",
                "workers=1,2",
                "-c",
                "4",
                "-p",
                "delay=5ms",
                "-d",
                "12s",
                "--format",
                "json",
                "--record",
                file("s.rec")));
    JsonNode recorded = json(conctop("report", file("s.rec"), "--format", "json"));
    for (var field : live.properties()) {
      assertEquals(field.getValue(), recorded.get(field.getKey()), field.getKey());
    }
  }

  @Test
  void theLiveScreenGoesBackAndComesBack() throws Exception {
    try (Pty pty = new Program(home).onTerminal()) {
      pty.await(s -> s.contains("Cores") && s.contains("whole machine"));
      pty.type(".");
      pty.awaitText("this is now");
      // There is something to go back in once a second is over.
      pty.awaitTrue(
          "the past",
          () -> {
            type(pty, ",");
            return pty.shows(s -> s.contains("Esc now") && s.contains("\u2212"));
          });
      pty.type(" ");
      pty.awaitText("pause");
      pty.type("M");
      pty.awaitText("x cuts");
      pty.type("\033");
      pty.await(s -> !s.contains("\u2212") && s.contains("whole machine"));
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      Wire.assertGivenBack(pty);
    }
  }

  private static void type(Pty pty, String keys) {
    try {
      pty.type(keys);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void withoutARingThereIsNoGoingBackAndTheReasonIsSaid() throws Exception {
    Path folder = Files.createDirectories(home.resolve("conctop"));
    Files.writeString(folder.resolve("config.toml"), "ring = \"0\"\n");
    try (Pty pty = new Program(home).onTerminal()) {
      pty.await(s -> s.contains("Cores") && s.contains("whole machine"));
      pty.type(",");
      pty.awaitText("nothing is kept to go back in");
      pty.type("q");
      assertEquals(0, pty.awaitExit());
    }
  }

  @Test
  void whatCannotBeReadIsSaidInOneLine() throws Exception {
    Files.writeString(
        home.resolve("text"), "this is no recording, though it is long enough for one");
    Program.Ended ended = conctop("replay", file("text"));
    assertEquals(5, ended.code());
    assertEquals("conctop: " + file("text") + ": it is not a recording of conctop\n", ended.err());
    assertEquals(5, conctop("report", file("text")).code());
    assertEquals(2, conctop("report", file("missing")).code());
  }

  @Test
  void whatIsDamagedInsideIsReadAroundTheGap() throws Exception {
    conctop("-d", "4s", "--format", "text", "--record", file("d.rec"));
    byte[] bytes = Files.readAllBytes(home.resolve("d.rec"));
    Path damaged = home.resolve("damaged.rec");
    byte[] changed = bytes.clone();
    changed[bytes.length / 2] ^= 0x55;
    Files.write(damaged, changed);
    Program.Ended read = conctop("report", damaged.toString());
    assertEquals(0, read.code());
    assertTrue(read.err().contains("a gap: "), read.err());
    assertEquals(5, conctop("report", damaged.toString(), "--strict").code());
    Files.write(damaged, Arrays.copyOf(bytes, bytes.length * 2 / 3));
    Program.Ended cut = conctop("report", damaged.toString());
    assertEquals(0, cut.code());
    assertTrue(cut.err().contains("was not ended"), cut.err());
  }

  @Test
  void aFileThatExistsIsKept() throws Exception {
    Path file = Files.writeString(home.resolve("kept"), "mine");
    String[] words = {"-d", "200ms", "--format", "text", "--record", file.toString()};
    Program.Ended refused = conctop(words);
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("it exists; --force writes over it"), refused.err());
    assertEquals("mine", Files.readString(file));
    String[] forced = Arrays.copyOf(words, words.length + 1);
    forced[words.length] = "--force";
    assertEquals(0, conctop(forced).code());
    assertEquals(0, conctop("report", file.toString()).code());
  }

  @Test
  void withoutRoomTheCommandGoesOnAndEndsWithOne() throws Exception {
    Program.Ended ended =
        conctop("-d", "1s", "--format", "text", "--record", "/dev/full", "--force");
    // Not even the header has room there.
    assertEquals(2, ended.code());
    assertTrue(ended.err().contains("No space left"), ended.err());
  }

  @Test
  void toStandardOutputNothingElseIsPrinted() throws Exception {
    Path out = home.resolve("out.rec");
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "out=$1; shift; exec \"$@\" >\"$out\"", "sh"));
    command.add(out.toString());
    command.addAll(new Program(home).command("-d", "1500ms", "--format", "text", "--record", "-"));
    Program.Ended ended = new Program(home).run(command);
    assertEquals("", ended.err());
    assertEquals(0, ended.code());
    assertEquals(0, conctop("report", out.toString()).code());
  }

  @Test
  void redactedItHasNoNames() throws Exception {
    Path program = Files.copy(Path.of("/bin/sleep"), home.resolve("zebrafish"));
    Process target = new ProcessBuilder(program.toString(), "600").start();
    try {
      conctop("-d", "2s", "--format", "text", "--record", file("r.rec"), "--redact");
      JsonNode report = json(conctop("report", file("r.rec"), "--format", "json"));
      assertTrue(report.toString().contains("on_cpu"), "there is nothing in it");
      assertTrue(!report.toString().contains("zebrafish"), "a name is in it");
    } finally {
      target.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }
}
