package dev.conctop.e2e.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conctop.e2e.Program;
import dev.conctop.e2e.Schema;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Processes of somebody else's, and the whole machine, without a screen. */
@EnabledOnOs(OS.LINUX)
class DiagnoseTest {
  private static final Path HOST_SCHEMA = Path.of("src/site/resources/schema/conctop.host.1.json");

  @TempDir Path home;

  private final List<Process> started = new ArrayList<>();

  private Process start(String... command) throws IOException {
    Process process = new ProcessBuilder(command).start();
    started.add(process);
    return process;
  }

  @AfterEach
  void end() throws InterruptedException {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  private static JsonNode json(Program.Ended ended) {
    assertEquals("", ended.err());
    return JsonMapper.shared().readTree(ended.utf8());
  }

  private Program.Ended diagnose(Process target, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("diagnose", Long.toString(target.pid())));
    words.addAll(List.of(more));
    return new Program(home).run(words.toArray(String[]::new));
  }

  @Test
  void whatIsAssertedAndDoesNotHoldIsExitThree() throws Exception {
    Process spinning = start("sh", "-c", "while :; do :; done");
    String[] wrong = {"-d", "500ms", "--assert", "idle>50%", "--assert", "threads==1"};
    Program.Ended broken = diagnose(spinning, wrong);
    assertEquals(3, broken.code());
    assertTrue(broken.err().startsWith("conctop: broken: idle>50%, idle is "), broken.err());
    assertEquals(1, broken.err().lines().count(), broken.err());
    assertTrue(broken.out().contains("holds      threads==1"), broken.out());
    assertEquals(0, diagnose(spinning, "-d", "300ms", "--assert", "idle<50%").code());
    assertTrue(spinning.isAlive());
  }

  @Test
  void whatEndsGivesItsLastPictureAndExitFour() throws Exception {
    Process target = start("sleep", "600");
    CompletableFuture<Program.Ended> diagnosis =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return diagnose(target, "-d", "50s", "--format", "json");
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    // It is looked at ten times a second, and ends once it was seen for a while.
    while (!diagnosis.isDone() && looks(target.pid()) < 20) {
      Thread.onSpinWait();
    }
    target.destroyForcibly();
    Program.Ended ended = diagnosis.get(60, TimeUnit.SECONDS);
    assertEquals(4, ended.code());
    assertTrue(ended.err().endsWith("has ended\n"), ended.err());
    JsonNode document = JsonMapper.shared().readTree(ended.utf8());
    assertTrue(document.at("/target/ended").booleanValue());
    assertTrue(document.at("/thread_budget/sleep").doubleValue() > 0.9, ended.utf8());
    assertEquals("idle", document.at("/verdict/class").stringValue());
  }

  /** How often a child of ours that keeps a file of this process open has slept between looks. */
  private static long looks(long pid) {
    return ProcessHandle.current()
        .children()
        .filter(child -> keepsOpen(child.pid(), "/proc/" + pid + "/"))
        .mapToLong(child -> sleeps(child.pid(), "sampler"))
        .max()
        .orElse(0);
  }

  private static boolean keepsOpen(long pid, String below) {
    try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return files.anyMatch(file -> target(file).startsWith(below));
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static long sleeps(long pid, String thread) {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
      for (Path task : tasks.toList()) {
        String status = Files.readString(task.resolve("status"));
        if (status.startsWith("Name:\t" + thread + "\n")) {
          return Long.parseLong(
              status.replaceAll("(?s).*\nvoluntary_ctxt_switches:\\s+(\\d+).*", "$1"));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // It is ending.
    }
    return 0;
  }

  @Test
  void aNameIsEnoughWhereOnlyOneHasIt() throws Exception {
    Process named = start("sh", "-c", "printf only-one-of-it >/proc/self/comm; read end");
    while (!Files.readString(Path.of("/proc/" + named.pid() + "/comm")).startsWith("only")) {
      Thread.onSpinWait();
    }
    Program.Ended ended =
        new Program(home).run("diagnose", "only-one-of-it", "-d", "300ms", "--format", "json");
    assertEquals(named.pid(), json(ended).at("/target/pid").longValue());
    assertEquals("only-one-of-it", json(ended).at("/threads/0/name").stringValue());
  }

  @Test
  void aTreeIsAllOfItsDescendants() throws Exception {
    Process tree = start("sh", "-c", "sleep 600 & (sleep 600 & wait) & echo there; wait");
    assertEquals("there", tree.inputReader().readLine());
    while (tree.descendants().count() < 3) {
      Thread.onSpinWait();
    }
    JsonNode all = json(diagnose(tree, "--tree", "-d", "500ms", "--format", "json"));
    assertEquals(4, all.at("/subject/processes").intValue());
    assertEquals(4, all.at("/threads").size());
    assertEquals("idle", all.at("/verdict/class").stringValue());
    JsonNode alone = json(diagnose(tree, "-d", "300ms", "--format", "json"));
    assertEquals(1, alone.at("/subject/processes").intValue());
  }

  @Test
  void whatMayNotBeReadIsSaidWithItsReason() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can be somebody else");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "no setpriv");
    Process target = start("sleep", "600");
    List<String> command =
        new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    Program program = new Program(home);
    command.addAll(
        program.command("diagnose", "" + target.pid(), "-d", "300ms", "--format", "json"));
    assumeTrue(readableByAll(command), "the program is not readable by all");
    JsonNode document = json(program.run(command));
    assertEquals("idle", document.at("/verdict/class").stringValue(), document.toString());
    assertEquals("estimated", document.at("/thread_budget/fidelity/sleep").stringValue());
  }

  private static boolean readableByAll(List<String> command) throws Exception {
    for (String entry : command.get(command.indexOf("-cp") + 1).split(File.pathSeparator)) {
      List<String> trial = new ArrayList<>(command.subList(0, 4));
      trial.addAll(List.of("test", "-r", entry));
      if (new ProcessBuilder(trial).start().waitFor() != 0) {
        return false;
      }
    }
    return true;
  }

  @Test
  void theMachineIsAsItsSchemaSays() throws Exception {
    JsonNode document = json(new Program(home).run("-d", "600ms", "--format", "json"));
    List<String> faults = new ArrayList<>();
    new Schema(JsonMapper.shared().readTree(Files.readString(HOST_SCHEMA))).check(document, faults);
    assertEquals(List.of(), faults);
    assertTrue(document.at("/processes").size() > 1);
    assertTrue(document.at("/wall_s").doubleValue() >= 0.6);
  }

  @Test
  void theMachineAsCsvHasFourCellsALine() throws Exception {
    Program.Ended ended = new Program(home).run("-d", "300ms", "--format", "csv");
    assertEquals(0, ended.code());
    assertTrue(ended.out().startsWith("figure,value,unit,fidelity\n"), ended.out());
    assertTrue(ended.out().contains("core 0 user,"), ended.out());
    assertFalse(ended.out().contains("NaN"), ended.out());
  }

  @Test
  void withoutUtf8TheMachineIsSevenBits() throws Exception {
    Program program = new Program(home);
    List<String> command = new ArrayList<>(List.of("env", "LANG=C"));
    command.addAll(program.command("-d", "300ms"));
    Program.Ended ended = program.run(command);
    assertEquals(0, ended.code());
    assertTrue(ended.out().chars().allMatch(c -> c < 127), ended.out());
  }

  @Test
  void withFewFilesTheMachineIsLookedAtAllTheSame() throws Exception {
    Program program = new Program(home);
    List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n 64; exec \"$@\"", "sh"));
    command.addAll(program.command("-d", "300ms", "--format", "json"));
    JsonNode document = json(program.run(command));
    assertTrue(document.at("/processes").size() > 1);
    assertTrue(document.at("/observer/notes").toString().contains("file descriptors"));
  }
}
