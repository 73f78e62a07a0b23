package dev.conctop.server.watched;

import dev.conctop.concurrency.thread.ThreadRegistry;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.wire.Message;
import dev.conctop.wire.MessageWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Says every 100 ms what a server's threads and loops do, while it is watched. It has no tasks: who
 * generates the load counts them.
 */
final class ServerTelemetry {
  private static final long FRAME_NANOS = 100_000_000;
  private static final int MOST_THREADS = 1_500;

  private final MessageWriter out;
  private final ThreadRegistry threads;
  private final Served served;
  private final Thread thread;
  private volatile boolean going;
  private volatile boolean again;
  private long sequence;

  private ServerTelemetry(MessageWriter out, ThreadRegistry threads, Served served) {
    this.out = out;
    this.threads = threads;
    this.served = served;
    this.thread = Thread.ofPlatform().daemon().name("telemetry").unstarted(this::send);
  }

  static ServerTelemetry start(MessageWriter out, ThreadRegistry threads, Served served) {
    ServerTelemetry telemetry = new ServerTelemetry(out, threads, served);
    telemetry.thread.start();
    return telemetry;
  }

  void go() {
    served.go();
    again = true;
    going = true;
    LockSupport.unpark(thread);
  }

  void rest() {
    going = false;
    served.rest();
  }

  private void send() {
    long next = System.nanoTime();
    while (true) {
      if (!going) {
        LockSupport.park(this);
        next = System.nanoTime();
        continue;
      }
      long now = System.nanoTime();
      if (now < next) {
        LockSupport.parkNanos(this, next - now);
        continue;
      }
      next += FRAME_NANOS * (1 + (now - next) / FRAME_NANOS);
      try {
        out.write(new Message.Frame(frame(now)));
      } catch (IOException e) {
        return; // the observer is gone; standard input says so, too
      }
    }
  }

  private TaskFrame frame(long now) {
    served.look();
    if (again) {
      // Who watches has forgotten what was said before it rested.
      again = false;
      threads.again();
      served.intervals();
    }
    return new TaskFrame(
        sequence++,
        now,
        Phase.MEASURE,
        0,
        TaskCounts.none(),
        served.intervals().stream().filter(each -> each.values().total() > 0).toList(),
        Map.of(),
        Map.of(),
        List.copyOf(threads.changed(now, MOST_THREADS)));
  }
}
