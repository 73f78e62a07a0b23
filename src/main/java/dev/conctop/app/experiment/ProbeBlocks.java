package dev.conctop.app.experiment;

import dev.conctop.app.settings.Settings;
import dev.conctop.catalog.RunSpec;
import dev.conctop.experiment.BlockFigures;
import dev.conctop.report.compare.BlockReader;
import dev.conctop.sample.Fact;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.source.Source;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Arms that work for a block when they are asked to, one after the other, as a script has it. */
final class ProbeBlocks {
  /** Somebody wants it to end with what is known. */
  static final class Stopped extends Exception {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("it was interrupted", null, false, false);
    }
  }

  private sealed interface Mail {
    record Told(Fact fact) implements Mail {}

    record Stop() implements Mail {}
  }

  private final BlockingQueue<Mail> inbox = new LinkedBlockingQueue<>();
  private final List<RunSpec> arms;
  private final Update update;
  private final Set<Integer> resting = new HashSet<>();
  private final Map<Integer, String> dead = new HashMap<>();
  private final Map<String, Long> errors = new HashMap<>();
  private State state;

  ProbeBlocks(List<RunSpec> arms, Settings settings, int cores) {
    this.arms = List.copyOf(arms);
    update = new Update(settings.keys(), cores);
    state =
        State.initial(
            Ui.initial(Page.OVERVIEW, settings.intervalNanos()),
            Optional.of(arms.getFirst()),
            System.nanoTime());
  }

  /** Something was told. May be called by any thread. */
  void tell(Fact fact) {
    inbox.add(new Mail.Told(fact));
  }

  /** The block under way, and all that would follow, end. May be called by any thread. */
  void stop() {
    inbox.add(new Mail.Stop());
  }

  /** Why an arm is out; empty while it is in. */
  Optional<String> dead(int arm) {
    return Optional.ofNullable(dead.get(arm));
  }

  /** The most frequent cause of failure, if a task failed. */
  Optional<String> error() {
    return errors.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  /** Starts them all; returns when each of them rests or is out. */
  void start(Source live) throws Stopped, InterruptedException {
    live.arms(arms);
    for (int arm = 0; arm < arms.size(); arm++) {
      while (!resting.contains(arm) && !dead.containsKey(arm)) {
        take();
      }
    }
  }

  /**
   * Has an arm work.
   *
   * @param nanos how long it counts
   * @return what it did; empty when it is out
   */
  Optional<BlockFigures> run(Source live, int arm, long settleNanos, long nanos)
      throws Stopped, InterruptedException {
    if (dead.containsKey(arm)) {
      return Optional.empty();
    }
    resting.remove(arm);
    live.go(arm, settleNanos, nanos);
    Optional<BlockFigures> figures = Optional.empty();
    while (!resting.contains(arm) && !dead.containsKey(arm)) {
      Optional<BlockFigures> read = take();
      figures = read.isPresent() ? read : figures;
    }
    return figures;
  }

  private Optional<BlockFigures> take() throws Stopped, InterruptedException {
    return switch (inbox.take()) {
      case Mail.Stop _ -> throw new Stopped();
      case Mail.Told(Fact fact) -> told(fact);
    };
  }

  private Optional<BlockFigures> told(Fact fact) {
    switch (fact) {
      case SubjectEvent.BlockBegins begins ->
          state = state.blockBegins(arms.get(begins.arm()), begins);
      case SubjectEvent.BlockEnded ended -> {
        state = state.blockEnded(ended);
        ended.errors().forEach((cause, times) -> errors.merge(cause, times, Long::sum));
        return Optional.of(BlockReader.of(state, ended));
      }
      case SubjectEvent.Rests rests -> resting.add(rests.arm());
      case SubjectEvent.ArmDied died ->
          dead.put(
              died.arm(),
              died.lastWords().isEmpty()
                  ? died.what()
                  : died.what() + ": " + died.lastWords().getLast());
      default -> state = update.apply(state, new Msg.Observed(fact)).state();
    }
    return Optional.empty();
  }
}
