package dev.conctop.experiment.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.experiment.advice.Advice.Forecast;
import dev.conctop.experiment.advice.Advice.RunnerUp;
import dev.conctop.experiment.advice.Advice.Standing;
import dev.conctop.experiment.advice.Advice.Workers;
import dev.conctop.experiment.statistic.Effect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Sizes, predictions, races and what is missing. */
class AdviserTest {
  private static final WorkShape CRAWL = Cases.shape("jvm cpu=3 wait=7 cores=2 inflight=64");

  @Test
  void theSizeIsByMachineRepairWithGoetzBesideIt() {
    WorkShape shape = Cases.shape("jvm cpu=1 wait=9 cores=2");
    assertEquals(
        Optional.of(new Workers(24, 19, 26, OptionalInt.of(20), "threads")),
        Sizes.of(shape, "thread-pool"));
    assertEquals("24 threads (19–26)", Sizes.of(shape, "thread-pool").orElseThrow().words());
  }

  @Test
  void noMoreWorkersThanTasks() {
    WorkShape shape = Cases.shape("jvm cpu=1 wait=9 cores=2 inflight=8");
    assertEquals(8, Sizes.of(shape, "thread-pool").orElseThrow().count());
    WorkShape waits = Cases.shape("jvm cpu=0 wait=9 cores=2 inflight=8");
    assertEquals(8, Sizes.of(waits, "thread-pool").orElseThrow().count());
  }

  @Test
  void workAloneNeedsAThreadACore() {
    WorkShape shape = Cases.shape("jvm cpu=5 wait=0 cores=4 inflight=64");
    assertEquals(
        new Workers(4, 4, 4, OptionalInt.of(4), "threads"),
        Sizes.of(shape, "thread-pool").orElseThrow());
  }

  @Test
  void anInterpreterLockIsOneCore() {
    WorkShape jvm = Cases.shape("jvm cpu=1 wait=9 cores=1");
    WorkShape python = Cases.shape("py cpu=1 wait=9 cores=4 released=0");
    assertEquals(
        Sizes.of(jvm, "thread-pool").orElseThrow().count(),
        Sizes.of(python, "cpython-threading").orElseThrow().count());
    assertTrue(
        Sizes.of(python, "cpython-process-pool").orElseThrow().count()
            > Sizes.of(python, "cpython-threading").orElseThrow().count());
  }

  @Test
  void whatTheSizeNeedsIsMissingThen() {
    Advice advice = Adviser.advise(Cases.shape("jvm cpu=5 wait=0"));
    assertEquals(Optional.of("thread-pool"), advice.model());
    assertEquals(Optional.empty(), advice.workers());
    assertTrue(advice.missing().stream().anyMatch(m -> m.what().equals("usable cores")));
  }

  @Test
  void aPoolWouldDoIfATaskWaitedLess() {
    Advice advice = Adviser.advise(Cases.shape("jvm cpu=1 wait=49 cores=2 inflight=64"));
    assertEquals(Optional.of("virtual-threads"), advice.model());
    assertTrue(
        advice.flips().stream()
            .anyMatch(
                f ->
                    f.figure() == Figure.WAIT
                        && f.words()
                            .startsWith("if a task waited 9 ms or less: thread-pool, 24 threads")),
        advice.flips().toString());
  }

  @Test
  void whereItFlipsIsFoundToOneTask() {
    Advice advice = Adviser.advise(Cases.shape("py cpu=1 wait=99 inflight=190 cores=2 async"));
    assertEquals(201, advice.flips().getFirst().value());
    assertEquals(Optional.of("cpython-asyncio"), advice.flips().getFirst().model());
    Advice many = Adviser.advise(Cases.shape("py cpu=1 wait=99 inflight=230 cores=2 async"));
    assertEquals(200, many.flips().getFirst().value());
  }

  @Test
  void betweenThePredictionDecides() {
    Map<String, Forecast> predictions =
        Map.of(
            "thread-pool", new Forecast(500, 480, 520),
            "virtual-threads", new Forecast(600, 590, 610),
            "gil-threads", new Forecast(900, 890, 910),
            "cpython-asyncio", new Forecast(900, 890, 910));
    Advice advice = Adviser.advise(CRAWL, predictions, Map.of());
    assertEquals(Optional.of("virtual-threads"), advice.model());
    RunnerUp runnerUp = advice.runnerUp().orElseThrow();
    assertEquals("thread-pool", runnerUp.model());
    assertEquals(500.0 / 600 - 1, runnerUp.gap().orElseThrow(), 1e-9);
    assertEquals(480.0 / 610 - 1, runnerUp.low().orElseThrow(), 1e-9);
    assertEquals(520.0 / 590 - 1, runnerUp.high().orElseThrow(), 1e-9);
    assertEquals("thread-pool, predicted to do 16.7 % less", runnerUp.words());
  }

  @Test
  void predictionsNeverOverruleTheRulesOfThumb() {
    Map<String, Forecast> predictions =
        Map.of(
            "thread-pool", new Forecast(500, 400, 650), "event-loop", new Forecast(600, 500, 700));
    Advice advice = Adviser.advise(Cases.shape("jvm cpu=5 wait=0 cores=2"), predictions, Map.of());
    assertEquals(Optional.of("thread-pool"), advice.model());
    assertEquals(
        "event-loop, predicted to do 20 % more; the intervals do not tell them apart",
        advice.runnerUp().orElseThrow().words());
  }

  @Test
  void aLoopIsNoCandidateForALibraryThatBlocks() {
    Map<String, Forecast> predictions =
        Map.of(
            "thread-pool", new Forecast(500, 400, 650), "event-loop", new Forecast(600, 500, 700));
    Advice advice = Adviser.advise(CRAWL.with(WorkShape.Library.BLOCKING), predictions, Map.of());
    assertEquals(Optional.of("thread-pool"), advice.model());
    assertEquals(Optional.empty(), advice.runnerUp());
  }

  @Test
  void theMeasuredBestIsTheAnswer() {
    Map<String, Effect> tested =
        Map.of(
            "thread-pool", new Effect(1, 1, 1, 12),
            "virtual-threads", new Effect(1.2, 1.15, 1.25, 12));
    Advice advice = Adviser.advise(CRAWL, Map.of(), tested);
    assertEquals(Optional.of("virtual-threads"), advice.model());
    assertEquals(Optional.of("thread-pool"), advice.byRules());
    assertEquals(Standing.MEASURED_BEST, advice.standing());
    assertEquals(
        "measured, virtual-threads does the most; the rules say thread-pool", advice.how());
    assertEquals(List.of("virtual-threads", "thread-pool"), List.copyOf(advice.tested().keySet()));
    assertTrue(advice.flips().isEmpty());
    assertEquals("carriers", advice.workers().orElseThrow().what());
  }

  @Test
  void theRulesAnswerThatWasMeasuredBestKeepsItsFlips() {
    Map<String, Effect> tested =
        Map.of(
            "thread-pool", new Effect(500, 490, 510, 12),
            "virtual-threads", new Effect(400, 390, 410, 12));
    Advice advice = Adviser.advise(CRAWL, Map.of(), tested);
    assertEquals(Optional.of("thread-pool"), advice.model());
    assertEquals(Standing.MEASURED_BEST, advice.standing());
    assertFalse(advice.flips().isEmpty());
  }

  @Test
  void intervalsThatOverlapHaveNoClearWinner() {
    Map<String, Effect> tested =
        Map.of(
            "thread-pool", new Effect(500, 490, 510, 12),
            "virtual-threads", new Effect(505, 495, 515, 12),
            "event-loop", new Effect(100, 95, 105, 12));
    assertEquals(Standing.NO_CLEAR_WINNER, Adviser.advise(CRAWL, Map.of(), tested).standing());
  }

  @Test
  void tooFewRoundsHaveNoClearWinner() {
    Map<String, Effect> tested =
        Map.of(
            "thread-pool", Effect.of(new double[] {500, 501}),
            "virtual-threads", Effect.of(new double[] {900, 901}));
    Advice advice = Adviser.advise(CRAWL, Map.of(), tested);
    assertEquals(Standing.NO_CLEAR_WINNER, advice.standing());
    assertEquals(Optional.of("virtual-threads"), advice.model());
  }

  @Test
  void oneAloneIsNotABest() {
    Map<String, Effect> tested =
        Map.of(
            "thread-pool", new Effect(500, 490, 510, 12), "event-loop", Effect.of(new double[0]));
    assertEquals(Standing.ALONE, Adviser.advise(CRAWL, Map.of(), tested).standing());
    assertEquals(Standing.NOT_TESTED, Adviser.advise(CRAWL).standing());
  }

  @Test
  void racesAnswerWhatTheRulesCannot() {
    Map<String, Effect> tested =
        Map.of("thread-pool", new Effect(2, 2, 2, 9), "event-loop", new Effect(1, 1, 1, 9));
    Advice advice = Adviser.advise(Cases.shape("jvm cores=2"), Map.of(), tested);
    assertEquals(Optional.of("thread-pool"), advice.model());
    assertEquals(Optional.empty(), advice.byRules());
    assertFalse(advice.missing().isEmpty());
  }

  @Test
  void batchesAndPermitsAreSaidInFigures() {
    Advice tiny = Adviser.advise(Cases.shape("py cpu=0.2 wait=0 released=0 ipc=0.3 cores=2"));
    assertTrue(
        tiny.rules()
            .get(1)
            .figures()
            .contains("150 % of its CPU time; batches of 8 bring it below 20 %"),
        tiny.rules().toString());
    Advice many = Adviser.advise(Cases.shape("jvm cpu=1 wait=49 cores=2 inflight=1000"));
    assertTrue(
        many.rules().get(1).figures().contains("beyond some 100 in flight the cores are the limit"),
        many.rules().toString());
  }

  @Test
  void figuresThatCannotBeAreRefused() {
    WorkShape shape = CRAWL;
    assertThrows(IllegalArgumentException.class, () -> shape.with(Figure.CPU, -1));
    assertThrows(IllegalArgumentException.class, () -> shape.with(Figure.WAIT, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> shape.with(Figure.RELEASED, 1.1));
    assertThrows(IllegalArgumentException.class, () -> shape.with(Figure.CORES, 0));
    assertThrows(IllegalArgumentException.class, () -> new Forecast(1, 2, 3));
  }
}
