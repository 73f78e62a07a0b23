package dev.conctop.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.ValueCounts;
import dev.conctop.sample.thread.ThreadReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Two processes as one subject: the tasks are the generator's, threads and loop the server's. */
class ServerFramesTest {
  private static final long TENTH = 100_000_000L;

  private static LatencyInterval one(Series series, long nanos) {
    Histogram histogram = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
    histogram.recordValue(nanos);
    return new LatencyInterval(series, ValueCounts.of(histogram), 0);
  }

  private static ThreadReport thread(int pid) {
    return new ThreadReport(pid, pid, "loop", Role.LOOP, Part.IDLE, new long[Part.count()], false);
  }

  private static TaskFrame server(long nanos) {
    return new TaskFrame(
        7,
        nanos,
        Phase.MEASURE,
        0,
        TaskCounts.none(),
        List.of(one(Series.LOOP_LAG, nanos)),
        Map.of(),
        Map.of("gc_share", 0.25),
        List.of(thread(2)));
  }

  private static TaskFrame generator(long nanos, long phaseNanos) {
    return new TaskFrame(
        3,
        nanos,
        Phase.MEASURE,
        phaseNanos,
        TaskCounts.none(),
        List.of(one(Series.RESPONSE, 5), one(Series.LOOP_LAG, 6), one(Series.GIL_WAIT, 7)),
        Map.of("refused", 2L),
        Map.of("in_flight", 64.0, "loop_ready", 3.0, "gc_share", 0.5),
        List.of(thread(1)));
  }

  private static List<String> told(TaskFrame frame) {
    List<String> told = new ArrayList<>();
    frame.latencies().forEach(each -> told.add(each.series() + " " + each.values().max()));
    frame.threads().forEach(each -> told.add("thread of " + each.pid()));
    return told;
  }

  @Test
  void threadsAndLoopAreTheServersAndTasksTheGenerators() {
    ServerFrames frames = new ServerFrames();
    frames.take(server(10 * TENTH));
    frames.take(server(11 * TENTH));
    TaskFrame joined = frames.with(generator(11 * TENTH + 1, 5 * TENTH));
    assertEquals(3, joined.sequence());
    assertEquals(Map.of("refused", 2L), joined.errors());
    assertEquals(Map.of("in_flight", 64.0, "gc_share", 0.25), joined.gauges());
    List<String> told = told(joined);
    assertEquals("RESPONSE 5", told.getFirst());
    assertEquals(2, told.stream().filter(each -> each.startsWith("LOOP_LAG")).count());
    assertEquals(2, told.stream().filter("thread of 2"::equals).count());
    assertEquals(5, told.size());
    // Nothing is told twice.
    assertEquals(List.of("RESPONSE 5"), told(frames.with(generator(12 * TENTH, 6 * TENTH))));
  }

  @Test
  void whatBeganBeforeThePhaseIsNotOfIt() {
    ServerFrames frames = new ServerFrames();
    frames.take(server(10 * TENTH));
    frames.take(server(11 * TENTH));
    frames.take(server(12 * TENTH));
    // The phase began at 11 and a half: only what was told of later than that is of it.
    TaskFrame first = frames.with(generator(12 * TENTH, TENTH / 2));
    assertEquals(List.of("RESPONSE 5", "thread of 2", "thread of 2", "thread of 2"), told(first));
    frames.take(server(13 * TENTH));
    assertEquals(3, told(frames.with(generator(13 * TENTH, 3 * TENTH / 2))).size());
  }

  @Test
  void afterARestNothingOfBeforeIsTold() {
    ServerFrames frames = new ServerFrames();
    frames.take(server(10 * TENTH));
    frames.restart();
    assertEquals(List.of("RESPONSE 5"), told(frames.with(generator(11 * TENTH, TENTH))));
  }
}
