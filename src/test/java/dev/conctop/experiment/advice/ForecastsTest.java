package dev.conctop.experiment.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.experiment.advice.Advice.Forecast;
import dev.conctop.experiment.advice.Advice.Standing;
import dev.conctop.experiment.statistic.Effect;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What models would do, and how races and rules are weighed. */
class ForecastsTest {
  private static Map<String, Forecast> of(String shape) {
    return Forecasts.of(Cases.shape(shape));
  }

  @Test
  void betweenMachineRepairAndTheBounds() {
    Forecast forecast = of("jvm cpu=1 wait=9 cores=2 inflight=20").get("virtual-threads");
    assertEquals(1756.1, forecast.low(), 0.1);
    assertEquals(2000, forecast.high(), 0.1);
    assertEquals((1756.1 + 2000) / 2, forecast.throughput(), 0.1);
  }

  @Test
  void aLoopIsOneCoreAndOneAtATimeIsOneTask() {
    Map<String, Forecast> all = of("jvm cpu=5 wait=0 cores=4 inflight=64");
    assertEquals(200, all.get("event-loop").throughput(), 1e-6);
    assertEquals(800, all.get("thread-pool").throughput(), 1e-6);
    assertEquals(200, all.get("sequential").throughput(), 1e-6);
    assertEquals(800, all.get("fork-join").throughput(), 1e-6);
    assertFalse(all.containsKey("processes"), "what sending costs is not known");
  }

  @Test
  void oneTaskAtATimeIsSplit() {
    Map<String, Forecast> all = of("jvm cpu=900 wait=0 cores=4 inflight=1 one_complex");
    assertEquals(4 * all.get("thread-pool").throughput(), all.get("fork-join").throughput(), 1e-6);
  }

  @Test
  void anInterpreterLockIsOneCoreProcessesAreNot() {
    Map<String, Forecast> all =
        of("py cpu=10 wait=0 cores=4 inflight=64 released=0 ipc=0.1 ad_hoc");
    assertEquals(100, all.get("cpython-thread-pool").throughput(), 1e-6);
    assertEquals(4 / 0.0101, all.get("cpython-process-pool").throughput(), 1e-6);
    assertFalse(all.containsKey("cpython-free-threaded"));
    assertTrue(
        of("py cpu=10 wait=0 cores=4 inflight=64 phi=0.25")
                .get("cpython-free-threaded")
                .throughput()
            > 300);
  }

  @Test
  void noMoreIsDoneThanComes() {
    Map<String, Forecast> all = of("jvm cpu=1 wait=49 cores=2 rate=100");
    assertEquals(100, all.get("virtual-threads").throughput(), 1e-6);
    assertEquals(20, all.get("sequential").throughput(), 1e-6);
    assertEquals(100, of("jvm cpu=0 wait=50 cores=2 rate=100").get("event-loop").high(), 1e-6);
  }

  @Test
  void withoutTimesOrLoadNothingIsPredicted() {
    assertTrue(of("jvm cpu=1 cores=2 inflight=8").isEmpty());
    assertTrue(of("jvm cpu=1 wait=9 inflight=8").isEmpty());
    assertTrue(of("jvm cpu=1 wait=9 cores=2").isEmpty());
  }

  @Test
  void manyTasksTakeNoLongToPredict() {
    assertEquals(
        2 / 20e-6,
        of("jvm cpu=0.02 wait=50 cores=2 inflight=100000").get("virtual-threads").throughput(),
        1);
  }

  @Test
  void tasksThatComeByARateHardlyWaitForAWorker() {
    Advice.Workers workers =
        Sizes.of(Cases.shape("jvm cpu=1 wait=49 cores=2 rate=100"), "thread-pool").orElseThrow();
    // Five are in service on average: with five the queue would grow for ever.
    assertEquals(6, workers.low());
    assertTrue(workers.count() > 6 && workers.count() < 12, workers.toString());
    assertTrue(workers.high() >= workers.count());
    assertEquals(
        2,
        Sizes.of(Cases.shape("jvm cpu=5 wait=0 cores=1 rate=1000"), "thread-pool")
            .orElseThrow()
            .count(),
        "more threads than cores are of no use to what only computes");
  }

  @Test
  void oneAtATimeIsNotEnoughWhereItIsAlwaysBusy() {
    assertEquals(
        Optional.of("sequential"), Adviser.advise(Cases.shape("jvm cpu=1 wait=9 rate=79")).model());
    assertTrue(
        Adviser.advise(Cases.shape("jvm cpu=1 wait=9 rate=99 cores=2"))
            .model()
            .filter(model -> !model.equals("sequential"))
            .isPresent());
  }

  @Test
  void whatDoesAsMuchAsTheBestIsNotOverruled() {
    WorkShape shape = Cases.shape("jvm cpu=5 wait=0 cores=2 inflight=64");
    Map<String, Effect> tested =
        Map.of(
            "thread-pool", new Effect(1, 1, 1, 10),
            "virtual-threads", new Effect(1.02, 1.01, 1.03, 10));
    Advice advice = Adviser.advise(shape, Forecasts::of, tested);
    assertEquals(Optional.of("thread-pool"), advice.model());
    assertFalse(advice.flips().isEmpty());
    Map<String, Effect> noisy =
        Map.of(
            "thread-pool", new Effect(1, 1, 1, 10),
            "virtual-threads", new Effect(1.04, 0.97, 1.12, 10));
    Advice unsure = Adviser.advise(shape, Forecasts::of, noisy);
    assertEquals(Optional.of("thread-pool"), unsure.model());
    assertEquals(Standing.NO_CLEAR_WINNER, unsure.standing());
  }

  @Test
  void noModelHelpsAsLongAsNoneDoesMore() {
    WorkShape shape = Cases.shape("jvm cpu=4 wait=0 lock=2 cores=4 inflight=32");
    Map<String, Effect> alike =
        Map.of(
            "thread-pool", new Effect(1, 1, 1, 10),
            "virtual-threads", new Effect(1.01, 0.99, 1.02, 10));
    assertEquals(Optional.empty(), Adviser.advise(shape, Forecasts::of, alike).model());
    Map<String, Effect> more =
        Map.of(
            "thread-pool", new Effect(1, 1, 1, 10),
            "virtual-threads", new Effect(1.5, 1.4, 1.6, 10));
    assertEquals(
        Optional.of("virtual-threads"), Adviser.advise(shape, Forecasts::of, more).model());
  }
}
