package dev.conctop.view;

import dev.conctop.catalog.RunSpec;
import dev.conctop.experiment.BlockFigures;
import dev.conctop.experiment.RacePlan;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.Step;
import dev.conctop.state.effect.Effect;
import dev.conctop.state.keys.Key;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.seen.ArmLabels;
import dev.conctop.state.seen.Contest;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** Experiments as they are seen on the screen; their blocks are made up. */
public final class CompareScenes {
  private static final SubjectEvent.Hello HELLO =
      new SubjectEvent.Hello(new Pid(4242), "OpenJDK", "25.0.3", false);

  private CompareScenes() {}

  static void put(Map<String, Supplier<Screens.Screen>> all) {
    all.put("compare-begins", () -> screen(two().state));
    all.put("compare", () -> screen(two().rounds(8).state));
    all.put("compare-few-rounds", () -> screen(two().rounds(3).state));
    all.put("compare-eight", () -> screen(eight().rounds(8).state));
    all.put("compare-foreseen", () -> screen(eight().foreseen().rounds(0).state));
    all.put("compare-foreseen-ran", () -> screen(eight().foreseen().rounds(8).state));
    all.put("compare-out", () -> screen(eight().out(2, "no Python: python3").rounds(6).state));
    all.put("compare-chosen", () -> screen(eight().rounds(8).press("jjjj").state));
    all.put("compare-over", () -> screen(two().rounds(10).state));
    all.put("compare-adding", () -> screen(two().rounds(2).press("a").state));
  }

  private static Screens.Screen screen(State state) {
    State shown = state.shown();
    return new Screens.Screen(shown, dev.conctop.diagnosis.Diagnosis.live(shown));
  }

  /** A pool beside virtual threads that do four times as much. */
  public static Game two() {
    return new Game(
        List.of(
            Scenes.run("http-get", "thread-pool", 4, 64),
            Scenes.run("http-get", "virtual-threads", 0, 64)));
  }

  /** As many as a small screen holds. */
  public static Game eight() {
    return new Game(
        List.of(
            Scenes.run("http-get", "thread-pool", 4, 64),
            Scenes.run("http-get", "virtual-threads", 0, 64),
            Scenes.run("http-get", "cpython-asyncio", 0, 64),
            Scenes.run("http-get", "event-loop", 0, 64),
            Scenes.run("http-get", "thread-per-task", 0, 64),
            Scenes.run("http-get", "gil-threads", 4, 64),
            Scenes.run("http-get", "processes", 4, 64),
            Scenes.run("http-get", "sequential", 0, 64)));
  }

  /** A course of events. */
  public static final class Game {
    private static final double[] EACH = {80, 320, 300, 318, 310, 79.5, 76, 20};
    private final Update update = new Update(KeyBindings.defaults(), 2);
    public State state;
    private Optional<Effect.Go> next = Optional.empty();

    Game(List<RunSpec> arms) {
      RacePlan plan =
          RacePlan.ofRounds(
              10,
              true,
              ArmLabels.of(arms),
              RacePlan.USUAL_WARM_NANOS,
              OptionalDouble.empty(),
              RacePlan.WITHIN,
              1);
      state =
          State.initial(
                  Ui.initial(Page.OVERVIEW, Scenes.TICK),
                  Optional.of(arms.getFirst()),
                  Scenes.START)
              .withContest(Contest.of(arms, plan));
      see(new SubjectEvent.ArmsBegin());
      apply(new Msg.KeyPressed(Key.of('5')));
    }

    private void apply(Msg msg) {
      Step step = update.apply(state, msg);
      state = step.state();
      for (Effect effect : step.effects()) {
        if (effect instanceof Effect.Go go) {
          next = Optional.of(go);
        } else if (effect instanceof Effect.Renew renew) {
          see(new SubjectEvent.Rests(renew.slot()));
        }
      }
    }

    private void see(SubjectEvent event) {
      apply(new Msg.Observed(event));
    }

    Game press(String keys) {
      keys.chars().forEach(key -> apply(new Msg.KeyPressed(Key.of((char) key))));
      return this;
    }

    public Game out(int arm, String why) {
      see(new SubjectEvent.ArmDied(arm, why, List.of()));
      return this;
    }

    /** Some of the arms are predicted, not exactly. */
    public Game foreseen() {
      List<OptionalDouble> all = new ArrayList<>();
      for (int arm = 0; arm < EACH.length; arm++) {
        boolean none = arm == 0 || arm == 2;
        all.add(none ? OptionalDouble.empty() : OptionalDouble.of(EACH[arm] * (0.85 + 0.04 * arm)));
      }
      apply(new Msg.Foreseen(state.contest().orElseThrow().arms(), all));
      return this;
    }

    /** Rounds from the beginning on, warm-up included. */
    public Game rounds(int rounds) {
      Contest contest = state.contest().orElseThrow();
      for (int slot = 0; slot < contest.slots().size(); slot++) {
        if (contest.race().dead(slot).isEmpty()) {
          see(new SubjectEvent.Rests(slot));
        }
      }
      while (!state.contest().orElseThrow().isOver()
          && state.contest().orElseThrow().race().roundsDone() < rounds
          && next.isPresent()) {
        block(next.get().slot());
      }
      return this;
    }

    private void block(int slot) {
      next = Optional.empty();
      see(new SubjectEvent.BlockBegins(slot, HELLO));
      int round = state.contest().orElseThrow().race().roundsDone();
      double ripple = 1 + 0.01 * (((round + 2) * (slot + 3) * 7) % 5 - 2);
      double throughput = EACH[slot % EACH.length] * ripple;
      if (slot == state.contest().orElseThrow().arms().size()) {
        throughput = EACH[0] * ripple;
      }
      apply(new Msg.BlockMeasured(figures(slot, throughput)));
      see(new SubjectEvent.Rests(slot));
    }

    private static BlockFigures figures(int slot, double throughput) {
      long tasks = Math.round(1.5 * throughput);
      double response = 64e9 / throughput;
      long[] nanos = new long[TaskWait.count()];
      nanos[TaskWait.NETWORK.ordinal()] = tasks * 50_000_000L;
      nanos[TaskWait.RUNNING.ordinal()] = tasks * 900_000L;
      nanos[TaskWait.READY.ordinal()] =
          Math.max(0, Math.round(tasks * response) - tasks * 50_900_000L);
      Budget workers = new Budget();
      workers.add(Part.NETWORK, 5_800_000_000L, Fidelity.EXACT);
      workers.add(Part.ON_CPU, 200_000_000L, Fidelity.EXACT);
      workers.addWall(6_000_000_000L);
      return new BlockFigures(
          slot,
          0,
          throughput,
          response,
          response * 1.2,
          response,
          new TaskCounts(tasks, tasks, 0, 0, new long[TaskWait.count()], nanos),
          workers,
          tasks * 0.0011,
          tasks * 2.4,
          (84 + 5 * slot) << 20,
          22 + slot,
          Double.NaN,
          slot == 1 ? "cpu-saturated" : "io-waiting network",
          new BlockFigures.Surroundings(0.02, 0, 2));
    }
  }
}
