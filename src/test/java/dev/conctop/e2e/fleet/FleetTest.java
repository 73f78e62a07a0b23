package dev.conctop.e2e.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.e2e.Processes;
import dev.conctop.e2e.Program;
import dev.conctop.e2e.Schema;
import dev.conctop.e2e.Wire;
import dev.conctop.pty.Pty;
import dev.conctop.pty.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Several hosts on one screen and in one report, by a program in the place of ssh. */
@EnabledOnOs(OS.LINUX)
class FleetTest {
  private static final Path SCHEMA = Path.of("src/site/resources/schema/conctop.fleet.1.json");

  @TempDir Path home;
  private FakeHosts hosts;

  @BeforeEach
  void make() throws IOException {
    hosts = new FakeHosts(home);
  }

  @Test
  void oneIsOpenedAndAProcessThereIsWatched() throws IOException {
    Process target =
        new ProcessBuilder("sh", "-c", "printf pick-me-now >/proc/self/comm; read x").start();
    try (Pty pty = hosts.onTerminal(120, 40, "--host", "web1,web2")) {
      pty.awaitText("2 live");
      assertEquals(Set.of(), Processes.listening(pty.pid()));
      pty.type("p");
      pty.awaitText("Processes of one name");
      pty.type("p");
      pty.awaitText("by trouble");
      pty.type("j\r");
      pty.await(s -> s.contains("whole machine") && s.contains("WAITS FOR"));
      pty.type("cc/pick-me\r");
      pty.await(s -> s.contains("pick-me-now") && s.contains(", 1 of "));
      pty.type("\r");
      pty.await(s -> s.contains("pick-me-now  pid " + target.pid()) && s.contains("▶"));
      pty.type("2");
      pty.await(s -> s.contains("Threads") && s.contains("pick-me-now"));
      pty.type("n");
      pty.awaitText("nothing is run on another machine");
      pty.type("\033");
      pty.awaitText("whole machine");
      pty.type("\033");
      pty.awaitText("2 live");
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      Wire.assertGivenBack(pty);
      Wire.assertClean(pty.raw());
      pty.awaitNoProcess();
      assertTrue(target.isAlive());
    } finally {
      target.destroyForcibly();
    }
  }

  @Test
  void attachOpensTheProcessAtOnce() throws IOException {
    Process target = new ProcessBuilder("sleep", "600").start();
    try (Pty pty = hosts.onTerminal(80, 24, "attach", "" + target.pid(), "--host", "web1")) {
      pty.await(s -> s.contains("sleep  pid " + target.pid()) && s.contains("▶"));
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      pty.awaitNoProcess();
    } finally {
      target.destroyForcibly();
    }
  }

  @Test
  void oneThatIsKilledIsStaleAndComesBack() throws IOException {
    try (Pty pty = hosts.onTerminal(120, 40, "--host", "web1,web2")) {
      pty.awaitText("2 live");
      hosts.down("web1", true);
      pty.signal(hosts.pid("web1"), Signal.KILL);
      pty.await(s -> s.contains("1 live") && s.contains("1 stale"));
      pty.awaitText("Connection refused");
      hosts.down("web1", false);
      pty.awaitText("2 live");
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      pty.awaitNoProcess();
    }
  }

  @Test
  void thoseThatLieOrAreNotThereAreALineEach() throws IOException {
    String all = "web1,unknown,bare,older,garbage,flood,endless";
    try (Pty pty = hosts.onTerminal(120, 40, "--host", all)) {
      pty.await(s -> s.contains("1 live") && (s.contains("5 failed") || s.contains("6 failed")));
      pty.awaitText("Could not resolve hostname");
      pty.awaitText("no conctop there");
      pty.awaitText("conctop there has no feed");
      pty.awaitText("something there speaks before conctop does: ?]0;owned?Welcome");
      pty.awaitText("something there speaks before conctop does: there is no end");
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      Wire.assertClean(pty.raw());
      assertFalse(pty.raw().contains("\033]0;owned"));
    }
  }

  @Test
  void nothingIsLeftWhenItIsKilled() throws IOException {
    try (Pty pty = hosts.onTerminal(80, 24, "--host", "web1,web2")) {
      pty.awaitText("2 live");
      long feed = hosts.pid("web1");
      assertTrue(ProcessHandle.of(feed).isPresent());
      pty.signal(Signal.KILL);
      pty.awaitNoProcess();
      pty.awaitTrue("the end of the feed", () -> ProcessHandle.of(feed).isEmpty());
    }
  }

  /** The processes below the one that answers for a host, itself included. */
  private List<ProcessHandle> allOf(String host) throws IOException {
    ProcessHandle feed = ProcessHandle.of(hosts.pid(host)).orElseThrow();
    return Stream.concat(Stream.of(feed), feed.descendants()).toList();
  }

  @Test
  void aWorkloadIsRunThereAndSeenHere() throws IOException {
    String[] run = {"run", "sleep", "-m", "thread-pool", "-j", "2", "-c", "4", "--host", "web1"};
    try (Pty pty = hosts.onTerminal(120, 40, run)) {
      pty.await(s -> s.contains("sleep × thread-pool 2") && s.contains("▶"));
      List<ProcessHandle> there = allOf("web1");
      assertTrue(there.size() >= 2, () -> there.toString());
      pty.type("]");
      pty.awaitText("thread-pool 3");
      pty.type("2");
      pty.await(s -> s.contains("Threads") && s.contains("pool-"));
      pty.type("3");
      pty.awaitText("response");
      pty.type("a");
      pty.awaitText("one run at a time there");
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      Wire.assertGivenBack(pty);
      pty.awaitNoProcess();
      pty.awaitTrue("the end there", () -> there.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  @Test
  void aRunThatIsLostIsNotBegunOnceMore() throws IOException {
    try (Pty pty = hosts.onTerminal(120, 40, "run", "sleep", "--host", "web1")) {
      pty.await(s -> s.contains("sleep × thread-pool") && s.contains("▶"));
      long feed = hosts.pid("web1");
      pty.signal(feed, Signal.KILL);
      pty.awaitText("web1 is lost");
      pty.awaitTrue("another feed", () -> pidOf("web1") != feed);
      pty.awaitText("web1 is lost");
      pty.type("q");
      assertEquals(1, pty.awaitExit());
      pty.awaitNoProcess();
    }
  }

  private long pidOf(String host) {
    try {
      return hosts.pid(host);
    } catch (IOException | NumberFormatException e) {
      // It is being written.
      return 0;
    }
  }

  @Test
  void nothingOfARunIsLeftThereWhenItIsKilled() throws IOException {
    try (Pty pty = hosts.onTerminal(120, 40, "run", "sleep", "--host", "web1")) {
      pty.await(s -> s.contains("sleep × thread-pool") && s.contains("▶"));
      List<ProcessHandle> there = allOf("web1");
      pty.signal(Signal.KILL);
      pty.awaitNoProcess();
      pty.awaitTrue("the end there", () -> there.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  @Test
  void aRunThereIsReportedAndRecordedHere() throws Exception {
    Path file = home.resolve("web1.rec");
    Program.Ended ended =
        hosts.run(
            "run",
            "sleep",
            "-m",
            "thread-pool",
            "-j",
            "2",
            "-n",
            "40",
            "--warm-up",
            "0ms",
            "--host",
            "web1",
            "--record",
            file.toString(),
            "--format",
            "json");
    assertEquals(0, ended.code(), ended.err());
    JsonNode live = JsonMapper.shared().readTree(ended.utf8());
    assertEquals(40, live.at("/tasks/completed").asInt(), ended.utf8());
    Program.Ended read = hosts.run("report", file.toString(), "--format", "json");
    assertEquals(0, read.code(), read.err());
    JsonNode replayed = JsonMapper.shared().readTree(read.utf8());
    for (String figure : List.of("/tasks/completed", "/workload", "/model", "/workers")) {
      assertEquals(live.at(figure), replayed.at(figure), figure);
    }
  }

  @Test
  void aRunHasTheExitCodesThatItHasHere() throws Exception {
    Program.Ended nowhere = hosts.run("run", "sleep", "--host", "unknown");
    assertEquals(1, nowhere.code());
    assertTrue(nowhere.err().contains("unknown: "), nowhere.err());
    assertEquals("", nowhere.out());
    for (List<String> run :
        List.of(
            List.of("run", "sleep", "-m", "cpython-threading", "--python", "/no/such"),
            List.of(
                "run",
                "http-get",
                "-n",
                "3",
                "--warm-up",
                "0ms",
                "--url",
                "http://127.0.0.1:1/"))) {
      Program.Ended here = hosts.run(run.toArray(String[]::new));
      Program.Ended there =
          hosts.run(
              Stream.concat(run.stream(), Stream.of("--host", "web1")).toArray(String[]::new));
      assertEquals(1, here.code(), here.err());
      assertEquals(here.code(), there.code(), there.err());
      assertEquals(here.err(), there.err());
    }
  }

  @Test
  void whatIsSeenThereIsRecordedHere() throws Exception {
    Process target = new ProcessBuilder("sleep", "600").start();
    try {
      Path file = home.resolve("attach.rec");
      String pid = Long.toString(target.pid());
      Program.Ended ended =
          hosts.run(
              "attach",
              pid,
              "--host",
              "web1",
              "-d",
              "1s",
              "--record",
              file.toString(),
              "--format",
              "json");
      assertEquals(0, ended.code(), ended.err());
      Program.Ended diagnosed = hosts.run("diagnose", file.toString(), "--format", "json");
      assertEquals(0, diagnosed.code(), diagnosed.err());
      JsonNode found = JsonMapper.shared().readTree(diagnosed.utf8());
      assertEquals(target.pid(), found.at("/target/pid").asLong());
    } finally {
      target.destroyForcibly();
    }
    Path file = home.resolve("machine.rec");
    try (Pty pty = hosts.onTerminal(120, 40, "--host", "web1", "--record", file.toString())) {
      pty.awaitText("1 live");
      pty.type("\r");
      pty.await(s -> s.contains("whole machine") && s.contains("WAITS FOR"));
      pty.type("q");
      assertEquals(0, pty.awaitExit());
    }
    Program.Ended report = hosts.run("report", file.toString(), "--format", "json");
    assertEquals(0, report.code(), report.err());
    assertTrue(JsonMapper.shared().readTree(report.utf8()).at("/processes").size() > 0);
    Program.Ended two = hosts.run("--host", "web1,web2", "--record", "x.rec");
    assertEquals(2, two.code());
    assertTrue(two.err().contains("a recording is of one host, not of 2"), two.err());
  }

  private JsonNode document(Program.Ended ended) throws IOException {
    JsonNode document = JsonMapper.shared().readTree(ended.utf8());
    List<String> faults = new ArrayList<>();
    new Schema(JsonMapper.shared().readTree(Files.readString(SCHEMA))).check(document, faults);
    assertEquals(List.of(), faults);
    return document;
  }

  @Test
  void aProcessIsDiagnosedOnAllHosts() throws Exception {
    Process target =
        new ProcessBuilder("sh", "-c", "printf find-me-there >/proc/self/comm; read x").start();
    try {
      Program.Ended ended =
          hosts.run(
              "diagnose",
              "find-me-there",
              "--host",
              "web1,unknown,web2",
              "-d",
              "1s",
              "--assert",
              "on_cpu<50%",
              "--format",
              "json");
      JsonNode document = document(ended);
      assertEquals(1, ended.code(), ended.err());
      assertEquals("conctop.diagnose/1", document.at("/hosts/0/diagnosis/schema").stringValue());
      assertEquals(target.pid(), document.at("/hosts/2/diagnosis/target/pid").asLong());
      assertEquals("failed", document.at("/hosts/1/state").stringValue());
      assertEquals(2, document.at("/groups/0/hosts").asInt());
      assertEquals(2, document.get("assertions").size());
      assertTrue(document.at("/assertions/0/held").booleanValue());
      Program.Ended broken =
          hosts.run(
              "diagnose",
              Long.toString(target.pid()),
              "--host",
              "web1",
              "-d",
              "1s",
              "--assert",
              "on_cpu>50%");
      assertEquals(3, broken.code(), broken.err());
      assertTrue(broken.err().contains("web1: broken: on_cpu>50%"), broken.err());
    } finally {
      target.destroyForcibly();
    }
  }

  @Test
  void withoutATerminalThereIsAReport() throws Exception {
    JsonNode document = document(hosts.run("--host", "web1,web2", "-d", "1s", "--format", "json"));
    assertEquals(0, document.get("failed").asInt());
    assertTrue(document.at("/hosts/1/machine/processes").size() > 0);
    Program.Ended text = hosts.run("--host", "bare");
    assertEquals(1, text.code());
    assertTrue(text.utf8().contains("bare  failed         no conctop there"), text.utf8());
  }

  @Test
  void aProcessThatIsNotThereIsSaidSo() throws Exception {
    Program.Ended ended = hosts.run("diagnose", "no-such-process", "--host", "web1", "-d", "1s");
    assertEquals(1, ended.code());
    assertTrue(ended.err().contains("web1: there is no process called 'no-such-process'"));
  }

  @Test
  void whereItIsMissingItIsBroughtAndRemoved() throws Exception {
    Path archive = hosts.withoutConctop();
    try (Pty pty = hosts.onTerminal(120, 40, "--host", "web1,web2", "--copy", archive.toString())) {
      pty.awaitText("2 live");
      try (Stream<Path> there = Files.list(hosts.there())) {
        assertEquals(2, there.count());
      }
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      pty.awaitNoProcess();
    }
    try (Stream<Path> there = Files.list(hosts.there())) {
      assertEquals(List.of(), there.toList());
    }
  }

  @Test
  void aFeedIsForNobodysEyes() throws IOException {
    try (Pty pty = new Program(home).onTerminal("feed")) {
      assertEquals(2, pty.awaitExit());
      assertTrue(pty.raw().contains("a feed is for another conctop, not for a terminal"));
    }
  }
}
