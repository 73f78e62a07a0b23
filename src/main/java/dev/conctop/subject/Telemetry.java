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
  private volatile boolean resting;
  private volatile boolean soon;
  private long sequence;

  /** A phase and what its load had when it began, which is not its own. */
  private record Present(
      Phase phase,
      Runner runner,
      Load load,
      long began,
      TaskCounts before,
      Map<String, Long> errors) {
    static Present fresh(Phase phase, Runner runner, Load load) {
      return new Present(phase, runner, load, load.began(), TaskCounts.none(), Map.of());
    }

    static Present within(Phase phase, Runner runner, Load load, long now) {
      TaskLedger ledger = load.ledger();
      return new Present(phase, runner, load, now, ledger.counts(now), ledger.errors());
    }
  }

  /**
   * @param onGone called when nobody reads any more
   */
  Telemetry(MessageWriter out, Runnable onGone) {
    this.out = out;
    this.onGone = onGone;
  }

  /** A phase begins; what is said from now on is its own. */
  synchronized void enter(Phase phase, Runner runner, Load load) {
    present =
        phase == Phase.DRAIN
            ? Present.within(phase, runner, load, System.nanoTime())
            : Present.fresh(phase, runner, load);
    sayAtOnce();
  }

  /**
   * A load is measured from now on; what its tasks have done so far does not count.
   *
   * @return when the last of those that do not count ended, as {@link Load#lastSuccess}
   */
  synchronized long enterWithin(Runner runner, Load load) {
    TaskLedger ledger = load.ledger();
    List<LatencyInterval> unseen = ledger.intervals();
    ledger.slowest(unseen);
    ledger.samples(unseen);
    // Beside the counts, so that what ends meanwhile is in both of them or in neither.
    long before = load.lastSuccess();
    present = Present.within(Phase.MEASURE, runner, load, System.nanoTime());
    sayAtOnce();
    return before;
  }

  /** The observer begins to measure when it hears of the phase: it must not wait for a frame. */
  private void sayAtOnce() {
    resting = false;
    soon = true;
    LockSupport.unpark(thread);
  }

  /** No frame is sent until the next phase begins. */
  synchronized void rest() {
    resting = true;
  }

  /**
   * The last frame of a block; none is sent after it until the next phase begins.
   *
   * @param now when measuring ended
   */
  synchronized TaskFrame endOfBlock(long now) {
    resting = true;
    return settled(now);
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
      if (resting) {
        LockSupport.park();
        next = System.nanoTime() + FRAME_NANOS;
        continue;
      }
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
    if (!resting) {
      out.write(new Message.Frame(frame(phase, System.nanoTime())));
    }
    return true;
  }

  /**
   * The last frame; none is sent after it.
   *
   * @param now when measuring ended
   */
  synchronized TaskFrame last(long now) {
    over = true;
    return settled(now);
  }

  private TaskFrame settled(long now) {
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
        Optional.of(ledger.slowest(intervals).since(phase.began())),
        ledger.samples(intervals));
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
