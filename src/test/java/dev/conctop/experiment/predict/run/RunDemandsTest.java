package dev.conctop.experiment.predict.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.experiment.predict.task.TaskVector;
import dev.conctop.experiment.predict.task.TaskVector.Burst;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.task.TaskSample;
import dev.conctop.sample.task.TaskSample.Step;
import dev.conctop.sample.task.TaskWait;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunDemandsTest {
  @Test
  void theRunQueueIsNoDemand() {
    TaskNeeds needs =
        RunDemands.of(List.of(Runs.block(500, 300_000), Runs.block(498, 500_000)), false);
    assertEquals(1_000_000, needs.cpuNanos(), 1);
    assertEquals(7_000_000, needs.allWaitNanos(), 1);
    assertEquals(7_000_000, needs.wait(TaskWait.NETWORK), 1);
    assertEquals(1_000_000, needs.demands().cpuNanos(), 1);
    assertEquals(7_000_000, needs.demands().waitNanos(), 1);
    assertEquals(1, needs.calls(), 1e-9);
    assertEquals(0.125, needs.cpuShare(), 1e-6);
    assertEquals(499, needs.throughput(), 1e-6);
    assertEquals(30_000, needs.demands().servedNanos(), 1);
    assertEquals(0, needs.lockedNanos(), 0);
    assertFalse(needs.othersSaturate());
    assertEquals(2, needs.blocks().size());
  }

  @Test
  void whereTasksShareThreadsWhatWasReadyIsTakenOffTheirWaits() {
    long tasks = 1_000;
    long[] nanos = new long[TaskWait.count()];
    nanos[TaskWait.NETWORK.ordinal()] = tasks * 12_000_000;
    Budget loop = new Budget();
    loop.add(Part.ON_CPU, tasks * 1_000_000, Fidelity.EXACT);
    RunMeasure seen = Runs.measure(tasks, nanos, loop, Runs.samples(0));
    RunMeasure late =
        new RunMeasure(
            seen.tasks(),
            seen.wallNanos(),
            seen.workers(),
            seen.cpuNanos(),
            seen.runtimeNanos(),
            Double.NaN,
            Double.NaN,
            Double.NaN,
            2,
            seen.samples(),
            5_000_000,
            Double.NaN);
    assertEquals(7_000_000, RunDemands.of(List.of(late), true).allWaitNanos(), 1);
    assertEquals(12_000_000, RunDemands.of(List.of(seen), true).allWaitNanos(), 1);
  }

  @Test
  void burstsEndWithAWaitAndAtALock() {
    TaskVector vector =
        RunDemands.vector(
            new TaskSample(
                List.of(
                    new Step(TaskWait.READY, 9, false),
                    new Step(TaskWait.RUNNING, 10, false),
                    new Step(TaskWait.LOCK, 99, false),
                    new Step(TaskWait.RUNNING, 20, true),
                    new Step(TaskWait.DISK, 30, true),
                    new Step(TaskWait.RUNNING, 40, true),
                    new Step(TaskWait.RUNNING, 50, false))));
    assertEquals(
        TaskVector.of(
            Burst.of(10, 0),
            Burst.of(20, 30).underLock(),
            Burst.of(40, 0).underLock(),
            Burst.of(50, 0)),
        vector);
  }

  @Test
  void threadsThatNoLookHasSeenAreCountedByTheirProcess() {
    RunMeasure block = Runs.block(500, 0);
    RunMeasure short_ =
        new RunMeasure(
            block.tasks(),
            block.wallNanos(),
            new Budget(),
            500 * 1_060_000.0,
            500 * 10_000.0,
            Double.NaN,
            0,
            0,
            2,
            block.samples(),
            Double.NaN,
            Double.NaN);
    TaskNeeds needs = RunDemands.of(List.of(short_), false);
    assertEquals(1_050_000, needs.cpuNanos(), 1);
    assertEquals(7_000_000, needs.allWaitNanos(), 1);
  }

  @Test
  void withoutSampledTasksTheMeansAreLeft() {
    RunMeasure block = Runs.block(500, 0);
    RunMeasure bare =
        new RunMeasure(
            block.tasks(),
            block.wallNanos(),
            block.workers(),
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            2,
            List.of(),
            Double.NaN,
            Double.NaN);
    TaskNeeds needs = RunDemands.of(List.of(bare), false);
    assertEquals(0, needs.sampled());
    assertEquals(8_000_000, needs.demands().cpuNanos() + needs.demands().waitNanos(), 1);
    assertEquals(0, needs.besideNanos(), 0);
  }

  @Test
  void othersAndUnknownTimeAreTold() {
    Budget workers = new Budget();
    workers.add(Part.ON_CPU, 900, Fidelity.EXACT);
    workers.add(Part.UNKNOWN, 100, Fidelity.EXACT);
    workers.add(Part.IDLE, 5_000, Fidelity.EXACT);
    RunMeasure crowded =
        new RunMeasure(
            Runs.block(1, 0).tasks(),
            1e9,
            workers,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            1.2,
            0,
            2,
            List.of(),
            Double.NaN,
            Double.NaN);
    TaskNeeds needs = RunDemands.of(List.of(crowded), false);
    assertEquals(0.1, needs.unknownShare(), 1e-9);
    assertTrue(needs.othersSaturate());
    assertThrows(
        IllegalArgumentException.class, () -> RunDemands.of(List.of(Runs.block(0, 0)), false));
  }
}
