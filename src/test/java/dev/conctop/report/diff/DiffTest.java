package dev.conctop.report.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.diagnosis.Verdict;
import dev.conctop.e2e.Schema;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.host.Pressure;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.sample.task.ValueCounts;
import dev.conctop.sample.thread.ProcessUse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DiffTest {
  private static final Path SCHEMA = Path.of("src/site/resources/schema/conctop.diff.1.json");
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_700_000_000L * SECOND;

  /** What a made-up run does. */
  private record Run(int seconds, double perSecond, double responseNanos, double cpuNanos) {}

  /** Its facts, ten times a second, from a moment at which it had long been running. */
  private static Slices slices(Run run, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long begin = 5_000 * SECOND;
    Slices slices = new Slices(begin, begin + run.seconds() * SECOND);
    long done = 1_000_000;
    double cpu = 5e12;
    for (int tick = 0; tick <= 10 * run.seconds(); tick++) {
      long nanos = begin + tick * SECOND / 10;
      long more = Math.round(run.perSecond() / 10 * (0.97 + 0.06 * random.nextDouble()));
      done += more;
      cpu += more * run.cpuNanos();
      slices.take(nanos, frame(3_000 * SECOND + tick * SECOND / 10, done, more, run));
      slices.take(nanos, threads(nanos, cpu));
      slices.take(nanos, host(nanos));
    }
    return slices;
  }

  private static TaskFrame frame(long phaseNanos, long done, long more, Run run) {
    Histogram responses = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
    responses.recordValueWithCount((long) run.responseNanos(), Math.max(1, more * 98 / 100));
    responses.recordValueWithCount((long) (3 * run.responseNanos()), Math.max(1, more * 2 / 100));
    return new TaskFrame(
        1,
        0,
        Phase.MEASURE,
        phaseNanos,
        new TaskCounts(done, done, 0, 0, new long[TaskWait.count()], new long[TaskWait.count()]),
        List.of(new LatencyInterval(Series.RESPONSE, ValueCounts.of(responses), 0)),
        Map.of(),
        Map.of(),
        List.of());
  }

  private static ThreadsSample threads(long nanos, double cpu) {
    Budget workers = new Budget();
    workers.add(Part.ON_CPU, 30_000_000, Fidelity.EXACT);
    workers.add(Part.NETWORK, 370_000_000, Fidelity.EXACT);
    workers.addWall(400_000_000);
    return new ThreadsSample(
        nanos,
        SECOND / 10,
        workers,
        new Budget(),
        List.of(),
        new ProcessUse(
            1,
            9,
            Figure.exact(cpu),
            Figure.exact(cpu / 1e5),
            Figure.na("it was not read"),
            Figure.exact(64 << 20)),
        0);
  }

  private static HostSample host(long nanos) {
    return new HostSample(
        nanos,
        SECOND,
        List.of(new CoreUse(0, 0.2, 0.1, 0, 0, 0.7), new CoreUse(1, 0.1, 0, 0, 0, 0.9)),
        Fidelity.EXACT,
        Pressure.na("not here"),
        Figure.exact(2),
        Figure.exact(0.5),
        Figure.exact(0.05));
  }

  private static Side side(String file, Run run, long seed, Verdict verdict) {
    return new Side(
        file,
        "conctop 1",
        "here",
        2,
        "run",
        "http-get under thread-pool",
        Map.of("delay", "50ms", "workers", "16"),
        START,
        START + run.seconds() * SECOND,
        verdict,
        List.of(),
        slices(run, seed));
  }

  private static Verdict verdict(Verdict.Finding... findings) {
    return new Verdict(
        Verdict.Kind.IO_WAITING, "network", List.of(findings), List.of("cores 20 % busy"));
  }

  private static final Run BEFORE = new Run(60, 2_000, 50e6, 100_000);
  private static final Run AFTER = new Run(45, 2_600, 38e6, 100_000);

  private static Diff diff() {
    return Diff.of(
        side("before.rec", BEFORE, 1, verdict()),
        side(
            "after.rec",
            AFTER,
            2,
            verdict(new Verdict.Finding(Verdict.Finding.Name.SERIAL, "one thread is the limit"))));
  }

  private static Diff.Row row(Diff diff, Measured figure) {
    return diff.rows().stream()
        .filter(each -> each.figure().equals(figure))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsMoreIsToldWithItsInterval() {
    Diff.Row throughput = row(diff(), Measured.THROUGHPUT);
    assertEquals(2_000, throughput.a(), 10);
    assertEquals(2_600, throughput.b(), 13);
    assertEquals(1.3, throughput.shift().value(), 0.01);
    assertTrue(throughput.shift().low() > 1.27 && throughput.shift().high() < 1.33);
    assertEquals(Diff.Word.MORE, throughput.word());
    Diff.Row p50 = row(diff(), Measured.P50);
    assertEquals(50e6, p50.a(), 1e5);
    assertEquals(Diff.Word.LESS, p50.word());
    assertEquals(3 * 38e6, row(diff(), Measured.P99).b(), 3e5);
  }

  @Test
  void whatIsTheSameIsSaidToBe() {
    assertEquals(Diff.Word.SAME, row(diff(), Measured.CPU_A_THOUSAND).word());
    // 0.1 ms a task
    assertEquals(0.1, row(diff(), Measured.CPU_A_THOUSAND).a(), 0.002);
    assertEquals(Diff.Word.SAME, row(diff(), Measured.share(Part.NETWORK)).word());
    assertEquals(0.925, row(diff(), Measured.share(Part.NETWORK)).a(), 1e-9);
    assertEquals(0.2, row(diff(), Measured.BUSY).a(), 1e-9);
  }

  @Test
  void whatCouldNotBeReadIsNoRow() {
    assertTrue(diff().rows().stream().noneMatch(each -> each.figure().equals(Measured.SWITCHES)));
  }

  @Test
  void aFewSecondsTellNothing() {
    Run few = new Run(3, 2_000, 50e6, 100_000);
    Diff diff = Diff.of(side("a", few, 1, verdict()), side("b", BEFORE, 2, verdict()));
    assertEquals(Diff.Word.TOO_SHORT, row(diff, Measured.THROUGHPUT).word());
    assertEquals(List.of("A is 3.0 s long: little can be told apart"), diff.unlike());
  }

  @Test
  void whatMakesThemUnlikeIsSaidFirst() {
    Side a = side("a", BEFORE, 1, verdict());
    Side b =
        new Side(
            "b",
            "conctop 2",
            "there",
            8,
            "run",
            "http-get under virtual-threads",
            Map.of("delay", "20ms"),
            START,
            START + 60 * SECOND,
            verdict(),
            List.of("14:00:00 a gap"),
            slices(BEFORE, 3));
    assertEquals(
        List.of(
            "what was watched: http-get under thread-pool in A, http-get under virtual-threads in B",
            "delay: 50ms in A, 20ms in B",
            "workers: 16 in A, not given in B",
            "the machine: here in A, there in B",
            "its cores: 2 in A, 8 in B",
            "the program that recorded: conctop 1 in A, conctop 2 in B",
            "B has 1 gaps, which are left out"),
        Diff.of(a, b).unlike());
  }

  @Test
  void theTextIsForPeople() throws IOException {
    String text = DiffText.of(diff(), ZoneId.of("UTC"), false);
    Path file = Path.of("src/test/resources/reports/diff.txt");
    if (Boolean.getBoolean("screens.rewrite")) {
      Files.writeString(file, text, StandardCharsets.UTF_8);
    }
    assertEquals(Files.readString(file, StandardCharsets.UTF_8), text);
  }

  @Test
  void theDocumentIsAsItsSchemaSays() throws IOException {
    JsonMapper mapper = JsonMapper.shared();
    JsonNode document = mapper.readTree(DiffJson.of(diff()));
    List<String> faults = new ArrayList<>();
    new Schema(mapper.readTree(Files.readString(SCHEMA))).check(document, faults);
    assertEquals(List.of(), faults);
    assertEquals("conctop.diff/1", document.get("schema").stringValue());
    assertEquals("serial", document.get("findings").get("only_b").get(0).stringValue());
    JsonNode first = document.get("figures").get(0);
    assertEquals("throughput_per_s", first.get("name").stringValue());
    assertEquals(1.3, first.get("ratio").doubleValue(), 0.01);
    assertTrue(first.get("difference").isNull());
    assertEquals("it has a ratio", document.get("na").get("figures[0].difference").stringValue());
  }
}
