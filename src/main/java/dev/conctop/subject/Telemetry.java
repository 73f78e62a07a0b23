package dev.conctop.subject;

import dev.conctop.concurrency.Runner;
import dev.conctop.concurrency.task.Load;
import dev.conctop.concurrency.task.TaskLedger;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.wire.Message;
import dev.conctop.wire.MessageWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Says every 100 ms what the tasks and threads do. One thread, on a schedule that does not drift;
 * frames that come too late to be sent are left out.
 */
final class Telemetry {
  private static final long FRAME_NANOS = 100_000_000;

  /** At about 250 bytes each they stay well below the longest line. */
  private static final int MOST_THREADS = 1_500;

  private final MessageWriter out;
  private final Runnable onGone;
  private @Nullable Present present;
  private @Nullable Thread thread;
  private boolean over;
  private volatile boolean soon;
  private long sequence;

  /** A phase and what it had when it began, which is not its own. */
  private record Present(
      Phase phase,
      Runner runner,
      Load load,
      long began,
      TaskCounts before,
      Map<String, Long> errors) {}

  /**
   * @param onGone called when nobody reads any more
   */
  Telemetry(MessageWriter out, Runnable onGone) {
    this.out = out;
    this.onGone = onGone;
  }

  /** A phase begins; what is said from now on is its own. */
  synchronized void enter(Phase phase, Runner runner, Load load) {
    boolean drains = phase == Phase.DRAIN;
    long now = drains ? System.nanoTime() : load.began();
    present =
        new Present(
            phase,
            runner,
            load,
            now,
            drains ? load.ledger().counts(now) : TaskCounts.none(),
            drains ? load.ledger().errors() : Map.of());
    // The observer begins to measure when it hears of the phase: it must not wait for a frame.
    soon = true;
    LockSupport.unpark(thread);
  }

  /** Begins to send frames; a second call changes nothing. */
  synchronized void start() {
    if (thread == null) {
      thread = Thread.ofPlatform().daemon().name("telemetry").start(this::send);
    }
  }

  private void send() {
    long next = System.nanoTime() + FRAME_NANOS;
    while (true) {
      long now = System.nanoTime();
      if (now < next && !soon) {
        LockSupport.parkNanos(next - now);
        continue;
      }
      soon = false;
      next += now < next ? 0 : FRAME_NANOS * (1 + (now - next) / FRAME_NANOS);
      try {
        if (!sendOne()) {
          return;
        }
      } catch (IOException e) {
        onGone.run();
        return;
      }
    }
  }

  private synchronized boolean sendOne() throws IOException {
    Present phase = present;
    if (over || phase == null) {
      return false;
    }
    out.write(new Message.Frame(frame(phase, System.nanoTime())));
    return true;
  }

  /**
   * The last frame; none is sent after it.
   *
   * @param now when measuring ended
   */
  synchronized TaskFrame last(long now) {
    over = true;
    Present phase = present;
    if (phase == null) {
      return new TaskFrame(
          sequence,
          now,
          Phase.STARTING,
          0,
          TaskCounts.none(),
          List.of(),
          Map.of(),
          Map.of(),
          List.of());
    }
    TaskLedger ledger = phase.load().ledger();
    ledger.freeze();
    ledger.settle(ledger.counts(now));
    return frame(phase, now);
  }

  private TaskFrame frame(Present phase, long now) {
    TaskLedger ledger = phase.load().ledger();
    TaskCounts counts = ledger.counts(now);
    List<LatencyInterval> intervals = ledger.intervals();
    return new TaskFrame(
        sequence++,
        now,
        phase.phase(),
        Math.max(0, now - phase.began()),
        since(phase.before(), counts),
        intervals,
        since(phase.errors(), ledger.errors()),
        phase.runner().gauges(phase.load(), now),
        phase.runner().threads(now, MOST_THREADS),
        Optional.of(ledger.slowest(intervals).since(phase.load().began())));
  }

  private static TaskCounts since(TaskCounts before, TaskCounts counts) {
    long[] nanos = counts.nanosIn().clone();
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = Math.max(0, nanos[i] - before.nanosIn()[i]);
    }
    return new TaskCounts(
        counts.created() - before.created(),
        counts.completed() - before.completed(),
        counts.failed() - before.failed(),
        counts.cancelled() - before.cancelled(),
        counts.nowIn(),
        nanos);
  }

  private static Map<String, Long> since(Map<String, Long> before, Map<String, Long> errors) {
    if (before.isEmpty()) {
      return errors;
    }
    Map<String, Long> more = new HashMap<>();
    errors.forEach(
        (message, count) -> {
          long added = count - before.getOrDefault(message, 0L);
          if (added > 0) {
            more.put(message, added);
          }
        });
    return more;
  }
}
