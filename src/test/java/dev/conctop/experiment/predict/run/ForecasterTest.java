package dev.conctop.experiment.predict.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.experiment.predict.PastErrors;
import dev.conctop.experiment.predict.plan.ArmModel;
import dev.conctop.experiment.predict.plan.Limit;
import dev.conctop.experiment.predict.plan.MachineCosts.Cost;
import dev.conctop.experiment.predict.task.Demands;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ForecasterTest {
  private static final RunSpec FROM = Runs.spec("mixed", "thread-pool", 4, 24);

  private static Forecast forecast(RunSpec arm) {
    return Forecaster.of(FROM, Runs.needs(), Runs.costs(), PastErrors.NONE, Optional.empty())
        .forecast(arm, "it");
  }

  @Test
  void theMeasuredArmIsPredictedFirst() {
    Forecaster forecaster =
        Forecaster.of(FROM, Runs.needs(), Runs.costs(), PastErrors.NONE, Optional.empty());
    assertEquals(0, forecaster.controlError().orElseThrow(), 0.01);
    Forecast control = forecaster.control("thread-pool", OptionalDouble.empty());
    assertEquals(498, control.measured().orElseThrow(), 0.1);
    assertTrue(control.prediction().orElseThrow().reliable());
    assertEquals(Limit.WORKERS, control.prediction().orElseThrow().limit());
  }

  @Test
  void whatACallCostsMoreOrLessElsewhereCounts() {
    // Two cores, of which others have 0.05; full ones make 2.6 % more of 1 ms and of the server's
    // 30 µs, less what the run has of that; a call costs 10 µs less.
    double virtual =
        forecast(Runs.spec("mixed", "virtual-threads", 2, 24)).throughput().orElseThrow();
    assertEquals(1.95e9 / (1_030_000 * 1.0189 - 10_000), virtual, 20);
    // Starting a thread costs 50 µs.
    double spawned =
        forecast(Runs.spec("mixed", "thread-per-task", 24, 24)).throughput().orElseThrow();
    assertTrue(spawned < virtual && spawned > 0.9 * virtual, spawned + " " + virtual);
    double loop = forecast(Runs.spec("mixed", "event-loop", 0, 24)).throughput().orElseThrow();
    // Half of the cores is busy then: a task takes 0.7 % more than in the run.
    assertEquals(993, loop, 4);
  }

  /** Tasks without a call are handed over all the same: a loop does it one after the other. */
  @Test
  void whatHandingOverCostsCounts() {
    Modelled.As offload =
        (Modelled.As) Modelled.of(Runs.spec("mixed", "event-loop-offload", 4, 24));
    RunSpec to = Runs.spec("mixed", "event-loop-offload", 24, 24);
    assertEquals(
        30_000, Runs.costs().costs(FROM, to, Runs.needs()).of(Cost.DISPATCH).orElseThrow(), 1e-9);
    double pool = forecast(Runs.spec("mixed", "thread-pool", 24, 24)).throughput().orElseThrow();
    double loop = forecast(to).throughput().orElseThrow();
    assertEquals(1.03 / 1.06, loop / pool, 0.01, "30 µs more of some 1,030");
    Demands demands =
        Runs.costs()
            .demands(Runs.needs().demands(), FROM, Runs.spec("mixed", "processes", 4, 24), offload);
    assertEquals(50_000, demands.ipcNanos().orElseThrow(), 1e-9, "not the 80 µs of idle cores");
  }

  @Test
  void aModelWhoseCostIsNotKnownIsRefused() {
    Forecast free = forecast(Runs.spec("mixed", "cpython-free-threaded", 2, 24));
    assertTrue(free.throughput().isEmpty());
    assertEquals("there is no free-threaded build here", free.why());
    Forecast nothing =
        Forecaster.of(FROM, Runs.needs(), Calibration.NONE, PastErrors.NONE, Optional.empty())
            .forecast(Runs.spec("mixed", "virtual-threads", 2, 24), "it");
    assertTrue(nothing.throughput().isEmpty() && nothing.why().contains("usable cores"));
  }

  @Test
  void workOfAnotherRuntimeIsRefusedUnlessItIsATime() {
    RunSpec sum = Runs.spec("sum-of-squares", "thread-pool", 2, 2);
    Forecast python =
        Forecaster.of(sum, Runs.needs(), Runs.costs(), PastErrors.NONE, Optional.empty())
            .forecast(Runs.spec("sum-of-squares", "cpython-thread-pool", 2, 2), "it");
    assertTrue(python.why().contains("measure -m cpython-thread-pool"), python.why());
    assertTrue(
        forecast(Runs.spec("mixed", "cpython-thread-pool", 24, 24)).throughput().isPresent());
  }

  @Test
  void everyModelOfTheCatalogueIsPredictedOrSaysWhyNot() {
    List<RunSpec> arms = Candidates.of(FROM, Runs.needs(), 2);
    assertEquals(FROM, arms.getFirst());
    assertTrue(arms.size() > 20, arms.size() + " arms");
    for (RunSpec arm : arms) {
      Forecast forecast = forecast(arm);
      boolean free = arm.model().id().equals("cpython-free-threaded");
      boolean ruled = Modelled.of(arm) instanceof Modelled.As;
      assertEquals(
          ruled && !free, forecast.throughput().isPresent(), arm.model().id() + forecast.why());
      assertEquals(24, arm.inFlight());
    }
  }

  @Test
  void workThatALoopDoesNotGiveBackPinsIt() {
    Modelled.As file = (Modelled.As) Modelled.of(Runs.spec("file-read", "event-loop", 0, 4));
    assertTrue(file.pinned());
    Modelled.As http = (Modelled.As) Modelled.of(Runs.spec("http-get", "event-loop", 0, 4));
    assertTrue(!http.pinned());
    // A loop with a pool gives mixed work to the pool, and runs downloads itself.
    Modelled.As mixed = (Modelled.As) Modelled.of(Runs.spec("mixed", "event-loop-offload", 4, 4));
    assertEquals(new ArmModel.OffloadLoop(4), mixed.model());
    Modelled.As get = (Modelled.As) Modelled.of(Runs.spec("http-get", "event-loop-offload", 4, 4));
    assertEquals(new ArmModel.EventLoop(), get.model());
  }

  @Test
  void whatTellsNothingOfOthersIsSaidBeforeItIsRun() {
    assertThrows(BadInput.class, () -> Candidates.check(Runs.spec("barrier", "thread-pool", 4, 4)));
    assertThrows(
        BadInput.class, () -> Candidates.check(Runs.spec("sum-of-squares", "fork-join", 4, 4)));
    Candidates.check(FROM);
  }

  @Test
  void othersTakeAFairShareOfTheCores() {
    assertEquals(1.5, Calibration.usable(2, 0.5, 1), 1e-9, "room for one more");
    assertEquals(2 * 24 / 25.0, Calibration.usable(2, 1, 24), 1e-9, "one of twenty-five");
    assertEquals(2 / 3.0, Calibration.usable(2, 2, 1), 1e-9, "one of three");
    assertTrue(Calibration.usable(2, 50, 1) >= 0.04);
  }

  @Test
  void whatFillsTheCoresIsNotReliableFromARunThatDidNot() {
    Forecast full = forecast(Runs.spec("mixed", "thread-pool", 24, 24));
    assertTrue(full.why().contains("may cost less of them when they are full"), full.why());
    assertTrue(full.prediction().isPresent() && !full.prediction().get().reliable());
    Forecast few = forecast(Runs.spec("mixed", "thread-pool", 2, 24));
    assertTrue(few.prediction().isPresent() && few.prediction().get().reliable(), few.why());
  }
}
