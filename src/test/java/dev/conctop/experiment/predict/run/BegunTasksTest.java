package dev.conctop.experiment.predict.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.catalog.RunSpec;
import dev.conctop.experiment.predict.task.Demands;
import dev.conctop.experiment.predict.task.TaskSource;
import dev.conctop.experiment.predict.task.TaskVector;
import dev.conctop.experiment.predict.task.TaskVector.Burst;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What CPython takes to begin a task is charged once a task, whether it waits or not. */
class BegunTasksTest {
  private static final double PURE = 100_000;
  private static final double THREAD = 400_000;
  private static final double FUTURE = 150_000;

  private static final Calibration COSTS =
      new Calibration(
          OptionalDouble.of(2),
          Map.of(
              "thread-pool",
              40_000.0,
              "cpython-thread-pool",
              FUTURE + 60_000,
              "cpython-threading",
              THREAD + 70_000,
              Calibration.full("cpython-sequential"),
              PURE,
              Calibration.full("cpython-thread-pool"),
              PURE + FUTURE,
              Calibration.full("cpython-threading"),
              PURE + THREAD,
              Calibration.full("cpython-process-pool"),
              PURE + 170_000),
          OptionalDouble.empty(),
          Map.of());

  private static double work(List<Burst> bursts, String from, String to) {
    Demands measured = Demands.of(new TaskSource.Measured(List.of(new TaskVector(bursts))));
    return there(measured, from, to).cpuNanos();
  }

  private static Demands there(Demands measured, String from, String to) {
    RunSpec there = Runs.spec("mixed", to, 2, 8);
    return COSTS.demands(
        measured, Runs.spec("mixed", from, 2, 8), there, (Modelled.As) Modelled.of(there));
  }

  @Test
  void whatNeverWaitsIsBegunAllTheSame() {
    List<Burst> computes = List.of(Burst.of(1e6, 0));
    assertEquals(1e6 + THREAD, work(computes, "thread-pool", "cpython-threading"), 1);
    assertEquals(1e6 + FUTURE, work(computes, "thread-pool", "cpython-thread-pool"), 1);
    assertEquals(
        1e6 + THREAD - FUTURE, work(computes, "cpython-thread-pool", "cpython-threading"), 1);
    assertEquals(1e6 - FUTURE, work(computes, "cpython-thread-pool", "thread-pool"), 1);
    // The same executor without a lock: what the future takes is there and here.
    assertEquals(1e6, work(computes, "cpython-thread-pool", "cpython-free-threaded"), 1);
    assertEquals(1e6 + FUTURE, work(computes, "thread-pool", "cpython-free-threaded"), 1);
  }

  /**
   * The measured beginning lies in all of a task's work: what the first burst has not, others give.
   */
  @Test
  void whatIsNotBegunThereIsTakenFromAllBursts() {
    double each = THREAD / 4.0;
    List<Burst> split =
        List.of(Burst.of(each, 0), Burst.of(each, 0), Burst.of(each, 0), Burst.of(1e6, 0));
    assertEquals(
        3 * each + 1e6 - (THREAD - FUTURE),
        work(split, "cpython-threading", "cpython-thread-pool"),
        1);
  }

  /** A call costs 60 and 70 µs there, 40 where it was measured: with each call the difference. */
  @Test
  void aTaskOfThreeWaitsIsBegunOnce() {
    List<Burst> waits = List.of(Burst.of(1e6, 5e6), Burst.of(1e6, 5e6), Burst.of(1e6, 5e6));
    assertEquals(3e6 + FUTURE + 3 * 20_000, work(waits, "thread-pool", "cpython-thread-pool"), 1);
    assertEquals(3e6 + THREAD + 3 * 30_000, work(waits, "thread-pool", "cpython-threading"), 1);
  }

  /** A worker process has no future; its side and the parent's have the message. */
  @Test
  void processesAreChargedForTheMessage() {
    List<Burst> computes = List.of(Burst.of(1e6, 0));
    assertEquals(1e6, work(computes, "thread-pool", "cpython-process-pool"), 1);
    Demands measured = Demands.of(new TaskSource.Measured(List.of(new TaskVector(computes))));
    assertEquals(
        170_000,
        there(measured, "thread-pool", "cpython-process-pool").ipcNanos().orElseThrow(),
        1);
  }
}
