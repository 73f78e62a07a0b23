package dev.conctop.concurrency.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.task.TaskSample;
import dev.conctop.sample.task.TaskSample.Step;
import dev.conctop.sample.task.TaskWait;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
  private static final TaskOwner NOBODY =
      new TaskOwner() {
        @Override
        public boolean over() {
          return false;
        }

        @Override
        public boolean abandoned() {
          return false;
        }

        @Override
        public void ended(Task task, TaskLedger.Ending ending, long now) {}
      };

  private final TaskLedger ledger = new TaskLedger();

  SamplesTest() {
    // After an interval in which nothing ended every task is drawn.
    ledger.samples(List.of());
  }

  @Test
  void stepsComeInTheirOrderAndSayWhatWasLocked() {
    Task task = new Task(ledger, NOBODY, 1_000);
    task.begin(Seat.NONE, 1_010);
    task.to(TaskWait.NETWORK, 1_030);
    task.to(TaskWait.RUNNING, 1_090);
    task.end(null, 1_100);
    assertEquals(
        List.of(
            new TaskSample(
                List.of(
                    new Step(TaskWait.READY, 10, false),
                    new Step(TaskWait.RUNNING, 20, false),
                    new Step(TaskWait.NETWORK, 60, false),
                    new Step(TaskWait.RUNNING, 10, false)))),
        ledger.samples(List.of()));
    assertEquals(List.of(), ledger.samples(List.of()));
  }

  @Test
  void aLockIsHeldFromItsTakingToItsRelease() {
    TaskTrace trace = new TaskTrace();
    TaskTimes times = new TaskTimes(0, trace);
    times.moved(TaskWait.READY, 10);
    times.moved(TaskWait.RUNNING, 20);
    times.moved(TaskWait.LOCK, 50);
    times.holds(true, 50);
    times.holds(false, 90);
    times.over(TaskWait.RUNNING, 100);
    assertEquals(
        List.of(
            new Step(TaskWait.READY, 10, false),
            new Step(TaskWait.RUNNING, 10, false),
            new Step(TaskWait.LOCK, 30, false),
            new Step(TaskWait.RUNNING, 40, true),
            new Step(TaskWait.RUNNING, 10, false)),
        trace.steps());
  }

  @Test
  void manyStepsLoseNoTime() {
    TaskTrace trace = new TaskTrace();
    for (int i = 0; i < 500; i++) {
      trace.add(i % 2 == 0 ? TaskWait.RUNNING : TaskWait.DISK, 1 + i % 2);
    }
    TaskSample sample = new TaskSample(trace.steps());
    assertEquals(TaskSample.MOST_STEPS, sample.steps().size());
    assertEquals(250, sample.nanos(TaskWait.RUNNING));
    assertEquals(500, sample.nanos(TaskWait.DISK));
  }

  @Test
  void ofManyTasksAFewAreDrawn() {
    Samples samples = new Samples();
    samples.take(1_600);
    int drawn = 0;
    for (long intended = 0; intended < 160_000_000L; intended += 100_003) {
      drawn += samples.begin(intended) == null ? 0 : 1;
    }
    assertTrue(drawn >= 4 && drawn <= 40, drawn + " of 1,600");
  }
}
