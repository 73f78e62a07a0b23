package dev.conctop.view;

import dev.conctop.experiment.sweep.MadeUpSweep;
import dev.conctop.experiment.sweep.SweepPlan;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.Step;
import dev.conctop.state.effect.Effect;
import dev.conctop.state.keys.Key;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.seen.Curve;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;

/** Sweeps as they are seen on the screen; their blocks are made up. */
public final class SweepScenes {
  private static final SubjectEvent.Hello HELLO =
      new SubjectEvent.Hello(new Pid(4242), "OpenJDK", "25.0.3", false);
  private static final long SECOND = 1_000_000_000L;

  private SweepScenes() {}

  static void put(Map<String, Supplier<Screens.Screen>> all) {
    all.put("sweep-begins", () -> screen(waiting("").state));
    all.put("sweep", () -> screen(waiting("").blocks(20).state));
    all.put("sweep-over", () -> screen(waiting("p99<100ms").blocks(1000).press("jjj").state));
    all.put("sweep-stopped", () -> screen(waiting("").blocks(9).stopped().state));
    all.put("sweep-declines", () -> screen(declining().blocks(1000).state));
  }

  private static Screens.Screen screen(State state) {
    State shown = state.shown();
    return new Screens.Screen(shown, dev.conctop.diagnosis.Diagnosis.live(shown));
  }

  /** 32 in flight that wait for 50 ms: more than 32 workers are of no use. */
  public static Game waiting(String slo) {
    return new Game("workers=1..64", slo, w -> Math.min(w, 32) / 0.0506);
  }

  /** Each more gets into the others' way. */
  static Game declining() {
    return new Game("workers=1..64", "", w -> 20 * w / (1 + 0.02 * (w - 1) + 0.002 * w * (w - 1)));
  }

  /** A course of events. */
  public static final class Game {
    private final Update update = new Update(KeyBindings.defaults(), 2);
    private final SplittableRandom random = new SplittableRandom(7);
    private final DoubleUnaryOperator perSecond;
    public State state;
    private Optional<Effect.Go> next = Optional.empty();
    private Optional<SubjectEvent.BlockEnded> read = Optional.empty();

    Game(String over, String slo, DoubleUnaryOperator perSecond) {
      this.perSecond = perSecond;
      Curve curve = Curve.of(MadeUpSweep.plan(over, SweepPlan.NO_END, slo), Scenes.START);
      state =
          State.initial(
                  Ui.initial(Page.OVERVIEW, Scenes.TICK), Optional.of(curve.run()), Scenes.START)
              .withCurve(curve);
      see(new SubjectEvent.ArmsBegin());
      apply(new Msg.KeyPressed(Key.of('5')));
      see(new SubjectEvent.Rests(0));
    }

    private void apply(Msg msg) {
      Step step = update.apply(state, msg);
      state = step.state();
      for (Effect effect : step.effects()) {
        switch (effect) {
          case Effect.Go go -> next = Optional.of(go);
          case Effect.ReadBlock block -> read = Optional.of(block.ended());
          default -> {
            // Of no interest here.
          }
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

    Game stopped() {
      apply(new Msg.StopContest("it was interrupted"));
      return this;
    }

    /** The next blocks, as many as there are. */
    public Game blocks(int most) {
      for (int i = 0; i < most && next.isPresent(); i++) {
        next = Optional.empty();
        block();
      }
      return this;
    }

    private void block() {
      Curve curve = state.curve().orElseThrow();
      see(new SubjectEvent.BlockBegins(0, HELLO));
      double noise = 1 + 0.006 * random.nextGaussian();
      double throughput = perSecond.applyAsDouble(curve.value()) * noise;
      double response = 32e9 / throughput;
      TaskCounts tasks = MadeUpSweep.counts(Math.round(3 * throughput), 0, response);
      long wall = Math.round(tasks.completed() / throughput * SECOND);
      see(new SubjectEvent.BlockEnded(0, wall, tasks, Map.of(), Figure.na("not read")));
      read.ifPresent(
          _ ->
              apply(
                  new Msg.BlockMeasured(
                      MadeUpSweep.figures(0, tasks, throughput, response, "io-waiting network"))));
      see(new SubjectEvent.Rests(0));
    }
  }
}
