package dev.conctop.export.html.story;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.diagnosis.Verdict;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.sample.task.ValueCounts;
import dev.conctop.sample.thread.ProcessUse;
import dev.conctop.sample.thread.ThreadRow;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What is gathered over time adds up to what was told. */
class LinesTest {
  private static final long MILLI = 1_000_000L;

  private final Bins bins = new Bins(0, 1000 * MILLI, 100 * MILLI);

  private static Budget budget(Part part, long nanos) {
    Budget budget = new Budget();
    budget.add(part, nanos, Fidelity.SAMPLED);
    budget.addWall(nanos);
    return budget;
  }

  private static ThreadRow row(int tid, String name, Part part, long nanos, long rested) {
    return new ThreadRow(
        1, tid, name, Role.WORKER, part, Fidelity.SAMPLED, budget(part, nanos), 0, 0, "", rested);
  }

  private static ThreadsSample sample(long nanos, ThreadRow... rows) {
    Figure none = Figure.exact(0);
    return new ThreadsSample(
        nanos,
        100 * MILLI,
        new Budget(),
        new Budget(),
        List.of(rows),
        new ProcessUse(1, rows.length, none, none, none, none),
        0);
  }

  private static TaskFrame frame(Phase phase, long phaseNanos, long done, long running) {
    long[] nanos = new long[TaskWait.count()];
    nanos[TaskWait.RUNNING.ordinal()] = running;
    return new TaskFrame(
        0,
        0,
        phase,
        phaseNanos,
        new TaskCounts(done, done, 0, 0, new long[TaskWait.count()], nanos),
        List.of(),
        Map.of(),
        Map.of(),
        List.of());
  }

  @Test
  void aThreadThatStandsInOneWaitHasItsWholeTime() {
    Lanes lanes = new Lanes(bins);
    ThreadRow waits = row(7, "pool-1", Part.NETWORK, 100 * MILLI, 0);
    lanes.add(sample(200 * MILLI, waits));
    lanes.add(sample(300 * MILLI, waits));
    lanes.add(sample(400 * MILLI, waits));
    // Its new row says for how long the old one stood.
    ThreadRow runs = row(7, "pool-1", Part.ON_CPU, 100 * MILLI, 200 * MILLI);
    lanes.add(sample(500 * MILLI, runs));
    lanes.add(sample(700 * MILLI, runs));
    lanes.settle();
    Lane lane = lanes.each().getFirst();
    byte n = (byte) Part.NETWORK.ordinal();
    byte c = (byte) Part.ON_CPU.ordinal();
    assertArrayEquals(new byte[] {-1, n, n, n, c, c, c, -1, -1, -1}, lane.parts());
    assertEquals(0.5, lane.shares()[Part.NETWORK.ordinal()], 1e-9);
    assertEquals(0.5, lane.cpu(), 1e-9);
  }

  @Test
  void threadsWhoseNamesDifferByANumberAreOneGroup() {
    Lanes lanes = new Lanes(bins);
    lanes.add(
        sample(
            100 * MILLI,
            row(1, "io-10", Part.DISK, 100 * MILLI, 0),
            row(2, "io-9", Part.DISK, 100 * MILLI, 0),
            row(3, "main", Part.ON_CPU, 100 * MILLI, 0)));
    lanes.settle();
    assertEquals(3, lanes.threads());
    assertEquals(List.of("main", "io-9", "io-10"), lanes.each().stream().map(Lane::name).toList());
    Lane group = lanes.grouped().getLast();
    assertEquals("io", group.name());
    assertEquals(2, group.threads());
    assertEquals(Part.DISK.ordinal(), group.parts()[0]);
  }

  @Test
  void tasksAreCountedFromFrameToFrameAndFromEachPhasesBeginning() {
    TaskLine tasks = new TaskLine(bins);
    tasks.add(100 * MILLI, frame(Phase.WARM_UP, 100 * MILLI, 7, 70));
    tasks.add(200 * MILLI, frame(Phase.MEASURE, 100 * MILLI, 10, 100));
    tasks.add(400 * MILLI, frame(Phase.MEASURE, 300 * MILLI, 50, 500));
    assertEquals(70, tasks.throughput(0), 1e-6);
    assertEquals(100, tasks.throughput(1), 1e-6);
    assertEquals(200, tasks.throughput(2), 1e-6);
    assertEquals(200, tasks.throughput(3), 1e-6);
    assertTrue(Double.isNaN(tasks.throughput(4)));
    assertEquals(100, tasks.states().at(TaskWait.RUNNING.ordinal(), 1), 1e-3);
    assertEquals(1, tasks.states().share(TaskWait.RUNNING.ordinal()), 1e-9);
  }

  @Test
  void percentilesOfAColumnAreThoseOfAllItsIntervals() {
    LatencyLine latency = new LatencyLine(bins);
    Histogram all = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
    for (int interval = 0; interval < 4; interval++) {
      Histogram one = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
      for (int i = 0; i < 50; i++) {
        one.recordValue((interval * 50 + i + 1) * MILLI);
      }
      all.add(one);
      latency.add(210 * MILLI + interval * 20 * MILLI, ValueCounts.of(one));
    }
    Histogram other = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
    other.recordValue(5000);
    latency.add(310 * MILLI, ValueCounts.of(other));
    latency.settle();
    assertEquals(all.getValueAtPercentile(50), latency.median(2));
    assertEquals(all.getValueAtPercentile(99), latency.high(2));
    assertEquals(other.getValueAtPercentile(50), latency.median(3));
    assertEquals(0, latency.median(4));
    assertEquals(201, latency.total());
    long counted = 0;
    for (int row = 0; row < LatencyLine.ROWS; row++) {
      counted += latency.count(2, row);
    }
    assertEquals(200, counted);
    assertEquals(0, LatencyLine.row(999));
    for (int row = 1; row < LatencyLine.ROWS - 1; row++) {
      long floor = (long) Math.ceil(LatencyLine.floorNanos(row) * 1.000001);
      assertEquals(row, LatencyLine.row(floor));
    }
  }

  @Test
  void ofAColumnTheVerdictThatHeldLongestIsShown() {
    VerdictLine line = new VerdictLine(bins);
    Verdict cpu = new Verdict(Verdict.Kind.CPU_SATURATED, "", List.of(), List.of());
    Verdict disk = new Verdict(Verdict.Kind.IO_WAITING, "disk", List.of(), List.of());
    line.judged(0, 260 * MILLI, cpu);
    line.judged(260 * MILLI, 500 * MILLI, disk);
    assertEquals('c', line.at(0));
    assertEquals('c', line.at(2));
    assertEquals('d', line.at(3));
    assertEquals(VerdictLine.NOTHING, line.at(7));
    assertEquals(0.52, line.share('c'), 1e-9);
  }
}
