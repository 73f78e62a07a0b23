package dev.conctop.app.headless;

import dev.conctop.app.fleet.HostRun;
import dev.conctop.app.loop.EventLoop;
import dev.conctop.app.loop.Machine;
import dev.conctop.app.recording.Tape;
import dev.conctop.app.recording.deck.Runs;
import dev.conctop.app.settings.Settings;
import dev.conctop.catalog.RunSpec;
import dev.conctop.probe.Probes;
import dev.conctop.record.fact.Watched;
import dev.conctop.report.assertion.Assertion;
import dev.conctop.report.assertion.Outcome;
import dev.conctop.report.run.RunFailure;
import dev.conctop.report.run.RunFound;
import dev.conctop.source.LiveSource;
import dev.conctop.state.State;
import dev.conctop.state.seen.Stage;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** A run without a screen: the same loop, a report at the end. */
public final class Headless {
  private static final long WAIT_NANOS = 200_000_000L;

  /** The exit code of what cannot be run here, as of a wrong command line. */
  public static final int REFUSED = 2;

  private static final int BROKEN = 3;

  private final PrintStream out;
  private final PrintStream err;
  private final boolean showProgress;
  private final Tape tape;
  private final List<Assertion> assertions;

  /**
   * @param out where the report goes
   * @param err where messages go
   * @param showProgress whether err is a terminal, on which one line of progress is kept up to date
   * @param tape takes what is seen
   * @param assertions what must hold at the end
   */
  public Headless(
      PrintStream out,
      PrintStream err,
      boolean showProgress,
      Tape tape,
      List<Assertion> assertions) {
    this.tape = tape;
    this.assertions = List.copyOf(assertions);
    this.out = out;
    this.err = err;
    this.showProgress = showProgress;
  }

  /**
   * Runs to the end and prints the report.
   *
   * @return the exit code: 0, or 1 when the subject died or none of its tasks succeeded, or 2 when
   *     it cannot run what was asked for, or 3 when an assertion was broken
   */
  public int run(
      RunSpec spec,
      Settings settings,
      Probes probes,
      BiFunction<State, List<Outcome>, String> report) {
    State initial =
        State.initial(
            Ui.initial(Page.OVERVIEW, settings.intervalNanos()),
            Optional.of(spec),
            System.nanoTime());
    Update update = new Update(settings.keys(), Runtime.getRuntime().availableProcessors());
    EventLoop loop = new EventLoop(initial, update, msg -> msg, effect -> {}, tape);
    tape.begins(new Watched.Run(Runs.request(spec)));
    Machine.tell(tape);
    try (LiveSource source =
        LiveSource.start(
            new LookByLook(loop::post), probes, settings.intervalNanos(), settings.causes())) {
      source.run(spec);
      Progress progress = new Progress(err, showProgress);
      while (!over(loop.state().stage())) {
        loop.turn(WAIT_NANOS);
        progress.show(loop.state());
      }
      progress.clear();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
    return finish(loop.state(), report);
  }

  /**
   * The same of a run on another machine.
   *
   * @return the exit code, as above; 1 when it was lost on the way
   */
  public int elsewhere(Elsewhere run, BiFunction<State, List<Outcome>, String> report) {
    Progress progress = new Progress(err, showProgress);
    HostRun.Ended ended;
    try {
      ended = run.toItsEnd(progress::show);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
    progress.clear();
    if (ended.lost().isPresent()) {
      err.println("conctop: " + ended.lost().get());
      return 1;
    }
    return finish(ended.state(), report);
  }

  /** A run on another machine. */
  @FunctionalInterface
  public interface Elsewhere {
    /**
     * Runs it.
     *
     * @param along told what is known, again and again
     */
    HostRun.Ended toItsEnd(Consumer<State> along) throws InterruptedException;
  }

  private static boolean over(Stage stage) {
    return stage instanceof Stage.Finished || stage instanceof Stage.Died;
  }

  private int finish(State state, BiFunction<State, List<Outcome>, String> report) {
    if (state.stage() instanceof Stage.Died died) {
      printDeath(err, died);
      return died.refused() ? REFUSED : 1;
    }
    List<Outcome> outcomes = RunFound.check(assertions, state);
    out.print(report.apply(state, outcomes));
    out.flush();
    List<String> broken = Outcome.broken(outcomes);
    broken.forEach(line -> err.println("conctop: " + line));
    if (failure(err, state)) {
      return 1;
    }
    return broken.isEmpty() ? 0 : BROKEN;
  }

  /** Says why nothing worked, if nothing did. */
  public static boolean failure(PrintStream err, State state) {
    Optional<String> failure = RunFailure.of(state);
    failure.ifPresent(why -> err.println("conctop: " + why));
    return failure.isPresent();
  }

  /** Says how a subject ended and what it said last. */
  public static void printDeath(PrintStream err, Stage.Died died) {
    err.println("conctop: " + died.what());
    died.lastWords().forEach(line -> err.println("  " + line));
  }
}
