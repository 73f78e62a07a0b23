package dev.conctop.experiment.predict.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.RunSpec;
import dev.conctop.experiment.predict.PastErrors;
import dev.conctop.experiment.predict.task.Demands;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FullCoresTest {
  /** 1 ms of work and 30 µs of the server's for each of 498 tasks a second on two cores. */
  private static final TaskNeeds NEEDS = Runs.needs();

  @Test
  void theLineGoesFromTheRunToFullCores() {
    FullCores full = new FullCores(0.25, 0.95, 0.8, 0.5, true);
    Demands measured = NEEDS.demands();
    Demands same = full.at(0.25, measured);
    assertEquals(measured.cpuNanos(), same.cpuNanos(), 1);
    assertEquals(measured.servedNanos(), same.servedNanos(), 1);
    Demands then = full.at(0.95, measured);
    assertEquals(0.8 * measured.cpuNanos(), then.cpuNanos(), 1);
    assertEquals(0.5 * measured.servedNanos(), then.servedNanos(), 1);
    assertEquals(measured.waitNanos(), then.waitNanos(), 1, "waits are as they were");
    assertEquals(0.9 * measured.cpuNanos(), full.at(0.6, measured).cpuNanos(), 1);
    assertEquals(then.cpuNanos(), full.at(1, measured).cpuNanos(), 1, "not beyond the probe");
  }

  @Test
  void workThatOnlyComputesTakesAsMuchLongerAsCoresHoldEachOtherUp() {
    FullCores full = FullCores.computing(NEEDS, OptionalDouble.of(1.6));
    double busy = NEEDS.busy();
    assertEquals(0.256, busy, 0.002);
    // 2 / 1.6 times as long as alone; a part of that is in what was measured.
    assertEquals(1.25 / (1 + busy * 0.25), full.work(), 1e-9);
    assertEquals(1 / (1 + busy * 0.25), full.at(0, NEEDS.demands()).cpuNanos() / 1e6, 1e-6);
    FullCores none = FullCores.computing(NEEDS, OptionalDouble.empty());
    assertEquals(1, none.work(), 1e-9);
  }

  @Test
  void aProbeThatDidNotFillTheCoresTellsNothing() {
    assertTrue(FullCores.between(NEEDS, NEEDS).isEmpty());
    TaskNeeds many = RunDemands.of(List.of(Runs.block(1_600, 2_000_000)), false);
    FullCores full = FullCores.between(NEEDS, many).orElseThrow();
    assertEquals(1, full.work(), 1e-6);
    assertEquals(many.busy(), full.fullBusy(), 1e-9);
  }

  @Test
  void whatFillsTheCoresIsPredictedWithWhatATaskCostsThen() {
    RunSpec from = Runs.spec("mixed", "thread-pool", 4, 24);
    FullCores full = new FullCores(NEEDS.busy(), 0.98, 0.8, 1, true);
    Forecaster forecaster =
        Forecaster.of(from, NEEDS, Runs.costs(), PastErrors.NONE, Optional.of(full));
    Forecast many = forecaster.forecast(Runs.spec("mixed", "thread-pool", 24, 24), "many");
    // Two cores, of which others have a twentieth among 24 that run: 0.8 ms and 30 µs of the
    // server's.
    assertEquals(2e9 * 24 / 24.05 / (800_000 + 30_000), many.throughput().orElseThrow(), 40);
    assertTrue(many.prediction().orElseThrow().reliable(), many.why());
    assertEquals(0, forecaster.controlError().orElseThrow(), 0.01, "the run itself is as it was");
    // One at a time costs more than what was measured, by the line's other end.
    Forecast one = forecaster.forecast(Runs.spec("mixed", "sequential", 0, 24), "one");
    assertTrue(one.throughput().orElseThrow() < 125, one.throughput() + "");
  }

  @Test
  void theProbeIsTheSameWorkWithEnoughUnderWay() {
    RunSpec from = Runs.spec("mixed", "thread-pool", 4, 24);
    RunSpec many = FullRun.of(from, NEEDS).orElseThrow();
    // 2 × 2 × (1.03 + 7) / 1.03
    assertEquals(32, many.workers());
    assertEquals(32, many.inFlight());
    assertEquals(from.parameters().written(), many.parameters().written());
    RunSpec virtual = FullRun.of(Runs.spec("mixed", "virtual-threads", 2, 4), NEEDS).orElseThrow();
    assertEquals(2, virtual.workers());
    assertEquals(32, virtual.inFlight());
  }

  @Test
  void noProbeWhereItWouldTellNothing() {
    TaskNeeds full = RunDemands.of(List.of(Runs.block(1_600, 2_000_000)), false);
    assertTrue(FullRun.of(Runs.spec("mixed", "thread-pool", 16, 24), full).isEmpty(), "it is full");
    assertTrue(FullRun.of(Runs.spec("mixed", "event-loop", 0, 24), NEEDS).isEmpty(), "one thread");
    assertTrue(FullRun.of(Runs.spec("mixed", "gil-threads", 4, 24), NEEDS).isEmpty(), "one lock");
    assertTrue(
        FullRun.of(Runs.spec("mixed", "cpython-thread-pool", 4, 24), NEEDS).isEmpty(), "likewise");
  }
}
