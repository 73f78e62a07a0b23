package dev.conctop.concurrency;

import dev.conctop.sample.Part;
import dev.conctop.sample.Role;
import dev.conctop.sample.Series;
import dev.conctop.sample.TaskWait;
import dev.conctop.workload.LoopTask;
import dev.conctop.workload.Workload;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.ObjDoubleConsumer;

/**
 * One thread, cooperative tasks, non-blocking sockets.
 *
 * <p>Ready tasks wait in a queue of our own, so that it can be seen, and run for about a
 * millisecond at a time. The rest is put off by a timer that is due at once: the loop looks at
 * sockets and other timers in between, which it would not do for tasks that it was simply given.
 */
final class LoopModel implements Model {
  private static final long QUANTUM_NANOS = 1_000_000;
  private static final long LAG_PROBE_NANOS = 2_000_000;

  private final ModelContext context;
  private final boolean blocking;
  private final EventLoopGroup group;
  private final EventLoop loop;
  private final OpenWorkload opened;
  private final AtomicIntegerArray waiting = new AtomicIntegerArray(TaskWait.count());

  // Of the loop alone.
  private final ArrayDeque<Task> ready = new ArrayDeque<>();
  private boolean scheduled;
  private Seat seat = Seat.NONE;

  private volatile int readyShown;

  private LoopModel(ModelContext context, OpenWorkload opened) {
    this.context = context;
    this.opened = opened;
    blocking = context.spec.parameters().flag("blocking");
    group =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("event-loop", true), NioIoHandler.newFactory());
    loop = group.next();
    loop.execute(this::begin);
  }

  static Model start(ModelContext context) throws Exception {
    int concurrency = Models.mostInFlight(context.spec);
    return new LoopModel(
        context, OpenWorkload.open(context, concurrency, BusyThreads.unlocked(context)));
  }

  private void begin() {
    ThreadClock clock = context.threads.register("event-loop", Role.LOOP);
    clock.ambiguousOtherwise(this::whatItWaitsFor);
    seat = new ThreadSeat(clock);
    probe(System.nanoTime() + LAG_PROBE_NANOS);
  }

  /** Asleep in the selector, the loop waits for what its tasks wait for. */
  private Part whatItWaitsFor() {
    if (waiting.get(TaskWait.NETWORK.ordinal()) > 0) {
      return Part.NETWORK;
    }
    return waiting.get(TaskWait.TIMER.ordinal()) > 0 ? Part.SLEEP : Part.IDLE;
  }

  /** Measures how late a timer fires, over and over. */
  private void probe(long due) {
    loop.schedule(
        () -> {
          long now = System.nanoTime();
          context.ledger().record(Series.LOOP_LAG, now - due);
          probe(System.nanoTime() + LAG_PROBE_NANOS);
        },
        due - System.nanoTime(),
        TimeUnit.NANOSECONDS);
  }

  @Override
  public void submit(Task task) {
    if (loop.inEventLoop()) {
      enqueue(task);
    } else {
      loop.execute(() -> enqueue(task));
    }
  }

  private void enqueue(Task task) {
    ready.add(task);
    if (!scheduled) {
      runLater();
    }
  }

  private void runLater() {
    scheduled = true;
    loop.schedule(this::runReady, 0, TimeUnit.NANOSECONDS);
  }

  private void runReady() {
    scheduled = false;
    long now = System.nanoTime();
    long end = now + QUANTUM_NANOS;
    // Tasks that come up meanwhile may run too: the quantum bounds them all.
    for (Task task = ready.poll(); task != null; task = ready.poll()) {
      runOne(task);
      if (System.nanoTime() - end >= 0) {
        break;
      }
    }
    readyShown = ready.size();
    if (!ready.isEmpty() && !scheduled) {
      runLater();
    }
  }

  private void runOne(Task task) {
    Workload workload = opened.workload();
    if (blocking) {
      seat.run(task, workload);
    } else if (task.begin(seat, System.nanoTime())) {
      OnLoop onLoop = new OnLoop(task);
      try {
        workload.runOnLoop(onLoop);
      } catch (Throwable e) {
        onLoop.failed(e);
      }
    }
  }

  @Override
  public void gauges(ObjDoubleConsumer<String> gauge, long now) {
    int sum = 0;
    for (int i = 0; i < waiting.length(); i++) {
      sum += waiting.get(i);
    }
    gauge.accept("loop_ready", readyShown);
    gauge.accept("loop_waiting", sum);
  }

  @Override
  public void close() {
    opened.close();
    group.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS);
  }

  /** A task as its workload sees it. */
  private final class OnLoop implements LoopTask {
    private final Task task;

    OnLoop(Task task) {
      this.task = task;
    }

    @Override
    public EventLoop loop() {
      return loop;
    }

    @Override
    public void waiting(TaskWait cause) {
      leave();
      waiting.incrementAndGet(cause.ordinal());
      task.to(cause, System.nanoTime());
    }

    @Override
    public void resumed() {
      leave();
      task.to(TaskWait.RUNNING, System.nanoTime());
    }

    private void leave() {
      if (task.waits()) {
        waiting.decrementAndGet(task.state().ordinal());
      }
    }

    @Override
    public void done() {
      leave();
      task.end(null, System.nanoTime());
    }

    @Override
    public void failed(Throwable cause) {
      leave();
      task.end(cause, System.nanoTime());
    }

    @Override
    public void checkpoint() {
      task.checkpoint();
    }

    /** Blocks the loop, as the code that calls it asks for. */
    @Override
    public <T> T await(TaskWait cause, Callable<T> call) throws Exception {
      return task.await(cause, call);
    }

    @Override
    public void record(Series series, long nanos) {
      task.record(series, nanos);
    }
  }
}
