package dev.conctop.experiment.predict;

import static dev.conctop.experiment.predict.Plays.EXPONENTIAL;
import static dev.conctop.experiment.predict.Plays.FIXED;
import static dev.conctop.experiment.predict.Plays.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.experiment.predict.Observed.Block;
import dev.conctop.experiment.predict.PastErrors.Pair;
import dev.conctop.experiment.predict.plan.ArmModel;
import dev.conctop.experiment.predict.plan.Limit;
import dev.conctop.experiment.predict.plan.Load;
import dev.conctop.experiment.predict.plan.MachineCosts;
import dev.conctop.experiment.predict.plan.MachineCosts.Cost;
import dev.conctop.experiment.predict.task.Demands;
import dev.conctop.experiment.predict.task.TaskVector.Burst;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** From a run to predictions: what they rest on, and when there are none. */
class PredictorTest {
  private static final ArmModel POOL = new ArmModel.ThreadPool(20);
  private static final ArmModel VIRTUAL = new ArmModel.VirtualThreads(2);
  private static final ArmModel LOOP = new ArmModel.EventLoop();
  private static final Load TWENTY = new Load.Closed(20);
  private static final Demands KNEE = Plays.one(1, FIXED, 9, EXPONENTIAL);

  private static final MachineCosts COSTS =
      MachineCosts.ofCores(2)
          .with(Cost.PARK, 2000)
          .with(Cost.DISPATCH, 5000)
          .with(Cost.SWITCH, 2000);

  private static List<Block> blocks(double... cpuMs) {
    List<Block> blocks = new ArrayList<>();
    for (double ms : cpuMs) {
      blocks.add(new Block(ms * MS, 9 * MS));
    }
    return blocks;
  }

  private static Observed observed(Demands demands, ArmModel model, List<Block> blocks) {
    return new Observed(model, TWENTY, demands, blocks, 0.01, false);
  }

  private static Predictor predictor(Observed observed, MachineCosts costs) {
    return new Predictor(observed, costs, PastErrors.NONE, 7);
  }

  private static Predictor knee(double... cpuMs) {
    return predictor(observed(KNEE, POOL, blocks(cpuMs)), COSTS);
  }

  private static double width(Prediction prediction) {
    return Math.log(prediction.high().orElseThrow() / prediction.low().orElseThrow());
  }

  @Test
  void theMeasuredModelIsPredictedWithoutAnyCostsButCores() {
    Observed observed = observed(KNEE, POOL, blocks(1, 1, 1));
    Prediction self = predictor(observed, MachineCosts.ofCores(2)).predict(POOL, TWENTY);
    assertEquals(1756, self.throughput().orElseThrow(), 20);
    assertEquals(Formulas.response(20, 1756), self.responseMean().orElseThrow(), 0.2 * MS);
    assertTrue(self.responseP50().orElseThrow() < self.responseP99().orElseThrow());
    assertEquals(2000, self.bound().orElseThrow(), 1);
  }

  @Test
  void nothingIsReliableBeforeTheControlAndWhenItIsOff() {
    Predictor before = knee(1, 1, 1);
    assertFalse(before.predict(VIRTUAL, TWENTY).reliable());
    assertTrue(before.predict(VIRTUAL, TWENTY).reason().contains("itself was not predicted"));
    Predictor good = before.control(1790);
    assertEquals(1756.0 / 1790 - 1, good.controlError().orElseThrow(), 0.01);
    assertTrue(good.predict(VIRTUAL, TWENTY).reliable());
    Predictor off = before.control(1500);
    Prediction prediction = off.predict(VIRTUAL, TWENTY);
    assertFalse(prediction.reliable());
    assertTrue(prediction.reason().matches(".*predicted 1[67]\\.\\d % too high.*"));
    assertTrue(prediction.throughput().isPresent());
    assertTrue(before.control(2000).predict(LOOP, TWENTY).reason().contains("too low"));
    assertThrows(IllegalArgumentException.class, () -> before.control(0));
  }

  @Test
  void whatIsNotMeasuredIsNamed() {
    Predictor predictor =
        predictor(observed(KNEE, POOL, blocks(1, 1)), MachineCosts.ofCores(2)).control(1756);
    Map<ArmModel, String> named =
        Map.of(
            VIRTUAL,
            "parking a virtual thread",
            LOOP,
            "loop's dispatch",
            new ArmModel.ThreadPerTask(),
            "thread's start",
            new ArmModel.GilThreads(4),
            "switch interval",
            new ArmModel.FreeThreaded(4),
            "free-threaded",
            new ArmModel.Processes(4),
            "bytes of a task's message");
    named.forEach(
        (model, words) -> {
          Prediction prediction = predictor.predict(model, TWENTY);
          assertTrue(prediction.isRefused(), model.key());
          assertFalse(prediction.reliable());
          assertTrue(prediction.reason().contains(words), prediction.reason());
          assertEquals(OptionalDouble.empty(), prediction.error(100));
        });
    Predictor nothing = predictor(observed(KNEE, POOL, blocks(1, 1)), new MachineCosts(Map.of()));
    Prediction noCores = nothing.predict(POOL, TWENTY);
    assertTrue(noCores.isRefused());
    assertTrue(noCores.reason().contains("usable cores"));
    assertEquals(2000, noCores.bound().orElseThrow(), 1);
    assertTrue(nothing.control(1756).controlError().isEmpty());
  }

  /** What the measured model adds may be most of the work: then waits alone are the bound. */
  @Test
  void boundsOfWhatMayTakeLessAreByWaits() {
    Observed onLoop = observed(KNEE, LOOP, blocks(1, 1));
    Prediction prediction =
        predictor(onLoop, MachineCosts.ofCores(2).with(Cost.SWITCH, 2000)).predict(POOL, TWENTY);
    assertTrue(prediction.isRefused());
    assertEquals(20 / 0.009, prediction.bound().orElseThrow(), 1);
    assertEquals(Limit.NOTHING, prediction.limit());
  }

  @Test
  void poorRunsGiveBoundsOnly() {
    Observed unknown = new Observed(POOL, TWENTY, KNEE, blocks(1, 1), 0.08, false);
    Prediction one = predictor(unknown, COSTS).predict(VIRTUAL, TWENTY);
    assertTrue(one.isRefused() && one.reason().contains("8.0 %"), one.reason());
    assertEquals(2000, one.bound().orElseThrow(), 5);
    Observed busy = new Observed(POOL, TWENTY, KNEE, blocks(1, 1), 0.05, true);
    Prediction other = predictor(busy, COSTS).predict(VIRTUAL, TWENTY);
    assertTrue(other.isRefused() && other.reason().contains("other programs"), other.reason());
    Observed empty = observed(Plays.alike(Burst.of(0, 0)), POOL, blocks());
    Prediction none = predictor(empty, COSTS).predict(POOL, TWENTY);
    assertTrue(none.isRefused() && none.bound().isEmpty());
    assertThrows(
        IllegalArgumentException.class,
        () -> new Observed(POOL, TWENTY, KNEE, blocks(1), Double.NaN, false));
  }

  @Test
  void whatAModelAddsReplacesWhatTheMeasuredOneAdded() {
    Demands work = Plays.one(1, FIXED, 1, FIXED);
    Observed onLoop = observed(work, LOOP, blocks(1, 1));
    MachineCosts costs =
        MachineCosts.ofCores(2).with(Cost.DISPATCH, 0.2 * MS).with(Cost.PARK, 0.05 * MS);
    Predictor predictor = predictor(onLoop, costs);
    // Of 1 ms, 0.2 were the loop's: 0.8 are left, and 0.05 for the park.
    assertEquals(2 / 0.00085, predictor.predict(VIRTUAL, TWENTY).throughput().orElseThrow(), 10);
    assertEquals(1000, predictor.predict(LOOP, TWENTY).throughput().orElseThrow(), 5);
    assertEquals(
        1 / 0.0012,
        predictor.predict(new ArmModel.Asyncio(), TWENTY).throughput().orElseThrow(),
        5);
    Observed free =
        observed(Plays.one(1.1, FIXED, 0, FIXED), new ArmModel.FreeThreaded(8), blocks());
    MachineCosts phi =
        MachineCosts.ofCores(2).with(Cost.FREE_THREADED, 0.1).with(Cost.SWITCH_INTERVAL, 5 * MS);
    assertEquals(
        1000,
        predictor(free, phi).predict(new ArmModel.GilThreads(8), TWENTY).throughput().orElseThrow(),
        5);
  }

  @Test
  void theIntervalSpansSharingAndTakingTurns() {
    Prediction same = knee(1, 1, 1, 1).predict(POOL, TWENTY);
    // And another run is never quite the same.
    double another = Math.exp(PastErrors.ANOTHER_RUN);
    assertEquals(1756 / another, same.low().orElseThrow(), 20);
    assertEquals(1812 * another, same.high().orElseThrow(), 20);
    // Bursts on carriers are not preempted: there is nothing between.
    Prediction virtual = knee(1, 1, 1, 1).predict(VIRTUAL, TWENTY);
    assertEquals(2 * PastErrors.ANOTHER_RUN, width(virtual), 0.001);
  }

  @Test
  void blocksThatVaryWidenIt() {
    double calm = width(knee(1, 1.01, 0.99, 1, 1.01, 0.99).predict(VIRTUAL, TWENTY));
    double wild = width(knee(1, 1.1, 0.9, 1, 1.1, 0.9).predict(VIRTUAL, TWENTY));
    double steady = width(knee(1, 1, 1, 1, 1, 1).predict(VIRTUAL, TWENTY));
    // What has nothing to do with each other adds up by squares.
    double some = calm * calm - steady * steady;
    double much = wild * wild - steady * steady;
    assertTrue(some > 0.005 * 0.005 && much > 25 * some, steady + " " + calm + " " + wild);
    Prediction one = knee(1).predict(VIRTUAL, TWENTY);
    assertTrue(one.low().isEmpty() && one.high().isEmpty() && one.throughput().isPresent());
    assertTrue(one.reason().contains("fewer than two blocks"));
  }

  @Test
  void pastErrorsWidenItForTheirPairOnly() {
    PastErrors past =
        new PastErrors(
            Map.of(new Pair("thread-pool", "virtual-threads"), List.of(0.05, -0.03, 0.08, 0.02)));
    Observed observed = observed(KNEE, POOL, blocks(1, 1, 1));
    Predictor predictor = new Predictor(observed, COSTS, past, 7).control(1756);
    Prediction virtual = predictor.predict(VIRTUAL, TWENTY);
    // Student's t of 4, 2.132, times the root mean square, 0.0505, both ways.
    assertEquals(2 * 2.132 * 0.0505, width(virtual), 0.001);
    assertEquals("", virtual.reason());
    Prediction loop = predictor.predict(LOOP, TWENTY);
    assertEquals(2 * PastErrors.ANOTHER_RUN, width(loop), 0.001);
    assertTrue(loop.reliable() && loop.reason().contains("no past errors"), loop.reason());
    assertThrows(
        IllegalArgumentException.class,
        () -> new PastErrors(Map.of(new Pair("a", "b"), List.of(Double.NaN))));
  }

  /** Half of a task's work is a thread's start there, and that is known to a third. */
  @Test
  void dearCostsWidenIt() {
    Observed observed = observed(Plays.one(1, FIXED, 0, FIXED), POOL, blocks(1, 1, 1));
    MachineCosts costs = MachineCosts.ofCores(2).with(Cost.SPAWN, 1 * MS);
    Prediction each = predictor(observed, costs).predict(new ArmModel.ThreadPerTask(), TWENTY);
    // A third dearer, or cheaper, by which half of it becomes longer or shorter.
    double dearer = Math.hypot(PastErrors.ANOTHER_RUN, Math.log(2.3 / 2));
    double cheaper = Math.hypot(PastErrors.ANOTHER_RUN, Math.log(2 / (1 + 1 / 1.3)));
    double value = each.throughput().orElseThrow();
    assertEquals(dearer, Math.log(value / each.low().orElseThrow()), 0.005);
    assertEquals(cheaper, Math.log(each.high().orElseThrow() / value), 0.005);
  }

  /** Half of the measured work is a thread's start, which is not there: dearer is faster then. */
  @Test
  void whatIsSavedMayBeMore() {
    Observed observed =
        observed(Plays.one(2, FIXED, 0, FIXED), new ArmModel.ThreadPerTask(), blocks(1, 1, 1));
    MachineCosts costs = MachineCosts.ofCores(2).with(Cost.SPAWN, 1 * MS);
    Prediction pool = predictor(observed, costs).predict(POOL, TWENTY);
    double value = pool.throughput().orElseThrow();
    double down = Math.hypot(PastErrors.ANOTHER_RUN, Math.log((2 - 1 / 1.3) / 1));
    double up = Math.hypot(PastErrors.ANOTHER_RUN, Math.log(1 / 0.7));
    assertEquals(down, Math.log(value / pool.low().orElseThrow()), 0.005);
    assertEquals(up, Math.log(pool.high().orElseThrow() / value), 0.005);
  }

  /**
   * Only handing over is three times as dear when somebody is woken: a start that is saved is not.
   */
  @Test
  void wakingMakesNothingElseDearer() {
    Observed observed =
        observed(Plays.one(2, FIXED, 0, FIXED), new ArmModel.ThreadPerTask(), blocks(1, 1, 1));
    MachineCosts costs =
        MachineCosts.ofCores(2).with(Cost.SPAWN, 0.5 * MS).with(Cost.DISPATCH, 0.1 * MS);
    Prediction handed = predictor(observed, costs).predict(new ArmModel.OffloadLoop(8), TWENTY);
    double value = handed.throughput().orElseThrow();
    double down = Math.log(value / handed.low().orElseThrow());
    assertTrue(down < Math.log(1.2), "" + down);
  }

  /** It is handed over at a cost that is three times as high when somebody must be woken for it. */
  @Test
  void whoIsHandedATaskMayHaveToBeWoken() {
    Observed observed = observed(Plays.one(1, FIXED, 0, FIXED), POOL, blocks(1, 1, 1));
    MachineCosts costs = MachineCosts.ofCores(2).with(Cost.DISPATCH, 0.2 * MS);
    Prediction handed = predictor(observed, costs).predict(new ArmModel.OffloadLoop(8), TWENTY);
    double value = handed.throughput().orElseThrow();
    double down = Math.log(value / handed.low().orElseThrow());
    double up = Math.log(handed.high().orElseThrow() / value);
    assertTrue(down > Math.log(1.6 / 1.2) && up < 0.1, down + " " + up);
  }

  /** Blocks as noisy as on a shared machine, and a measurement of as many afterwards. */
  @Test
  void blocksSpreadHoldsWhatIsMeasuredAsOftenAsItSays() {
    for (int n : new int[] {3, 6, 12}) {
      SplittableRandom random = new SplittableRandom(n);
      int races = 1000;
      int held = 0;
      for (int race = 0; race < races; race++) {
        double[] before = noisy(n, random);
        double[] after = noisy(n, random);
        double half = new BlockSpread(-1, 0).half(blocks(before), race).orElseThrow();
        held += Math.abs(Math.log(mean(after) / mean(before))) <= half ? 1 : 0;
      }
      double coverage = 100.0 * held / races;
      assertTrue(coverage >= 85 && coverage <= 95, n + " blocks: " + coverage + " %");
    }
  }

  private static double[] noisy(int n, SplittableRandom random) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = Math.exp(0.05 * random.nextGaussian());
    }
    return values;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  @Test
  void moreThanCanBeDoneHasNoResponse() {
    Prediction prediction = knee(1, 1).predict(POOL, new Load.Open(2500, true));
    assertEquals(1756, prediction.throughput().orElseThrow(), 20);
    assertTrue(prediction.responseP50().isEmpty() && prediction.responseP99().isEmpty());
    assertTrue(prediction.reason().contains("more tasks come"));
  }

  @Test
  void thereAndBackIsWhereItBegan() {
    Demands work = Plays.one(1, EXPONENTIAL, 9, EXPONENTIAL);
    double there =
        predictor(observed(work, POOL, blocks(1, 1)), COSTS)
            .predict(VIRTUAL, TWENTY)
            .throughput()
            .orElseThrow();
    // Under virtual threads the same tasks have parks for switches, which cost as much here.
    Predictor back = predictor(observed(work, VIRTUAL, blocks(1, 1)), COSTS).control(there);
    assertEquals(0, back.controlError().orElseThrow(), 0.01);
    assertEquals(1756, back.predict(POOL, TWENTY).throughput().orElseThrow(), 25);
  }
}
