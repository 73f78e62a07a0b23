package dev.conctop.app.recording.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static final long SECOND = 1_000_000_000L;

  private static TaskCounts counts(long done, long running) {
    long[] nanos = new long[TaskWait.count()];
    nanos[TaskWait.RUNNING.ordinal()] = running;
    return new TaskCounts(done + 4, done, 0, 0, new long[TaskWait.count()], nanos);
  }

  private static TaskFrame frame(Phase phase, long phaseNanos, long done) {
    return new TaskFrame(
        1,
        0,
        phase,
        phaseNanos,
        counts(done, done * 10),
        List.of(),
        Map.of("timed out", done / 10),
        Map.of(),
        List.of());
  }

  private static HostTotals totals(long wall, double user, double others) {
    return new HostTotals(
        wall, List.of(new CoreUse(0, user, 0, 0, 0, 1 - user)), Figure.exact(others));
  }

  @Test
  void whatCountsFromTheBeginningCountsFromThePart() {
    Window window = new Window();
    window.before(frame(Phase.MEASURE, 2 * SECOND, 100));
    TaskFrame within = (TaskFrame) window.within(frame(Phase.MEASURE, 5 * SECOND, 175));
    assertEquals(75, within.tasks().completed());
    assertEquals(750, within.tasks().nanosIn()[TaskWait.RUNNING.ordinal()]);
    assertEquals(3 * SECOND, within.phaseNanos());
    assertEquals(Map.of("timed out", 7L), within.errors());
    SubjectEvent.Finished end =
        (SubjectEvent.Finished)
            window.within(new SubjectEvent.Finished(6 * SECOND, counts(200, 2000), Map.of()));
    assertEquals(100, end.tasks().completed());
    assertEquals(4 * SECOND, end.wallNanos());
  }

  @Test
  void aPhaseThatBeginsInThePartIsWhole() {
    Window window = new Window();
    window.before(frame(Phase.WARM_UP, SECOND, 100));
    TaskFrame measured = frame(Phase.MEASURE, SECOND, 30);
    assertSame(measured, window.within(measured));
  }

  @Test
  void sharesAreThoseOfTheRest() {
    Window window = new Window();
    window.before(totals(10 * SECOND, 0.5, 1));
    HostTotals within = (HostTotals) window.within(totals(40 * SECOND, 0.2, 0.4));
    assertEquals(30 * SECOND, within.wallNanos());
    // 8 s of 40 were user time, 5 s of the first 10.
    assertEquals(0.1, within.cores().getFirst().user(), 1e-12);
    assertEquals(0.2, within.otherLoadCores().value(), 1e-12);
  }

  @Test
  void whatCannotBeTakenApartIsNotKnown() {
    CpuLimit limit = new CpuLimit(1, Figure.exact(2), Figure.exact(0.5), Figure.exact(0.4));
    assertSame(limit, new Window().within(limit));
    Window window = new Window();
    window.before(limit);
    assertFalse(((CpuLimit) window.within(limit)).throttledSinceMark().known());
    assertEquals(0.5, ((CpuLimit) window.within(limit)).throttledLately().value());
  }
}
