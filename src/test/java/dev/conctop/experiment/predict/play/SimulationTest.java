package dev.conctop.experiment.predict.play;

import static dev.conctop.experiment.predict.Plays.EXPONENTIAL;
import static dev.conctop.experiment.predict.Plays.FIXED;
import static dev.conctop.experiment.predict.Plays.MS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.experiment.predict.Formulas;
import dev.conctop.experiment.predict.Plays;
import dev.conctop.experiment.predict.plan.ArmModel;
import dev.conctop.experiment.predict.plan.Limit;
import dev.conctop.experiment.predict.plan.Load;
import dev.conctop.experiment.predict.plan.MachineCosts;
import dev.conctop.experiment.predict.plan.Plan;
import dev.conctop.experiment.predict.play.Simulation.Setting;
import dev.conctop.experiment.predict.task.Demands;
import dev.conctop.experiment.predict.task.Shape;
import dev.conctop.experiment.predict.task.TaskSource;
import dev.conctop.experiment.predict.task.TaskVector;
import dev.conctop.experiment.predict.task.TaskVector.Burst;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulation by the formulas, where there are some, and by values computed elsewhere. */
class SimulationTest {
  private static final MachineCosts TWO = MachineCosts.ofCores(2);

  private static Shape shape(boolean fixed) {
    return fixed ? FIXED : EXPONENTIAL;
  }

  /** 20 tasks of 1 ms work and 9 ms wait on two cores, first come first served, in tasks/s. */
  @ParameterizedTest
  @CsvSource({
    "false, false, 1756, 1.5",
    "true, false, 1812, 1",
    "false, true, 1787, 2.5",
    "true, true, 2000, 0.1"
  })
  void theKneeIsAsComputed(boolean fixedCpu, boolean fixedWait, double expected, double percent) {
    Demands demands = Plays.one(1, shape(fixedCpu), 9, shape(fixedWait));
    ArmModel pool = new ArmModel.ThreadPool(20);
    Simulated result = Plays.play(demands, TWO, pool, new Load.Closed(20), true);
    assertEquals(expected, result.throughput(), expected * percent / 100);
  }

  /** When cores are shared the distributions do not matter, and the formula is exact. */
  @ParameterizedTest
  @CsvSource({
    "1, 2, false, false", "8, 2, true, false", "16, 2, false, true", "20, 2, true, false",
    "24, 2, false, false", "32, 2, false, true", "5, 1, true, false", "12, 1, false, false",
    "40, 4, false, false", "20, 1.4, true, false", "200, 2, false, false"
  })
  void sharedCoresAreAsTheFormulaSays(int tasks, double cores, boolean cpu, boolean wait) {
    Demands demands = Plays.one(1, shape(cpu), 9, shape(wait));
    Simulated result =
        Plays.play(demands, cores, new ArmModel.ThreadPool(tasks), new Load.Closed(tasks));
    double formula = Formulas.machineRepair(tasks, cores, MS, 9 * MS);
    assertEquals(formula, result.throughput(), 0.03 * formula);
    assertEquals(Formulas.response(tasks, formula), result.mean(), 0.03 * result.mean());
  }

  @Test
  void moreInFlightThanWorkersQueue() {
    Demands demands = Plays.one(1, EXPONENTIAL, 9, EXPONENTIAL);
    Simulated result = Plays.play(demands, 2, new ArmModel.ThreadPool(16), new Load.Closed(64));
    double formula = Formulas.machineRepair(16, 2, MS, 9 * MS);
    assertEquals(formula, result.throughput(), 0.03 * formula);
    assertEquals(48, result.waitingForWorkers(), 0.5);
    assertEquals(Limit.WORKERS, result.limit());
    assertEquals(
        Limit.NOTHING,
        Plays.play(demands, 2, new ArmModel.ThreadPool(16), new Load.Closed(8)).limit());
    assertEquals(
        Limit.CORES,
        Plays.play(demands, 2, new ArmModel.ThreadPool(64), new Load.Closed(64)).limit());
  }

  /** Times that are all the same must not be played in step, whoever is in the queue. */
  @ParameterizedTest
  @CsvSource({"20, 20", "20, 64", "20, 500"})
  void whatIsAlikeDoesNotGoInStep(int workers, int inFlight) {
    Demands demands = Plays.one(1, FIXED, 9, FIXED);
    Simulated result =
        Plays.play(demands, 2, new ArmModel.ThreadPool(workers), new Load.Closed(inFlight));
    assertEquals(2000, result.throughput(), 40);
  }

  @ParameterizedTest
  @CsvSource({"1, 600, false", "1, 600, true", "4, 2800, false"})
  void randomArrivalsWaitAsTheFormulasSay(int cores, double rate, boolean fixed) {
    Demands demands = Plays.one(1, shape(fixed), 0, FIXED);
    ArmModel model = new ArmModel.ThreadPerTask();
    Plan plan = Plan.of(model, demands, MachineCosts.ofCores(cores), model);
    Simulated result =
        Simulation.run(demands, plan, new Load.Open(rate, false), new Setting(300_000, 3, true));
    double wait =
        cores == 1
            ? Formulas.oneServerWait(rate, MS, (fixed ? 1 : 2) * MS * MS)
            : Formulas.erlangWait(cores, rate, MS);
    assertEquals(wait, result.mean() - MS, 0.05 * wait);
    assertEquals(rate, result.throughput(), 0.02 * rate);
    assertEquals(Limit.ARRIVALS, result.limit());
    assertTrue(result.isSteady());
  }

  /** Nine short tasks in ten, one eleven times as long: it pays to share. */
  @Test
  void sharingAndTakingTurnsDifferWhereTasksDiffer() {
    List<TaskVector> tasks = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      tasks.add(TaskVector.of(Burst.of(i == 0 ? 5.5 * MS : 0.5 * MS, 0)));
    }
    Demands demands = Demands.of(new TaskSource.Measured(tasks));
    ArmModel model = new ArmModel.ThreadPerTask();
    Plan plan = Plan.of(model, demands, MachineCosts.ofCores(1), model);
    Load load = new Load.Open(600, false);
    double turns = Simulation.run(demands, plan, load, new Setting(100_000, 1, true)).mean();
    double shared = Simulation.run(demands, plan, load, new Setting(100_000, 1, false)).mean();
    double wait = Formulas.oneServerWait(600, MS, (0.9 * 0.25 + 0.1 * 30.25) * MS * MS);
    assertEquals(MS + wait, turns, 0.08 * turns);
    assertEquals(MS / (1 - 0.6), shared, 0.08 * shared);
  }

  @Test
  void evenArrivalsBelowTheLimitDoNotWait() {
    Demands demands = Plays.one(1, FIXED, 0, FIXED);
    Simulated result = Plays.play(demands, 1, new ArmModel.ThreadPool(1), new Load.Open(900, true));
    assertEquals(MS, result.quantile(0.99), 1);
    assertTrue(result.isSteady());
  }

  @Test
  void moreThanCanBeDoneIsNotSteady() {
    Demands demands = Plays.one(1, EXPONENTIAL, 0, FIXED);
    Simulated result =
        Plays.play(demands, 2, new ArmModel.ThreadPool(8), new Load.Open(2400, true));
    assertEquals(2000, result.throughput(), 40);
    assertFalse(result.isSteady());
    assertEquals(Limit.CORES, result.limit());
  }

  @Test
  void quantilesAreThoseOfTheResponses() {
    Simulated result =
        Plays.play(
            Plays.one(0, FIXED, 10, EXPONENTIAL),
            2,
            new ArmModel.ThreadPool(50),
            new Load.Closed(50));
    assertEquals(10 * MS * Math.log(2), result.quantile(0.5), 0.3 * MS);
    assertEquals(10 * MS * Math.log(100), result.quantile(0.99), 2 * MS);
    assertEquals(10 * MS, result.mean(), 0.3 * MS);
  }

  @Test
  void aSeedIsAResult() {
    Demands demands = Plays.one(1, EXPONENTIAL, 9, EXPONENTIAL);
    ArmModel pool = new ArmModel.ThreadPool(20);
    Simulated one = Plays.play(demands, 2, pool, new Load.Closed(20));
    Simulated again = Plays.play(demands, 2, pool, new Load.Closed(20));
    assertArrayEquals(one.responses(), again.responses());
    Simulated other =
        Simulation.run(
            demands,
            Plan.of(pool, demands, TWO, pool),
            new Load.Closed(20),
            new Setting(Plays.TASKS, 8, false));
    assertFalse(one.throughput() == other.throughput());
  }

  @Test
  void tenThousandInFlightArePlayed() {
    Demands demands = Plays.one(0.1, EXPONENTIAL, 1000, EXPONENTIAL);
    Simulated result =
        Plays.play(demands, 2, new ArmModel.VirtualThreads(2), new Load.Closed(10_000));
    double formula = Formulas.machineRepair(10_000, 2, 0.1 * MS, 1000 * MS);
    assertEquals(formula, result.throughput(), 0.03 * formula);
  }
}
