package dev.conctop.app.headless;

import dev.conctop.app.loop.EventLoop;
import dev.conctop.app.loop.Machine;
import dev.conctop.app.loop.Watch;
import dev.conctop.app.memory.Housekeeper;
import dev.conctop.app.recording.Tape;
import dev.conctop.app.settings.Depths;
import dev.conctop.app.settings.Settings;
import dev.conctop.app.target.Zombies;
import dev.conctop.diagnosis.TableJudge;
import dev.conctop.probe.Probes;
import dev.conctop.probe.Reach;
import dev.conctop.record.fact.Watched;
import dev.conctop.source.LiveSource;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.seen.Stage;
import dev.conctop.state.seen.Target;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import java.io.PrintStream;
import java.util.Optional;
import java.util.OptionalLong;

/** Watches without a screen and without a report, for who is told by the tape. */
public final class HeadlessExport {
  private static final long WAIT_NANOS = 200_000_000L;
  private static final int VANISHED = 4;

  private final PrintStream err;
  private final Tape tape;

  /**
   * @param err where messages go
   * @param tape takes what is seen
   */
  public HeadlessExport(PrintStream err, Tape tape) {
    this.err = err;
    this.tape = tape;
  }

  /**
   * Watches until the time is over, the process has ended, or the program is told to end.
   *
   * @param watch the machine or a process
   * @param nanos how long; empty: without end
   * @return the exit code: 0, or 4 when the process has ended
   */
  public int run(
      Optional<Watch.Process> watch, OptionalLong nanos, Settings settings, Probes probes) {
    if (watch.isPresent()) {
      Optional<String> zombie = Zombies.words(watch.get().target().pid());
      if (zombie.isPresent()) {
        err.println("conctop: " + zombie.get());
        return VANISHED;
      }
    }
    long begin = System.nanoTime();
    EventLoop loop = loop(watch.map(Watch.Process::target), settings, begin);
    TableJudge tables = new TableJudge();
    tape.begins(watch.map(HeadlessExport::watched).orElseGet(Watched.Machine::new));
    Machine.tell(tape);
    try (Housekeeper _ = Housekeeper.start();
        LiveSource source =
            LiveSource.start(
                fact -> loop.post(new Msg.Observed(tables.judged(fact))),
                probes,
                settings.intervalNanos(),
                settings.causes(),
                Depths.of(settings))) {
      watch.ifPresent(process -> source.attach(process.target().pid(), process.reach()));
      while (nanos.isEmpty() || System.nanoTime() - begin < nanos.getAsLong()) {
        loop.turn(WAIT_NANOS);
        if (loop.state().stage() instanceof Stage.Died died) {
          Headless.printDeath(err, died);
          return VANISHED;
        }
      }
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private EventLoop loop(Optional<Target> target, Settings settings, long now) {
    Ui ui = Ui.initial(Page.OVERVIEW, settings.intervalNanos());
    State initial =
        target
            .map(known -> State.attached(ui, known, now))
            .orElseGet(() -> State.initial(ui, Optional.empty(), now));
    Update update = new Update(settings.keys(), Runtime.getRuntime().availableProcessors());
    return new EventLoop(initial, update, msg -> msg, effect -> {}, tape);
  }

  private static Watched watched(Watch.Process process) {
    Target target = process.target();
    return new Watched.Process(target.pid(), target.name(), process.reach() == Reach.TREE);
  }
}
