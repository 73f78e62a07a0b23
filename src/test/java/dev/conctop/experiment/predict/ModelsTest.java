package dev.conctop.experiment.predict;

import static dev.conctop.experiment.predict.Plays.EXPONENTIAL;
import static dev.conctop.experiment.predict.Plays.FIXED;
import static dev.conctop.experiment.predict.Plays.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.experiment.predict.plan.ArmModel;
import dev.conctop.experiment.predict.plan.Limit;
import dev.conctop.experiment.predict.plan.Load;
import dev.conctop.experiment.predict.plan.MachineCosts;
import dev.conctop.experiment.predict.plan.MachineCosts.Cost;
import dev.conctop.experiment.predict.plan.Plan;
import dev.conctop.experiment.predict.play.Simulated;
import dev.conctop.experiment.predict.play.Simulation;
import dev.conctop.experiment.predict.task.Demands;
import dev.conctop.experiment.predict.task.TaskSource;
import dev.conctop.experiment.predict.task.TaskVector;
import dev.conctop.experiment.predict.task.TaskVector.Burst;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each model makes of tasks, and what holds for all of them. */
class ModelsTest {
  private static final MachineCosts COSTS =
      MachineCosts.ofCores(2)
          .with(Cost.PARK, 1000)
          .with(Cost.DISPATCH, 20_000)
          .with(Cost.SWITCH, 3000)
          .with(Cost.IPC_MESSAGE, 50_000)
          .with(Cost.IPC_BYTE, 1)
          .with(Cost.SPAWN, 40_000)
          .with(Cost.FREE_THREADED, 0.2)
          .with(Cost.SWITCH_INTERVAL, 5 * MS);

  private static final ArmModel POOL = new ArmModel.ThreadPool(8);

  private static List<ArmModel> models() {
    return List.of(
        new ArmModel.Sequential(),
        POOL,
        new ArmModel.ThreadPerTask(),
        new ArmModel.VirtualThreads(2),
        new ArmModel.EventLoop(),
        new ArmModel.OffloadLoop(4),
        new ArmModel.GilThreads(8),
        new ArmModel.Asyncio(),
        new ArmModel.Processes(3),
        new ArmModel.FreeThreaded(8),
        new ArmModel.Subinterpreters(8));
  }

  /** Work, work without the interpreter, work and a wait under a lock, a wait that pins. */
  private static Demands everything() {
    TaskVector means =
        TaskVector.of(
            Burst.of(0.3 * MS, 2 * MS),
            Burst.of(0.2 * MS, 0).withoutInterpreter(),
            Burst.of(0.05 * MS, 0.1 * MS).underLock(),
            Burst.of(0.1 * MS, 0.5 * MS).pinning(),
            Burst.of(0, MS));
    return Demands.of(new TaskSource.Shaped(means, EXPONENTIAL, EXPONENTIAL))
        .withMessageBytes(10_000);
  }

  private static Stream<List<Object>> allOfThem() {
    return models().stream()
        .flatMap(
            model ->
                Stream.of(
                        new Load.Closed(1),
                        new Load.Closed(12),
                        new Load.Closed(100),
                        new Load.Open(150, false))
                    .map(load -> List.of(model, load)));
  }

  /** Little's law, what goes in comes out, work done is work asked for, and no bound is broken. */
  @ParameterizedTest
  @MethodSource("allOfThem")
  void lawsHold(List<Object> arm) {
    ArmModel model = (ArmModel) arm.get(0);
    Load load = (Load) arm.get(1);
    Demands demands = everything();
    Plan plan = Plan.of(model, demands, COSTS, POOL);
    Simulated result =
        Simulation.run(demands, plan, load, new Simulation.Setting(Plays.TASKS, 5, false));
    assertTrue(result.littleGap() < 0.02, "Little: " + result.littleGap());
    if (load instanceof Load.Closed closed) {
      assertEquals(closed.inFlight(), result.inFlight(), 1e-6 * closed.inFlight());
    }
    Bounds bounds = Bounds.of(demands, plan, load);
    assertTrue(result.throughput() <= 1.03 * bounds.least(), result.throughput() + " > " + bounds);
    double busy = 2 * result.utilisation().get(Limit.CORES);
    double asked = 2 * result.throughput() / bounds.perSecond().get(Limit.CORES);
    assertEquals(asked, busy, 0.03 * asked);
    double outside = result.throughput() * demands.waitNanos() / 1e9;
    assertEquals(outside, result.outside(), 0.03 * outside);
    result
        .utilisation()
        .forEach((limit, share) -> assertTrue(share < 1 + 1e-9, limit + "" + share));
  }

  @Test
  void oneThreadDoesOneThingAtATime() {
    Simulated result =
        Plays.play(Plays.one(1, FIXED, 9, FIXED), 2, new ArmModel.Sequential(), new Load.Closed(4));
    assertEquals(100, result.throughput(), 0.1);
    assertEquals(40 * MS, result.mean(), 0.1 * MS);
    assertEquals(Limit.WORKERS, result.limit());
  }

  @Test
  void aLoopIsOneServerHoweverManyCores() {
    Demands demands = Plays.one(1, EXPONENTIAL, 9, EXPONENTIAL);
    for (ArmModel loop : List.of(new ArmModel.EventLoop(), new ArmModel.Asyncio())) {
      Simulated result = Plays.play(demands, 4, loop, new Load.Closed(12));
      double formula = Formulas.machineRepair(12, 1, MS, 9 * MS);
      assertEquals(formula, result.throughput(), 0.03 * formula);
      Simulated more = Plays.play(demands, 4, loop, new Load.Closed(100));
      assertEquals(1000, more.throughput(), 20);
      assertEquals(Limit.LOOP, more.limit());
    }
  }

  @Test
  void whatBlocksALoopBlocksAll() {
    Demands demands = Plays.alike(Burst.of(MS, 9 * MS).pinning());
    Load load = new Load.Closed(50);
    Simulated loop = Plays.play(demands, 2, new ArmModel.EventLoop(), load);
    assertEquals(100, loop.throughput(), 0.5);
    assertEquals(Limit.LOOP, loop.limit());
    Simulated carriers = Plays.play(demands, 4, new ArmModel.VirtualThreads(4), load);
    assertEquals(400, carriers.throughput(), 2);
    assertEquals(Limit.WORKERS, carriers.limit());
    Plan offload = Plan.of(new ArmModel.OffloadLoop(10), demands, COSTS, POOL);
    Simulated handed =
        Simulation.run(demands, offload, load, new Simulation.Setting(5000, 1, false));
    assertEquals(1000, handed.throughput(), 20);
    assertEquals(Limit.WORKERS, handed.limit());
  }

  @Test
  void aLoopThatOnlyDispatchesLimitsByThat() {
    Demands demands = Plays.one(0.5, EXPONENTIAL, 1, EXPONENTIAL);
    MachineCosts costs = MachineCosts.ofCores(4).with(Cost.DISPATCH, 0.5 * MS);
    Simulated result =
        Plays.play(demands, costs, new ArmModel.OffloadLoop(8), new Load.Closed(64), false);
    assertEquals(2000, result.throughput(), 20);
    assertEquals(Limit.LOOP, result.limit());
  }

  /** A virtual thread's burst runs to its end; threads of the system share. */
  @Test
  void carriersAreNotPreempted() {
    Demands demands = Plays.one(1, FIXED, 9, EXPONENTIAL);
    Load load = new Load.Closed(20);
    double virtual = Plays.play(demands, 2, new ArmModel.VirtualThreads(2), load).throughput();
    double shared = Plays.play(demands, 2, new ArmModel.ThreadPool(20), load).throughput();
    assertEquals(1812, virtual, 20);
    assertEquals(1756, shared, 20);
    double many = Plays.play(demands, 2, new ArmModel.VirtualThreads(64), load).throughput();
    assertEquals(shared, many, 20);
  }

  @Test
  void theLockIsTheLimitWithItsWaitsInIt() {
    Demands demands =
        Plays.alike(Burst.of(0.2 * MS, 2 * MS), Burst.of(0.4 * MS, 0.6 * MS).underLock());
    for (ArmModel model : List.of(POOL, new ArmModel.VirtualThreads(4))) {
      Simulated result = Plays.play(demands, 4, model, new Load.Closed(16));
      assertEquals(1000, result.throughput(), 10);
      assertEquals(Limit.LOCK, result.limit());
    }
  }

  @Test
  void workUnderTheInterpreterIsDoneOnceAtATime() {
    Load load = new Load.Closed(16);
    ArmModel threads = new ArmModel.GilThreads(16);
    Demands python = Plays.one(1, EXPONENTIAL, 4, EXPONENTIAL);
    Simulated all = Plays.play(python, COSTS, threads, load, false);
    double formula = Formulas.machineRepair(16, 1, MS, 4 * MS);
    assertEquals(formula, all.throughput(), 0.03 * formula);
    assertTrue(all.throughput() <= 1010, "" + all.throughput());
    assertEquals(Limit.INTERPRETER_LOCK, all.limit());
    Demands some = Plays.alike(Burst.of(0.2 * MS, 0), Burst.of(0.8 * MS, 0).withoutInterpreter());
    Simulated released = Plays.play(some, COSTS, threads, load, false);
    assertEquals(2000, released.throughput(), 20);
    assertEquals(Limit.CORES, released.limit());
  }

  /** Ten calls of a task beside one that only works: each comes back to a lock that is held. */
  @Test
  void whoComesBackWaitsForTheSwitchInterval() {
    Burst[] calls = new Burst[10];
    Arrays.fill(calls, Burst.of(0.01 * MS, MS));
    List<TaskVector> tasks = new ArrayList<>(List.of(TaskVector.of(Burst.of(10_000 * MS, 0))));
    tasks.addAll(Collections.nCopies(99, TaskVector.of(calls)));
    Demands demands = Demands.of(new TaskSource.Measured(tasks));
    for (double interval : new double[] {1, 5, 20}) {
      MachineCosts costs = COSTS.with(Cost.SWITCH_INTERVAL, interval * MS);
      Simulated result =
          Plays.play(demands, costs, new ArmModel.GilThreads(2), new Load.Closed(2), false);
      double added = Formulas.interpreterWait(10, 1, interval * MS, 1e4 * MS, 1e8 * MS * MS);
      double expected = 10.1 * MS + added;
      assertEquals(expected, result.quantile(0.75), 0.05 * expected);
    }
    Simulated free = Plays.play(demands, 2, new ArmModel.FreeThreaded(2), new Load.Closed(2));
    assertEquals(10.1 * MS, free.quantile(0.75), 0.01 * MS);
  }

  @Test
  void aParentSendsOneAtATime() {
    Demands demands = Plays.one(2, EXPONENTIAL, 0, FIXED).withIpcNanos(MS);
    Load load = new Load.Closed(64);
    MachineCosts eight = MachineCosts.ofCores(8);
    Simulated parent = Plays.play(demands, eight, new ArmModel.Processes(32), load, false);
    assertEquals(1000, parent.throughput(), 10);
    assertEquals(Limit.PARENT, parent.limit());
    // Measured under threads, a process has its side of the message to do as well: 2 + 1 + 1 ms.
    Plan plan = Plan.of(new ArmModel.Processes(32), demands, MachineCosts.ofCores(2), POOL);
    Simulated cores =
        Simulation.run(demands, plan, load, new Simulation.Setting(Plays.TASKS, 1, false));
    assertEquals(500, cores.throughput(), 10);
    assertEquals(Limit.CORES, cores.limit());
  }

  @Test
  void serversOutsideLimitWhatIsWaitedFor() {
    Demands demands = Plays.one(0.1, EXPONENTIAL, 10, EXPONENTIAL).withOutsideServers(4);
    Simulated result = Plays.play(demands, 2, POOL, new Load.Closed(8));
    assertEquals(400, result.throughput(), 15);
    assertEquals(Limit.OUTSIDE, result.limit());
  }

  @Test
  void withoutWaitsMoreInFlightAreWanted() {
    Simulated result = Plays.play(Plays.one(1, FIXED, 0, FIXED), 4, POOL, new Load.Closed(2));
    assertEquals(2000, result.throughput(), 1);
    assertEquals(Limit.IN_FLIGHT, result.limit());
  }
}
