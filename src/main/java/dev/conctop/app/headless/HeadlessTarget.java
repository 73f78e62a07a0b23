package dev.conctop.app.headless;

import dev.conctop.app.loop.EventLoop;
import dev.conctop.app.loop.Machine;
import dev.conctop.app.loop.Watch;
import dev.conctop.app.recording.Tape;
import dev.conctop.app.settings.Depths;
import dev.conctop.app.settings.Settings;
import dev.conctop.app.target.Zombies;
import dev.conctop.probe.Probes;
import dev.conctop.probe.Reach;
import dev.conctop.record.fact.Watched;
import dev.conctop.report.assertion.Assertion;
import dev.conctop.report.assertion.Outcome;
import dev.conctop.report.diagnose.Diagnosed;
import dev.conctop.report.diagnose.ProcessFound;
import dev.conctop.sample.Fact;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Pid;
import dev.conctop.source.LiveSource;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.past.total.ThreadTotals;
import dev.conctop.state.seen.Stage;
import dev.conctop.state.seen.Target;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Watches a process for a while without a screen: the same loop, a report at the end. */
public final class HeadlessTarget {
  private static final long WAIT_NANOS = 50_000_000L;

  /** How much longer a JVM is waited for that is counting its virtual threads. */
  private static final long COUNTS_NANOS = 10_000_000_000L;

  private static final int BROKEN = 3;
  private static final int VANISHED = 4;

  private final PrintStream out;
  private final PrintStream err;
  private final Tape tape;

  /**
   * @param out where the report goes
   * @param err where messages go
   * @param tape takes what is seen
   */
  public HeadlessTarget(PrintStream out, PrintStream err, Tape tape) {
    this.tape = tape;
    this.out = out;
    this.err = err;
  }

  /**
   * Watches to the end and prints the report.
   *
   * @param nanos how long to watch
   * @return the exit code: 0; 3 when an assertion was broken; 4 when the process ended before
   */
  public int run(
      Watch.Process watch,
      long nanos,
      List<Assertion> assertions,
      Settings settings,
      Probes probes,
      BiFunction<Diagnosed, List<Outcome>, String> report) {
    Optional<String> zombie = Zombies.words(watch.target().pid());
    if (zombie.isPresent()) {
      err.println("conctop: " + zombie.get());
      return VANISHED;
    }
    ThreadTotals threads = new ThreadTotals();
    State state;
    try {
      state = observe(watch, nanos, settings, probes, threads);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
    Diagnosed found = Diagnosed.of(state, threads);
    List<Outcome> results = ProcessFound.check(assertions, found);
    out.print(report.apply(found, results));
    out.flush();
    return exitCode(found, results);
  }

  private State observe(
      Watch.Process watch, long nanos, Settings settings, Probes probes, ThreadTotals threads)
      throws InterruptedException {
    State initial =
        State.attached(
            Ui.initial(Page.OVERVIEW, settings.intervalNanos()), watch.target(), System.nanoTime());
    Update update = new Update(settings.keys(), Runtime.getRuntime().availableProcessors());
    EventLoop loop = new EventLoop(initial, update, msg -> msg, effect -> {}, tape);
    Target target = watch.target();
    tape.begins(new Watched.Process(target.pid(), target.name(), watch.reach() == Reach.TREE));
    Machine.tell(tape);
    try (LiveSource source =
        LiveSource.start(
            fact -> take(loop, threads, fact),
            probes,
            settings.intervalNanos(),
            settings.causes(),
            Depths.of(settings))) {
      source.attach(watch.target().pid(), watch.reach());
      source.countVirtualThreads();
      while (!over(loop.state(), nanos)) {
        loop.turn(WAIT_NANOS);
      }
    }
    return loop.state();
  }

  /** Facts come one at a time, under the source's lock. */
  private static void take(EventLoop loop, ThreadTotals threads, Fact fact) {
    if (fact instanceof ThreadsSample sample) {
      threads.add(sample);
    }
    loop.post(new Msg.Observed(fact));
  }

  private static boolean over(State state, long nanos) {
    long wall = state.observed().hostTotals().map(HostTotals::wallNanos).orElse(0L);
    boolean counting =
        state.observed().jvms().all().stream().anyMatch(jvm -> jvm.newest().groups().isUnderWay());
    return state.stage() instanceof Stage.Died
        || wall >= nanos + COUNTS_NANOS
        || wall >= nanos && !counting;
  }

  private int exitCode(Diagnosed found, List<Outcome> results) {
    List<String> broken = Outcome.broken(results);
    broken.forEach(line -> err.println("conctop: " + line));
    if (found.ended()) {
      Pid pid = found.target().pid();
      err.println("conctop: " + Zombies.words(pid).orElse("process " + pid + " has ended"));
      return VANISHED;
    }
    return broken.isEmpty() ? 0 : BROKEN;
  }
}
