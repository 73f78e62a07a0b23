package dev.conctop.app.experiment.whatif.bench;

import dev.conctop.app.experiment.ProgressLine;
import dev.conctop.app.settings.Settings;
import dev.conctop.catalog.RunSpec;
import dev.conctop.experiment.Race;
import dev.conctop.probe.Probes;
import dev.conctop.report.compare.BlockReader;
import dev.conctop.report.whatif.MeasureReader;
import dev.conctop.sample.Fact;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.source.LiveSource;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.seen.Stage;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** Where subjects work block by block, one set of them after the other, without a screen. */
public final class Bench implements AutoCloseable {
  private static final String INTERRUPTED = "it was interrupted";

  /** What the loop takes: a fact, or the word that it is to end. */
  private sealed interface Mail {
    record Told(Fact fact) implements Mail {}

    record Stop() implements Mail {}
  }

  private final BlockingQueue<Mail> inbox;
  private final LiveSource live;
  private final ProgressLine line;
  private final Update update;
  private State state;
  private boolean begun;
  private boolean stopped;

  private Bench(
      BlockingQueue<Mail> inbox, LiveSource live, ProgressLine line, Update update, State state) {
    this.inbox = inbox;
    this.live = live;
    this.line = line;
    this.update = update;
    this.state = state;
  }

  /** One on which nobody works yet. */
  public static Bench open(RunSpec first, Settings settings, Probes probes, ProgressLine line) {
    BlockingQueue<Mail> inbox = new LinkedBlockingQueue<>();
    LiveSource live =
        LiveSource.start(
            fact -> inbox.add(new Mail.Told(fact)),
            probes,
            settings.intervalNanos(),
            settings.causes());
    Update update = new Update(settings.keys(), Runtime.getRuntime().availableProcessors());
    State state =
        State.initial(
            Ui.initial(Page.OVERVIEW, settings.intervalNanos()),
            Optional.of(first),
            System.nanoTime());
    return new Bench(inbox, live, line, update, state);
  }

  /** Whatever is under way ends, and all that would come; by any thread. */
  public void stop() {
    inbox.add(new Mail.Stop());
  }

  /** Whether somebody has ended it before its end. */
  public boolean stopped() {
    return stopped;
  }

  /**
   * Starts these and has them work until the turns are over.
   *
   * @param progress what a terminal shows meanwhile
   * @return why it is over, in words
   */
  public String run(List<RunSpec> slots, Turns turns, Supplier<String> progress)
      throws InterruptedException {
    if (stopped) {
      return INTERRUPTED;
    }
    begun = false;
    live.arms(slots);
    while (true) {
      switch (turns.next(System.nanoTime())) {
        case Race.Next.Over(String why) -> {
          line.clear();
          return why;
        }
        case Race.Next.Renew renew -> {
          live.renew(renew.slot());
          continue;
        }
        case Race.Next.Go go -> live.go(go.slot(), go.settleNanos(), go.nanos());
        case Race.Next.Wait _ -> {
          // What happens next is told.
        }
      }
      switch (inbox.take()) {
        case Mail.Stop _ -> {
          stopped = true;
          turns.stop(INTERRUPTED);
        }
        case Mail.Told(Fact fact) -> told(fact, slots, turns, progress);
      }
    }
  }

  private void told(Fact fact, List<RunSpec> slots, Turns turns, Supplier<String> progress) {
    if (fact instanceof SubjectEvent.ArmsBegin) {
      begun = true;
    }
    if (!begun && fact instanceof SubjectEvent) {
      // Of those that worked before.
      return;
    }
    switch (fact) {
      case SubjectEvent.BlockBegins begins ->
          state = state.blockBegins(slots.get(begins.arm()), begins);
      case SubjectEvent.BlockEnded ended -> {
        state = state.blockEnded(ended);
        turns.measured(
            BlockReader.of(state, ended),
            MeasureReader.of(state, ended.tasks(), ended.wallNanos()));
      }
      case SubjectEvent.Rests rests -> turns.rests(rests.arm());
      case SubjectEvent.ArmDied died ->
          turns.died(
              died.arm(),
              died.lastWords().isEmpty()
                  ? died.what()
                  : died.what() + ": " + died.lastWords().getLast());
      default -> state = update.apply(state, new Msg.Observed(fact)).state();
    }
    if (fact instanceof ObserverCost || fact instanceof SubjectEvent) {
      boolean starts =
          state.stage() instanceof Stage.Starting starting && !starting.step().isEmpty();
      line.show(starts ? ((Stage.Starting) state.stage()).step() + " …" : progress.get());
    }
  }

  @Override
  public void close() {
    line.clear();
    live.close();
  }
}
