package dev.conctop.subject;

import dev.conctop.concurrency.Runner;
import dev.conctop.concurrency.task.Load;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.task.Phase;
import dev.conctop.wire.Message;
import dev.conctop.wire.MessageWriter;
import dev.conctop.wire.Order;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Works for a block when it is told to, and rests between. Within a block nothing stops between
 * settling and measuring: the same tasks go on, and only what ends from then on counts.
 */
final class Blocks {
  private final MessageWriter out;
  private final Telemetry telemetry;
  private final Runner runner;
  private final Turns turns;
  private final Function<OptionalLong, Load> loads;

  /**
   * @param loads begins a load and makes it the one whose knobs are turned
   */
  Blocks(
      MessageWriter out,
      Telemetry telemetry,
      Runner runner,
      Turns turns,
      Function<OptionalLong, Load> loads) {
    this.out = out;
    this.telemetry = telemetry;
    this.runner = runner;
    this.turns = turns;
    this.loads = loads;
  }

  /** Works until it is told to stop. */
  void work() throws InterruptedException, IOException {
    rest();
    Optional<Order.Go> go = turns.awaitGo();
    while (go.isPresent()) {
      block(go.get());
      rest();
      go = turns.awaitGo();
    }
  }

  private void rest() throws IOException {
    telemetry.rest();
    runner.rest();
    out.write(new Message.Resting());
  }

  private void block(Order.Go go) throws InterruptedException, IOException {
    runner.go();
    Load load = loads.apply(OptionalLong.empty());
    if (go.settleNanos() > 0) {
      telemetry.enter(Phase.WARM_UP, runner, load);
      telemetry.start();
    }
    boolean ended = turns.endedBefore(load.began() + go.settleNanos());
    if (!ended) {
      measure(load, go.durationNanos());
    }
    load.stop();
    telemetry.rest();
    Draining.of(runner, load, turns::stopped);
  }

  private void measure(Load load, long nanos) throws InterruptedException, IOException {
    long before = telemetry.enterWithin(runner, load);
    long began = System.nanoTime();
    telemetry.start();
    runner.measuring();
    turns.endedBefore(began + nanos);
    load.ledger().freeze();
    // At once: tasks go on to end, and what ends from now on does not count.
    long after = load.lastSuccess();
    long now = System.nanoTime();
    TaskFrame frame = telemetry.endOfBlock(now);
    boolean whole = before >= load.began() && after > before && frame.tasks().completed() > 0;
    out.write(new Message.Block(frame, whole ? after - before : now - began));
  }
}
