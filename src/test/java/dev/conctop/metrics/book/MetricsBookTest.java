package dev.conctop.metrics.book;

import static dev.conctop.metrics.book.Facts.LOOK;
import static dev.conctop.metrics.book.Facts.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.metrics.Metric;
import dev.conctop.metrics.Point;
import dev.conctop.metrics.Reading;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.sample.thread.ThreadRows;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricsBookTest {
  private final MetricsBook book = new MetricsBook("1", () -> SECOND);
  private long nanos = 50 * SECOND;

  /** A look at the same threads as before. */
  private ThreadRows look(ThreadRows rows) {
    nanos += LOOK;
    book.fact(Facts.threads(nanos, 0, rows));
    return rows;
  }

  private static ThreadRows changed(ThreadRows before, int place, ThreadRow row) {
    ThreadRows.Successor next = new ThreadRows.Successor(before);
    next.set(place, row);
    return next.rows();
  }

  private static double value(Reading reading, Metric metric, String... labels) {
    return reading.of(metric).stream()
        .filter(point -> point.labels().equals(List.of(labels)))
        .mapToDouble(point -> ((Point.Value) point).value())
        .findFirst()
        .orElse(Double.NaN);
  }

  private static double sum(Reading reading, Metric metric) {
    return reading.of(metric).stream().mapToDouble(p -> ((Point.Value) p).value()).sum();
  }

  @Test
  void statesOfThreadsSumToWallTimesThreads() {
    ThreadRows rows =
        look(
            ThreadRows.of(
                List.of(
                    Facts.row(1, "pool-1", Part.ON_CPU, 0),
                    Facts.row(2, "pool-2", Part.LOCK, 0),
                    Facts.row(3, "main", Part.IDLE, 0))));
    for (int i = 0; i < 10; i++) {
      // One works and has a new row each time, the others rest.
      rows = look(changed(rows, 0, Facts.row(1, "pool-1", Part.ON_CPU, 0)));
      Reading now = book.read();
      double wall = value(now, Metric.WATCHED_TIME);
      assertEquals(3 * wall, sum(now, Metric.THREAD_TIME), 1e-9, "after " + i);
    }
    rows = look(changed(rows, 1, Facts.row(2, "pool-2", Part.ON_CPU, 10 * LOOK)));
    Reading now = book.read();
    assertEquals(1.2, value(now, Metric.WATCHED_TIME), 1e-9);
    assertEquals(3.6, sum(now, Metric.THREAD_TIME), 1e-9);
    assertEquals(1.1, value(now, Metric.THREAD_TIME, "pool", "lock"), 1e-9);
    assertEquals(1.2 + 0.1, value(now, Metric.THREAD_TIME, "pool", "on_cpu"), 1e-9);
    assertEquals(1.2, value(now, Metric.THREAD_TIME, "main", "idle"), 1e-9);
    assertEquals(2, value(now, Metric.THREADS, "pool"));
  }

  @Test
  void countersNeverFall() {
    ThreadRows rows = look(ThreadRows.of(List.of(Facts.row(1, "t", Part.IDLE, 0))));
    for (int i = 0; i < 5; i++) {
      rows = look(changed(rows, 0, rows.get(0)));
    }
    double idle = value(book.read(), Metric.THREAD_TIME, "t", "idle");
    assertEquals(0.6, idle, 1e-9);
    // It was not read all the time: it had begun to work long before, as turns out now.
    look(changed(rows, 0, Facts.row(1, "t", Part.ON_CPU, LOOK)));
    Reading now = book.read();
    assertEquals(idle, value(now, Metric.THREAD_TIME, "t", "idle"), 1e-9);
    assertEquals(0.1, value(now, Metric.THREAD_TIME, "t", "on_cpu"), 1e-9);
  }

  @Test
  void threadsThatEndLeaveTheirTimeBehind() {
    look(
        ThreadRows.of(
            List.of(Facts.row(1, "w-1", Part.DISK, 0), Facts.row(2, "w-2", Part.DISK, 0))));
    look(ThreadRows.of(List.of(Facts.row(1, "w-1", Part.DISK, 0))));
    Reading now = book.read();
    assertEquals(0.3, value(now, Metric.THREAD_TIME, "w", "disk"), 1e-9);
    assertEquals(1, value(now, Metric.THREADS, "w"));
  }

  @Test
  void namesWithoutEndAreOneGroup() {
    List<ThreadRow> rows = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      rows.add(Facts.row(i + 1, "t" + i + "x", Part.SLEEP, 0));
    }
    look(ThreadRows.of(rows));
    Reading now = book.read();
    Set<String> groups = new HashSet<>();
    now.of(Metric.THREADS).forEach(point -> groups.add(point.labels().getFirst()));
    assertEquals(ThreadBook.MOST_GROUPS + 1, groups.size());
    assertTrue(groups.contains("other"));
    assertEquals(300, sum(now, Metric.THREAD_TIME), 1e-6);
    assertEquals(3000, sum(now, Metric.THREADS), 1e-6);
  }

  @Test
  void processesWithoutEndAreOneGroup() {
    book.fact(Facts.host(nanos, SECOND));
    book.fact(Facts.processes(nanos, 500));
    Reading now = book.read();
    assertEquals(2 * (ProcessBook.MOST_GROUPS + 1), now.of(Metric.PROCESS_GROUP_TIME).size());
    assertEquals(5, sum(now, Metric.PROCESS_GROUP_TIME), 1e-6);
    assertEquals(500, value(now, Metric.PROCESS_COUNT));
    assertTrue(now.of(Metric.PROCESS_VERDICTS).isEmpty(), "nobody has judged them");
  }

  @Test
  void windowsThatOverlapCountOnce() {
    for (int i = 0; i <= 100; i++) {
      book.fact(Facts.host(nanos + i * LOOK, SECOND + (i % 3) * 1000));
    }
    Reading now = book.read();
    // The first window lies before the first look, ten seconds follow.
    assertEquals(2 * 11, sum(now, Metric.CPU_TIME), 0.01);
    assertEquals(11 * 0.75, value(now, Metric.CPU_TIME, "user"), 0.01);
    assertEquals(2, value(now, Metric.CPU_COUNT));
  }

  @Test
  void whatIsNotKnownIsNotThere() {
    book.fact(Facts.host(nanos, SECOND));
    book.fact(Facts.threads(nanos, 1e9, List.of(Facts.row(1, "t", Part.IDLE, 0))));
    Reading now = book.read();
    assertEquals(1, now.of(Metric.PRESSURE).size());
    assertTrue(now.of(Metric.OTHER_LOAD).isEmpty());
    assertEquals(1, now.of(Metric.PROCESS_SWITCHES).size());
    assertTrue(now.of(Metric.QUOTA).isEmpty());
    assertTrue(now.of(Metric.TASKS).isEmpty());
    assertTrue(now.of(Metric.VERDICT).isEmpty());
    assertFalse(now.of(Metric.BUILD).isEmpty());
  }

  @Test
  void sumsThatBeginAnewGoOn() {
    book.fact(Facts.threads(nanos, 3e9, List.of()));
    book.fact(Facts.threads(nanos + LOOK, 1e9, List.of()));
    assertEquals(4, value(book.read(), Metric.PROCESS_CPU), 1e-9);
  }

  @Test
  void whatIsWarmedUpDoesNotCount() {
    book.fact(Facts.frame(0, Phase.WARM_UP, 9, 1_000_000_000));
    assertTrue(book.read().of(Metric.TASKS).isEmpty());
    book.fact(Facts.frame(1, Phase.MEASURE, 2, 1_000_000, 2_000_000));
    book.fact(Facts.frame(4, Phase.MEASURE, 3, 3_000_000));
    book.fact(Facts.frame(5, Phase.DRAIN, 1, 9_000_000));
    Reading now = book.read();
    assertEquals(3, value(now, Metric.TASKS, "completed"));
    assertEquals(2, value(now, Metric.LOST_FRAMES));
    Point.Spread latency = (Point.Spread) now.of(Metric.TASK_LATENCY).getFirst();
    assertEquals(4, latency.buckets().count());
    assertEquals(0.015, latency.buckets().sum(), 0.0001);
  }

  @Test
  void anotherSubjectBeginsAnew() {
    MetricsBook full = Facts.full();
    full.begins(Subject.run("sleep", "thread-pool"));
    Reading now = full.read();
    for (Metric metric : Metric.values()) {
      if (metric.ofSubject()) {
        assertTrue(now.of(metric).isEmpty(), metric.id());
      }
    }
    assertFalse(now.of(Metric.CPU_TIME).isEmpty());
    assertEquals(1, value(now, Metric.WATCHING, "run", "", "sleep", "thread-pool"));
  }

  @Test
  void oneFactOfEachKindGivesAllMetrics() {
    Set<Metric> missing = EnumSet.allOf(Metric.class);
    missing.removeAll(Facts.full().read().points().keySet());
    assertEquals(EnumSet.of(Metric.OTHER_LOAD), missing, "other load is n/a there");
    Reading now = Facts.full().read();
    assertEquals(1, value(now, Metric.JVM_THREADS, "timed_waiting"));
    assertEquals(1, value(now, Metric.JVM_THREADS, "waiting"));
    assertEquals(1, value(now, Metric.JVM_THREADS, "runnable"));
    assertEquals(2, value(now, Metric.JVM_DEADLOCKED));
    assertEquals(1, value(now, Metric.VERDICT, "io-waiting"));
    assertEquals(0, value(now, Metric.VERDICT, "idle"));
    assertEquals(1, value(now, Metric.FINDING, "pool-starved"));
  }
}
