package dev.conctop.probe.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conctop.probe.jvm.JvmWatch.Depth;
import dev.conctop.probe.jvm.attach.AttachClient;
import dev.conctop.probe.jvm.attach.AttachException;
import dev.conctop.probe.jvm.attach.GateReader;
import dev.conctop.probe.jvm.attach.Place;
import dev.conctop.probe.jvm.attach.QuitSignal;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.jvm.DeepView;
import dev.conctop.sample.jvm.JvmThread;
import dev.conctop.sample.jvm.JvmWait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real JVMs and what is none: every one of them lives on. */
@EnabledOnOs(OS.LINUX)
class RealJvmsTest {
  private static final long ASK_NANOS = 20_000_000_000L;

  private static final long SECOND = 1_000_000_000L;

  private static Path jdk(int release) {
    Optional<Path> home = JvmTarget.jdk(release);
    assumeTrue(home.isPresent(), "this machine has no JDK " + release);
    return home.get();
  }

  private static Path anyJdk() {
    return Path.of(System.getProperty("java.home"));
  }

  private static boolean isOn(JvmSample sample) {
    return sample.deep() instanceof DeepView.On;
  }

  private static JvmThread thread(JvmSample sample, String name) {
    return sample.threads().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }

  private static String recordings(Pid pid) throws AttachException {
    Place place = Place.of(Path.of("/proc"), pid.value());
    return new AttachClient(place.socket()).command("JFR.check", 20 * SECOND);
  }

  private static void assertNothingLeft(Pid pid) throws AttachException {
    assertFalse(recordings(pid).contains("conctop"), recordings(pid));
    for (String directory : List.of("/tmp", "/proc/" + pid + "/cwd")) {
      assertFalse(Files.exists(Path.of(directory, ".attach_pid" + pid)), directory);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 21, 25})
  void namesStatesAndLatencies(int release) throws Exception {
    Heard heard = new Heard();
    try (JvmTarget target = JvmTarget.start(jdk(release), List.of()).ready()) {
      try (JvmWatch watch = JvmWatch.start(target.pid(), Depth.AUTO, heard)) {
        Map<JvmWait, Long> least = Map.of(JvmWait.SLEEP, 20L, JvmWait.MONITOR, 20L);
        JvmSample on = heard.await("latencies", RealJvmsTest::isOn, least);
        assertTrue(on.joined().value() >= 0.95, on.joined().toString());
        assertTrue(on.version().startsWith(release + "."), on.version());
        assertTrue(on.counters().safepoints().value() > 0, on.counters().toString());
        assertEquals(1_000_000, on.thresholdNanos());
        assertEquals("", on.notice());
        assertEquals(Set.of("deadlocked-1", "deadlocked-2"), Set.copyOf(on.deadlocks().getFirst()));
        assertEquals("deadlocked-2", thread(on, "deadlocked-1").owner());
        assertTrue(thread(on, "sleeper").at().startsWith("Target."), on.threads().toString());
        assertEquals(Part.LOCK, heard.report("wants-the-lock").ambiguousWait());
        assertEquals(Part.SLEEP, heard.report("sleeper").ambiguousWait());
        String worker = "worker-with-a-long-name-Thread-0";
        assertEquals(Part.IDLE, heard.report(worker).ambiguousWait());
        assertEquals(Role.WORKER, heard.report(worker).role());
        assertEquals(Role.RUNTIME, heard.report("VM Thread").role());
        String leases = recordings(target.pid());
        assertTrue(leases.lines().filter(l -> l.contains("conctop")).count() >= 2, leases);
        assertTrue(
            leases
                .lines()
                .filter(l -> l.contains("conctop"))
                .allMatch(l -> l.contains("duration=1m") || l.contains("duration=60s")),
            leases);
        assertFalse(watch.isDone());
      }
      assertNothingLeft(target.pid());
      assertTrue(target.process().isAlive());
    }
  }

  @Test
  void monitorsAreToldWithTheirOwners() throws Exception {
    Heard heard = new Heard();
    try (JvmTarget target = JvmTarget.start(anyJdk(), List.of()).ready();
        JvmWatch _ = JvmWatch.start(target.pid(), Depth.AUTO, heard)) {
      heard.await(
          "owner",
          sample -> sample.owners().stream().anyMatch(o -> o.name().startsWith("contender-")));
    }
  }

  @Test
  void aDumpIsTakenWhenItIsAskedFor() throws Exception {
    Heard heard = new Heard();
    try (JvmTarget target = JvmTarget.start(anyJdk(), List.of()).ready();
        JvmWatch watch = JvmWatch.start(target.pid(), Depth.AUTO, heard)) {
      heard.await("latencies", RealJvmsTest::isOn, Map.of(JvmWait.SLEEP, 5L));
      long before = heard.report("wants-the-lock").askedNanos();
      watch.dump();
      heard.await("new dump", _ -> heard.report("wants-the-lock").askedNanos() > before);
    }
  }

  @Test
  void aThreadsWholeStackIsToldWhenItIsAskedForAndWhoHoldsWhatInTheSameDump() throws Exception {
    Heard heard = new Heard();
    try (JvmTarget target = JvmTarget.start(anyJdk(), List.of()).ready();
        JvmWatch watch = JvmWatch.start(target.pid(), Depth.AUTO, heard)) {
      heard.await("dump", s -> isOn(s) && !s.threads().isEmpty());
      int waiter = heard.report("deadlocked-1").tid();
      assertDeadlocked(watch.stack(waiter, ASK_NANOS));
      JvmSample last = heard.samples().getLast();
      JvmThread thread =
          last.threads().stream().filter(t -> t.tid() == waiter).findFirst().orElseThrow();
      assertEquals("deadlocked-2", thread.owner());
      assertEquals(heard.report("deadlocked-2").tid(), thread.ownerTid());
      ThreadStack.Answer gone = watch.stack(target.pid().value(), ASK_NANOS);
      assertInstanceOf(ThreadStack.NotRead.class, gone, "the launcher's first runs no Java");
    }
  }

  @Test
  void oneThatNobodyWatchesIsAskedOnceAndRecordsNothing() throws Exception {
    try (JvmTarget target = JvmTarget.start(anyJdk(), List.of()).ready()) {
      int waiter = tid(target.pid(), "deadlocked-1");
      assertDeadlocked(JvmStacks.ask(target.pid(), waiter, ASK_NANOS).orElseThrow());
      assertNothingLeft(target.pid());
      assertFalse(recordings(target.pid()).contains("running"), recordings(target.pid()));
    }
  }

  @Test
  void whatIsNoJvmIsNotAsked() {
    int init = 1;
    assertEquals(Optional.empty(), JvmStacks.ask(new Pid(init), init, ASK_NANOS));
  }

  @Test
  void aStackOfOneThatEndsMeanwhileIsNotWaitedForLong() throws Exception {
    Heard heard = new Heard();
    try (JvmTarget target = JvmTarget.start(anyJdk(), List.of()).ready();
        JvmWatch watch = JvmWatch.start(target.pid(), Depth.AUTO, heard)) {
      heard.await("dump", s -> isOn(s) && !s.threads().isEmpty());
      int waiter = heard.report("deadlocked-1").tid();
      target.process().destroyForcibly().onExit().join();
      assertInstanceOf(ThreadStack.NotRead.class, watch.stack(waiter, ASK_NANOS));
    }
  }

  private static void assertDeadlocked(ThreadStack.Answer answer) {
    ThreadStack.Frames frames = assertInstanceOf(ThreadStack.Frames.class, answer);
    assertEquals("thread dump", frames.reader());
    List<String> lines = frames.lines().stream().map(ThreadStack.Line::text).toList();
    assertTrue(lines.getFirst().startsWith("Target.lambda$main$"), lines.toString());
    assertTrue(lines.get(1).startsWith("waiting to lock <0x"), lines.toString());
    assertTrue(lines.getLast().startsWith("java.lang.Thread.run(Thread.java:"), lines.toString());
  }

  private static int tid(Pid pid, String comm) throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
      for (Path task : tasks.toList()) {
        if (Files.readString(task.resolve("comm")).strip().equals(comm)) {
          return Integer.parseInt(task.getFileName().toString());
        }
      }
    }
    throw new AssertionError("no thread " + comm);
  }

  @Test
  void itsOwnRecordingIsNotTouched() throws Exception {
    Heard heard = new Heard();
    try (JvmTarget target =
        JvmTarget.start(
                anyJdk(), List.of(), "-XX:StartFlightRecording:name=mine,filename=/dev/null")
            .ready()) {
      try (JvmWatch _ = JvmWatch.start(target.pid(), Depth.AUTO, heard)) {
        heard.await("latencies", RealJvmsTest::isOn, Map.of(JvmWait.SLEEP, 5L));
      }
      assertNothingLeft(target.pid());
      assertTrue(recordings(target.pid()).contains("name=mine"), recordings(target.pid()));
    }
  }

  @Test
  void withoutSharedCountersTheRestIsThere() throws Exception {
    Heard heard = new Heard();
    try (JvmTarget target = JvmTarget.start(anyJdk(), List.of(), "-XX:-UsePerfData").ready();
        JvmWatch _ = JvmWatch.start(target.pid(), Depth.AUTO, heard)) {
      JvmSample on = heard.await("deep view", s -> isOn(s) && s.joined().known());
      assertFalse(on.counters().safepoints().known());
      assertTrue(on.counters().safepoints().reason().contains("UsePerfData"));
      assertTrue(on.version().contains("25") || !on.version().isEmpty(), on.version());
    }
  }

  @Test
  void offMeansThatItIsNotAsked() throws Exception {
    Heard heard = new Heard();
    try (JvmTarget target = JvmTarget.start(anyJdk(), List.of()).ready();
        JvmWatch _ = JvmWatch.start(target.pid(), Depth.OFF, heard)) {
      JvmSample off = heard.await("word", s -> s.deep() instanceof DeepView.Off);
      assertTrue(off.counters().safepoints().known());
      assertFalse(Files.exists(Path.of("/tmp/.java_pid" + target.pid())));
    }
  }

  private static void assertRefused(JvmTarget target, String reason) throws Exception {
    Heard heard = new Heard();
    try (JvmWatch _ = JvmWatch.start(target.pid(), Depth.AUTO, heard)) {
      JvmSample sample = heard.await("refusal", s -> s.deep() instanceof DeepView.Refused);
      DeepView.Refused refused = (DeepView.Refused) sample.deep();
      assertTrue(refused.reason().contains(reason), refused.reason());
      assertFalse(refused.remedy().isEmpty());
    }
    assertTrue(target.process().isAlive());
    assertFalse(Files.exists(Path.of("/tmp/.attach_pid" + target.pid())));
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void withReducedSignalsItListensFromTheStartAndIsNeverSignalled(int release) throws Exception {
    try (JvmTarget target = JvmTarget.start(jdk(release), List.of(), "-Xrs").ready()) {
      Heard heard = new Heard();
      try (JvmWatch _ = JvmWatch.start(target.pid(), Depth.AUTO, heard)) {
        heard.await("deep view", RealJvmsTest::isOn);
      }
      assertTrue(target.process().isAlive());
      // Who cleans /tmp takes its ear away: now only a signal would help, which would end it.
      Files.delete(Path.of("/tmp/.java_pid" + target.pid()));
      assertRefused(target, "-Xrs");
    }
  }

  @Test
  void attachDisabled() throws Exception {
    try (JvmTarget target =
        JvmTarget.start(anyJdk(), List.of(), "-XX:+DisableAttachMechanism").ready()) {
      assertRefused(target, "DisableAttachMechanism");
    }
  }

  @Test
  void aStoppedOneIsAskedOnceItGoesOn() throws Exception {
    Heard heard = new Heard();
    try (JvmTarget target = JvmTarget.start(anyJdk(), List.of()).ready()) {
      target.signal("STOP");
      assertRefused(target, "stopped");
      try (JvmWatch _ = JvmWatch.start(target.pid(), Depth.AUTO, heard)) {
        heard.await("refusal", s -> s.deep() instanceof DeepView.Refused);
        target.signal("CONT");
        heard.await("deep view", RealJvmsTest::isOn);
      }
      assertTrue(target.process().isAlive());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void aStartingOneIsWaitedFor(int release) throws Exception {
    for (int i = 0; i < 3; i++) {
      Heard heard = new Heard();
      // From its first moment on: before the launcher has become a JVM.
      try (JvmTarget target = JvmTarget.start(jdk(release), List.of());
          JvmWatch _ = JvmWatch.start(target.pid(), Depth.AUTO, heard)) {
        heard.await("deep view", RealJvmsTest::isOn);
        target.ready();
        assertTrue(target.process().isAlive());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exec sleep 600", "exec python3 -c 'import time; time.sleep(600)'"})
  void whatIsNoJvmIsLeftAlone(String command) throws Exception {
    Heard heard = new Heard();
    Process process = new ProcessBuilder("sh", "-c", command).start();
    try (JvmWatch watch = JvmWatch.start(new Pid((int) process.pid()), Depth.AUTO, heard)) {
      watch.awaitEnd();
      assertEquals(List.of(), heard.samples());
      assertTrue(process.isAlive() || command.contains("python3") && noPython(process));
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean noPython(Process process) {
    return process.exitValue() == 127;
  }

  @Test
  void rootMayAskAnothersJvm() throws Exception {
    assumeTrue(OtherUser.possible(), "only root can start another user's process");
    Heard heard = new Heard();
    try (JvmTarget target = JvmTarget.start(anyJdk(), OtherUser.COMMAND).ready()) {
      try (JvmWatch _ = JvmWatch.start(target.pid(), Depth.AUTO, heard)) {
        heard.await("latencies", RealJvmsTest::isOn, Map.of(JvmWait.SLEEP, 5L));
      }
      assertNothingLeft(target.pid());
      assertTrue(target.process().isAlive());
    }
  }

  @Test
  void othersMayNotAskRootsJvmButTheirOwn() throws Exception {
    assumeTrue(OtherUser.possible(), "only root can start another user's process");
    try (JvmTarget target = JvmTarget.start(anyJdk(), List.of()).ready()) {
      String said = OtherUser.watch(target.pid());
      assertTrue(said.contains("refused: it belongs to the user with the number 0"), said);
      assertTrue(target.process().isAlive());
    }
    try (JvmTarget target = JvmTarget.start(anyJdk(), OtherUser.COMMAND).ready()) {
      String said = OtherUser.watch(target.pid());
      assertTrue(said.contains("on: "), said);
      assertTrue(target.process().isAlive());
      assertNothingLeft(target.pid());
    }
  }

  @Test
  void aSignalIsSentOnlyWhileWhatMustHoldHolds() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sleep", "600").start();
    try {
      assertEquals(QuitSignal.Sent.CHANGED, QuitSignal.send((int) process.pid(), () -> false));
      assertTrue(process.isAlive());
      assertEquals(QuitSignal.Sent.DONE, QuitSignal.send((int) process.pid(), () -> true));
      assertEquals(128 + GateReader.SIGQUIT, process.waitFor());
      assertEquals(QuitSignal.Sent.REFUSED, QuitSignal.send((int) process.pid(), () -> true));
    } finally {
      process.destroyForcibly();
    }
  }
}
