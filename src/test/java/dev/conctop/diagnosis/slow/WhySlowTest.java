package dev.conctop.diagnosis.slow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.SlowTasks;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.sample.task.ValueCounts;
import dev.conctop.state.past.total.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhySlowTest {
  /**
   * A task from words: {@code ready 5 lock 95 held-lock by keeper}.
   *
   * @param words states with their ns, then a lock and its owner
   */
  static SlowTask task(String words) {
    long[] nanos = new long[TaskWait.count()];
    String lock = "";
    String owner = "";
    long response = 0;
    String[] parts = words.strip().split(" ");
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].equals("by")) {
        owner = parts[++i];
      } else if (i + 1 < parts.length && parts[i + 1].matches("\\d+")) {
        TaskWait state = TaskWait.valueOf(parts[i].toUpperCase(java.util.Locale.ROOT));
        nanos[state.ordinal()] = Long.parseLong(parts[++i]);
        response += nanos[state.ordinal()];
      } else {
        lock = parts[i];
      }
    }
    return new SlowTask(
        response,
        nanos[TaskWait.READY.ordinal()],
        0,
        nanos,
        OptionalLong.empty(),
        "pool-1",
        lock,
        owner);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # tasks, one after the other                       | what is said
          running 7 lock 93 X by pool-3                      | wait 93 % of their time for X, held by pool-3
          running 7 lock 93 X                                | wait 93 % of their time for X
          running 7 lock 93                                  | wait 93 % of their time for locks
          lock 60 X by a; lock 40 X by b                     | wait 100 % of their time for X, held by a
          lock 40 X by a; lock 30 X by b; lock 30 X by c     | wait 100 % of their time for X
          lock 40 X by a; lock 30 Y by b; lock 30 Z by c     | wait 100 % of their time for locks
          lock 90 X by a; running 10                         | wait 90 % of their time for X, held by a
          gil 80 GIL by worker-2; running 20                 | wait 80 % of their time for the interpreter lock, held by worker-2
          ready 90 running 10                                | spend 90 % of their time in the queue, until somebody runs them
          running 99 ready 1                                 | run for 99 % of their time (on a core, or runnable without one)
          network 70 running 30                              | wait 70 % of their time for the network
          disk 70 running 30                                 | wait 70 % of their time for the disk
          timer 70 running 30                                | wait 70 % of their time for a timer
          ipc 70 running 30                                  | wait 70 % of their time for another process
          ready 40 running 30 network 25 disk 5              | spend 40 % in the queue, 30 % running, 25 % in the network
          running 0                                          | take no time that can be told
          """)
  void saysWhatTookMost(String tasks, String words) {
    List<SlowTask> slow = new ArrayList<>();
    for (String one : tasks.split(";")) {
      slow.add(task(one));
    }
    assertEquals("the slowest 1 % " + words, WhySlow.of(slow, slow.size()).words());
  }

  @Test
  void whatWasNotSeenIsSaid() {
    WhySlow why = WhySlow.of(List.of(task("lock 93 X by a running 7")), 1_234);
    assertEquals(
        "the slowest 1 % wait 93 % of their time for X, held by a (1 of 1 234 seen)",
        why.sentence());
    assertEquals(0.93, why.share(), 1e-9);
    assertEquals(TaskWait.LOCK, why.most());
    assertEquals("X", why.lock());
    assertEquals("a", why.owner());
    assertThrows(IllegalArgumentException.class, () -> WhySlow.of(List.of(), 3));
  }

  private static Totals totals(int usual, int slow, SlowTasks kept) {
    Histogram values = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
    values.recordValueWithCount(1_000, usual);
    if (slow > 0) {
      values.recordValueWithCount(50_000, slow);
    }
    Totals totals = new Totals();
    totals.add(new LatencyInterval(Series.RESPONSE, ValueCounts.of(values), 0));
    totals.add(kept);
    return totals;
  }

  @Test
  void onlyThoseBeyondTheNinetyNinthPercentileCount() {
    SlowTask locked = task("lock 49000 X by keeper running 1000");
    SlowTasks kept =
        new SlowTasks(
            List.of(locked, task("running 1000")), Optional.of(task("running 990 ready 10")));
    Totals totals = totals(990, 10, kept);
    WhySlow why = Slowness.why(totals).orElseThrow();
    assertEquals(
        "the slowest 1 % wait 98 % of their time for X, held by keeper (1 of 10 seen)",
        why.sentence());
    assertEquals(1_000, Slowness.median(totals).orElseThrow().responseNanos());
    assertEquals("", Slowness.missing(totals));
  }

  @Test
  void ofFewTasksTheSlowestStandsForThem() {
    SlowTasks kept = new SlowTasks(List.of(task("network 1000")), Optional.empty());
    WhySlow why = Slowness.why(totals(1, 0, kept)).orElseThrow();
    assertEquals("the slowest 1 % wait 100 % of their time for the network", why.words());
    assertEquals(1, why.beyond());
    assertEquals(why.words(), why.sentence());
  }

  @Test
  void whatIsMissingHasItsReason() {
    Totals none = new Totals();
    assertEquals("no task was completed while measuring", Slowness.missing(none));
    assertEquals(Optional.empty(), Slowness.why(none));
    Totals older = new Totals();
    Histogram values = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
    values.recordValue(1_000);
    older.add(new LatencyInterval(Series.RESPONSE, ValueCounts.of(values), 0));
    assertEquals("this subject does not tell its slowest tasks", Slowness.missing(older));
    assertEquals(Optional.empty(), Slowness.why(older));
    assertEquals(Optional.empty(), Slowness.median(older));
  }
}
