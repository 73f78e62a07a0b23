package dev.conctop.subject;

import dev.conctop.catalog.RunSpec;
import dev.conctop.concurrency.Runner;
import dev.conctop.concurrency.task.ErrorText;
import dev.conctop.concurrency.task.Load;
import dev.conctop.concurrency.thread.Place;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.task.Phase;
import dev.conctop.wire.Message;
import dev.conctop.wire.MessageWriter;
import dev.conctop.wire.Order;
import dev.conctop.wire.RunOrder;
import dev.conctop.workload.Workloads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Takes a run through its phases: starting, warm-up, drain, measure, last. */
final class Conductor {
  private static final long LONGEST_LINGER_NANOS = 1_000_000_000L;
  private static final long FOREVER_NANOS = Long.MAX_VALUE / 2;

  private final MessageWriter out;
  private final Ending ending;
  private final Signals signals = new Signals();
  private final Turns turns = new Turns();
  private final Telemetry telemetry;
  private final AtomicBoolean lastSaid = new AtomicBoolean();

  private final List<Order.Set> early = new ArrayList<>();
  private @Nullable Runner runner;
  private Optional<Load> load = Optional.empty();

  Conductor(MessageWriter out, Ending ending) {
    this.out = out;
    this.ending = ending;
    telemetry = new Telemetry(out, () -> ending.end(0));
  }

  /** Runs to the end of the process. */
  void conduct(RunOrder order) {
    try {
      RunSpec spec = RunSpecs.of(order);
      Place place = new Place(order.httpPort(), order.queryPort(), Path.of(order.directory()));
      step("starting " + spec.workload().id() + " under " + spec.model().id());
      Runner opened =
          Runner.open(spec, () -> Workloads.create(spec.workload().id()), place, this::step);
      ending.closes(opened);
      isOpen(opened);
      if (order.rest()) {
        new Blocks(out, telemetry, opened, turns, total -> begin(opened, total)).work();
        say(Message.Outcome.STOPPED, 0, "", System.nanoTime());
        linger();
        ending.end(0);
        return;
      }
      if (spec.warmUpNanos() > 0) {
        warmUp(opened, spec.warmUpNanos());
      }
      measure(opened, spec);
    } catch (Throwable e) {
      fail(ErrorText.of(e));
    }
  }

  private void warmUp(Runner opened, long nanos) throws InterruptedException {
    Load warming = begin(opened, OptionalLong.empty());
    telemetry.enter(Phase.WARM_UP, opened, warming);
    telemetry.start();
    signals.await(warming.began() + nanos);
    warming.stop();
    telemetry.enter(Phase.DRAIN, opened, warming);
    Draining.ofWarmUp(opened, warming, signals::stopped);
  }

  private void measure(Runner opened, RunSpec spec) throws InterruptedException {
    Load measured = begin(opened, spec.tasks());
    telemetry.enter(Phase.MEASURE, opened, measured);
    opened.measuring();
    telemetry.start();
    signals.await(measured.began() + spec.durationNanos().orElse(FOREVER_NANOS));
    measured.ledger().freeze();
    long now = System.nanoTime();
    boolean all = signals.finished();
    long wall = (all ? Math.max(measured.lastCompletion(), measured.began()) : now);
    boolean done = all || !signals.stopped();
    say(done ? Message.Outcome.DONE : Message.Outcome.STOPPED, wall - measured.began(), "", now);
    measured.stop();
    linger();
    ending.end(0);
  }

  /** Gives the observer time for a last look at living threads; it ends us by our input's end. */
  private static void linger() {
    long until = System.nanoTime() + LONGEST_LINGER_NANOS;
    long left;
    while ((left = until - System.nanoTime()) > 0) {
      LockSupport.parkNanos(left);
    }
  }

  private Load begin(Runner opened, OptionalLong total) {
    synchronized (this) {
      Load begun = opened.load(total, signals::finish);
      load = Optional.of(begun);
      return begun;
    }
  }

  /** Turns the knobs that were turned before there was anything to turn. */
  private synchronized void isOpen(Runner opened) {
    runner = opened;
    early.forEach(set -> turn(opened, load, set));
    early.clear();
  }

  /** Measuring ends now. */
  void stop() {
    signals.stop();
    turns.stop();
  }

  /** A block is to begin, if the subject works in blocks. */
  void go(Order.Go go) {
    turns.go(go);
  }

  /** The block under way is to end. */
  void rest() {
    turns.rest();
  }

  /** Turns a knob; before all is open: as soon as it is. */
  synchronized void set(Order.Set set) {
    Runner opened = runner;
    if (opened == null) {
      early.add(set);
    } else {
      turn(opened, load, set);
    }
  }

  private static void turn(Runner opened, Optional<Load> present, Order.Set set) {
    switch (set.knob()) {
      case WORKERS -> opened.setWorkers((int) set.value());
      case IN_FLIGHT -> opened.setInFlight(present, (int) set.value());
      case RATE -> opened.setRate(present, set.value());
      case SWITCH_INTERVAL -> opened.setSwitchInterval((long) set.value());
    }
  }

  /** The run cannot go on: says so in one line and ends with status 1. */
  void fail(String error) {
    say(Message.Outcome.FAILED, 0, CleanText.clean(error, 300), System.nanoTime());
    ending.end(1);
  }

  private void say(Message.Outcome outcome, long wallNanos, String error, long now) {
    if (!lastSaid.compareAndSet(false, true)) {
      return;
    }
    TaskFrame frame = telemetry.last(now);
    try {
      out.write(new Message.Last(frame, outcome, wallNanos, error));
    } catch (IOException e) {
      // Nobody listens any more.
    }
  }

  private void step(String text) {
    try {
      out.write(new Message.Step(text));
    } catch (IOException e) {
      ending.end(0);
    }
  }
}
