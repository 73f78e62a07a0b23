package dev.conctop.workload.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.FakeLoop;
import dev.conctop.workload.FakeSurroundings;
import dev.conctop.workload.FakeTask;
import dev.conctop.workload.Workloads;
import dev.conctop.workload.task.Workload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SleepTest {
  @Test
  void waitsForATimer() throws Exception {
    FakeTask task = new FakeTask();
    try (Workload workload = Workloads.create("sleep")) {
      workload.open(new FakeSurroundings("sleep", Map.of("delay", "1500us")));
      long begin = System.nanoTime();
      workload.run(task);
      assertTrue(System.nanoTime() - begin >= 1_500_000);
    }
    assertEquals(List.of(TaskWait.TIMER), task.waits);
  }

  @Test
  void tasksOnALoopWaitTogether() throws Exception {
    try (Workload workload = Workloads.create("sleep");
        FakeLoop loop = new FakeLoop()) {
      workload.open(new FakeSurroundings("sleep", Map.of("delay", "30ms")));
      FakeLoop.Outcome outcome = loop.run(workload, 100, 100);
      assertEquals(100, outcome.done());
      assertEquals(100, outcome.mostWaiting());
    }
  }

  @Test
  void noDelayEndsToo() throws Exception {
    try (Workload workload = Workloads.create("sleep");
        FakeLoop loop = new FakeLoop()) {
      workload.open(new FakeSurroundings("sleep", Map.of("delay", "0ms")));
      workload.run(new FakeTask());
      assertEquals(1000, loop.run(workload, 1000, 10).done());
    }
  }
}
