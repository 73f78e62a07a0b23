package dev.conctop.e2e.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.e2e.Program;
import dev.conctop.metrics.Exposition;
import dev.conctop.metrics.Scrapes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Metrics of real processes, asked for over the network. */
@EnabledOnOs(OS.LINUX)
class ExportTest {
  /** As the kernel writes 127.0.0.1, and the same within IPv6. */
  private static final Set<String> LOOPBACK =
      Set.of("0100007F", "0000000000000000FFFF00000100007F");

  private static final String LISTENING = "0A";
  private static final long LIMIT_NANOS = 60_000_000_000L;

  @TempDir Path home;

  private final List<Process> started = new ArrayList<>();

  private Process start(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(home.resolve("out").toFile());
    builder.environment().putAll(new Program(home).environment());
    Process process = builder.start();
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

  /** Where it says that metrics are to be had. */
  private static String url(Process conctop) throws IOException {
    BufferedReader err =
        new BufferedReader(new InputStreamReader(conctop.getErrorStream(), StandardCharsets.UTF_8));
    String line = String.valueOf(err.readLine());
    assertTrue(line.startsWith("conctop: metrics at http://127.0.0.1:"), line);
    return line.substring("conctop: metrics at ".length(), line.length() - "/metrics".length());
  }

  /** The first scrape that is so. */
  private static Exposition scrape(String url, Predicate<Exposition> wanted) throws Exception {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < LIMIT_NANOS) {
      Exposition scrape = Scrapes.text(url);
      if (wanted.test(scrape)) {
        return scrape;
      }
    }
    throw new AssertionError("it never came: " + Scrapes.text(url).names());
  }

  private static double watched(Exposition scrape) {
    return scrape.value("conctop_watched_seconds_total");
  }

  @Test
  void statesOfThreadsSumToWallTimesThreads() throws Exception {
    // One that sleeps, one that works, and the shell that waits for them.
    Process target = start(List.of("sh", "-c", "sleep 600 & (while :; do :; done) & wait; true"));
    Process conctop =
        start(
            new Program(home)
                .withMetrics()
                .command(
                    "export",
                    Long.toString(target.pid()),
                    "--tree",
                    "--interval",
                    "100ms",
                    "--metrics",
                    "127.0.0.1:0"));
    String url = url(conctop);
    Exposition first = scrape(url, s -> s.sum("conctop_threads") == 3 && watched(s) > 0.5);
    Exposition last = scrape(url, s -> watched(s) > watched(first) + 2);
    double wall = watched(last) - watched(first);
    double states =
        last.sum("conctop_thread_seconds_total") - first.sum("conctop_thread_seconds_total");
    assertEquals(3 * wall, states, 0.01 * 3 * wall);
    assertEquals(3, last.value("process_thread_count"));
    assertTrue(
        last.value("process_cpu_time_seconds_total")
            > first.value("process_cpu_time_seconds_total"));
    assertTrue(last.sum("conctop_verdict") == 1, "one class holds");
    assertEquals(Set.of("process"), last.labels("conctop_watching_info", "what"));
    assertEquals(Set.of("sh"), last.labels("conctop_watching_info", "name"));
    for (String name : last.names()) {
      assertFalse(name.endsWith("pid") || name.endsWith("tid"), name);
    }
    assertEquals(LOOPBACK, listening(conctop.pid(), LOOPBACK), "who else listens");
  }

  /** These, and whatever else a process listens at. */
  private static Set<String> listening(long pid, Set<String> expected) throws IOException {
    Set<String> sockets = new HashSet<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      for (Path file : files.toList()) {
        try {
          sockets.add(Files.readSymbolicLink(file).toString().replaceAll("\\D", ""));
        } catch (IOException e) {
          // Closed meanwhile.
        }
      }
    }
    Set<String> found = new HashSet<>(expected);
    int ours = 0;
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
        String[] words = line.strip().split("\\s+");
        if (words.length > 9 && words[3].equals(LISTENING) && sockets.contains(words[9])) {
          found.add(words[1].substring(0, words[1].indexOf(':')));
          ours++;
        }
      }
    }
    assertEquals(1, ours, "it listens once");
    return found;
  }

  @Test
  void theMachineHasItsProcessesByName() throws Exception {
    Process conctop =
        start(new Program(home).withMetrics().command("export", "--metrics", "127.0.0.1:0"));
    String url = url(conctop);
    Exposition scrape =
        scrape(
            url, s -> s.sum("conctop_processes") > 0 && s.sum("system_cpu_time_seconds_total") > 0);
    assertEquals(scrape.value("system_process_count"), scrape.sum("conctop_processes"));
    assertEquals(Set.of("machine"), scrape.labels("conctop_watching_info", "what"));
    assertTrue(scrape.sum("conctop_verdict") == 1);
  }

  @Test
  void aRunHasItsLatencies() throws Exception {
    Process conctop =
        start(
            new Program(home)
                .withMetrics()
                .command(
                    "run",
                    "sleep",
                    "-m",
                    "thread-pool",
                    "-j",
                    "2",
                    "-d",
                    "60s",
                    "--warm-up",
                    "0s",
                    "--metrics",
                    "127.0.0.1:0"));
    String url = url(conctop);
    String response = "conctop_task_latency_seconds_count";
    Exposition scrape = scrape(url, s -> s.value(response, "series", "response") > 10);
    assertEquals(Set.of("sleep"), scrape.labels("conctop_watching_info", "workload"));
    assertEquals(Set.of("thread-pool"), scrape.labels("conctop_watching_info", "model"));
    assertTrue(scrape.value("conctop_tasks_total", "outcome", "completed") > 0);
  }

  @Test
  void aPortInUseIsOneLineAndNothingIsBegun() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      Path recording = home.resolve("x.rec");
      Program.Ended ended =
          new Program(home)
              .withMetrics()
              .run("-d", "1s", "--metrics", address, "--record", recording.toString());
      assertEquals(2, ended.code());
      assertEquals("", ended.out());
      assertEquals(1, ended.err().lines().count(), ended.err());
      assertTrue(
          ended
              .err()
              .startsWith("conctop: --metrics " + address + ": another program listens there"),
          ended.err());
      assertTrue(Files.notExists(recording));
    }
  }

  /** What is not asked for is not loaded, let alone listens. */
  @Test
  void withoutMetricsNothingOfThemIsLoaded() throws Exception {
    Path classes = home.resolve("classes");
    List<String> command = new ArrayList<>(new Program(home).command("-d", "200ms"));
    command.add(1, "-Xlog:class+load:file=" + classes);
    command.remove("-Xlog:disable");
    assertEquals(0, new Program(home).run(command).code());
    List<String> loaded =
        Files.readAllLines(classes).stream()
            .filter(
                line ->
                    line.contains("io.prometheus.")
                        || line.contains("io.opentelemetry.")
                        || line.contains("com.sun.net.httpserver")
                        || line.contains("dev.conctop.metrics."))
            .toList();
    assertEquals(List.of(), loaded);
    assertTrue(Files.readString(classes).contains("dev.conctop.Main"), "classes were written down");
  }
}
