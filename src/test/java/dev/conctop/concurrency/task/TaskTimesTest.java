package dev.conctop.concurrency.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.TaskWait;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TaskTimesTest {
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
  private final Task task = new Task(ledger, NOBODY, 1_000);

  private SlowTask slowest() {
    return ledger.slowest(List.of()).since(400).slowest().getFirst();
  }

  @Test
  void aBudgetClosesAndNamesTheLockWaitedForLongest() {
    task.begin(Seat.NONE, 1_010);
    task.wants("short", "nobody");
    task.to(TaskWait.LOCK, 1_020);
    task.to(TaskWait.RUNNING, 1_025);
    task.wants("long", "keeper");
    task.to(TaskWait.LOCK, 1_030);
    task.to(TaskWait.RUNNING, 1_930);
    task.to(TaskWait.LOCK, 1_940); // one without a name
    task.to(TaskWait.NETWORK, 1_945);
    task.end(null, 2_000);
    SlowTask slow = slowest();
    assertEquals(1_000, slow.responseNanos());
    assertEquals(10, slow.queueNanos());
    assertEquals(600, slow.beginNanos());
    assertEquals(10, slow.nanos(TaskWait.READY));
    assertEquals(910, slow.nanos(TaskWait.LOCK));
    assertEquals(55, slow.nanos(TaskWait.NETWORK));
    assertEquals(25, slow.nanos(TaskWait.RUNNING));
    assertEquals(slow.responseNanos(), LongStream.of(slow.nanosIn()).sum());
    assertEquals("long", slow.lock());
    assertEquals("keeper", slow.owner());
    assertEquals(Thread.currentThread().getName(), slow.thread());
    assertEquals(TaskWait.LOCK, slow.most());
  }

  @Test
  void aLockIsNamedByWhatWasSaidBeforeItsWait() {
    task.begin(Seat.NONE, 1_010);
    task.wants("first", "a");
    task.to(TaskWait.LOCK, 1_020);
    task.wants("second", "b"); // of the wait that follows at once
    task.to(TaskWait.GIL, 1_120);
    task.to(TaskWait.RUNNING, 1_130);
    task.end(null, 1_140);
    SlowTask slow = slowest();
    assertEquals("first", slow.lock());
    assertEquals("a", slow.owner());
  }

  @Test
  void whatWaitsForNothingOnlyRunsAndQueues() {
    task.begin(Seat.NONE, 1_400);
    task.end(null, 2_000);
    SlowTask slow = slowest();
    assertEquals(400, slow.nanos(TaskWait.READY));
    assertEquals(600, slow.nanos(TaskWait.RUNNING));
    assertEquals("", slow.lock());
  }

  @Test
  void onlyTasksThatAreCompletedAreKept() {
    task.begin(Seat.NONE, 1_400);
    task.end(new IllegalStateException("no"), 9_000);
    assertEquals(List.of(), ledger.slowest(List.of()).slowest());
  }
}
