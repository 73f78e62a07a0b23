package dev.conctop.concurrency.loop;

import dev.conctop.concurrency.context.Model;
import dev.conctop.concurrency.context.ModelContext;
import dev.conctop.concurrency.gil.GilThread;
import dev.conctop.concurrency.task.Seat;
import dev.conctop.concurrency.task.Task;
import dev.conctop.concurrency.thread.ThreadClock;
import dev.conctop.concurrency.thread.ThreadSeat;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.task.Series;
import dev.conctop.workload.net.client.Transport;
import dev.conctop.workload.task.Resting;
import dev.conctop.workload.task.Workload;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjDoubleConsumer;

/**
 * One thread, cooperative tasks, non-blocking sockets. With a pool beside it the loop hands its
 * tasks to that, and takes their results back.
 *
 * <p>Ready tasks wait in a queue of our own, so that it can be seen, and run for about a
 * millisecond at a time. The rest is put off by a timer that is due at once: the loop looks at
 * sockets and other timers in between, which it would not do for tasks that it was simply given.
 */
public final class LoopModel implements Model, Resting {
  private static final long QUANTUM_NANOS = 1_000_000;
  private static final long LAG_PROBE_NANOS = 2_000_000;

  private final ModelContext context;
  private final boolean blocking;
  private final LoopWork work;
  private final EventLoopGroup group;
  private final EventLoop loop;
  private final LoopWaits waits = new LoopWaits();

  // Of the loop alone.
  private final ArrayDeque<Task> ready = new ArrayDeque<>();
  private boolean scheduled;
  private Seat seat = Seat.NONE;
  private LoopLock lock = LoopLock.NONE;
  private boolean resting;
  private boolean probing;

  private volatile int readyShown;

  private LoopModel(ModelContext context, LoopWork work, boolean blocking, Transport transport) {
    this.context = context;
    this.work = work;
    this.blocking = blocking;
    group =
        new MultiThreadIoEventLoopGroup(
            1,
            new DefaultThreadFactory("event-loop", true),
            transport.handlers(context.place.directory()));
    loop = group.next();
    context.add(this);
    loop.execute(this::begin);
  }

  public static Model start(ModelContext context) throws Exception {
    boolean blocking = context.spec.parameters().flag("blocking");
    Transport transport = Transport.of(context.spec.parameters().text("transport"));
    return new LoopModel(context, LoopWork.onLoop(context, Optional.empty()), blocking, transport);
  }

  /** With a pool for the work that would hold the loop. */
  public static Model startOffloading(ModelContext context) throws Exception {
    return new LoopModel(context, LoopWork.offloaded(context), false, Transport.NIO);
  }

  private void begin() {
    ThreadClock clock = context.threads.register("event-loop", Role.LOOP);
    clock.ambiguousOtherwise(waits::whatFor);
    seat = new ThreadSeat(clock);
    lock =
        work.lock()
            .map(shared -> new LoopLock(new GilThread(shared, clock, context::ledger)))
            .orElse(LoopLock.NONE);
    probe(System.nanoTime() + LAG_PROBE_NANOS);
  }

  /** Measures how late a timer fires, over and over. */
  private void probe(long due) {
    probing = true;
    loop.schedule(
        () -> {
          if (resting) {
            probing = false;
            return;
          }
          lock.hold();
          long now = System.nanoTime();
          context.ledger().record(Series.LOOP_LAG, now - due);
          probe(System.nanoTime() + LAG_PROBE_NANOS);
          lock.release();
        },
        due - System.nanoTime(),
        TimeUnit.NANOSECONDS);
  }

  @Override
  public void rest() {
    loop.execute(() -> resting = true);
  }

  @Override
  public void go() {
    loop.execute(
        () -> {
          resting = false;
          if (!probing) {
            probe(System.nanoTime() + LAG_PROBE_NANOS);
          }
        });
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
    lock.beginTurn();
    long now = System.nanoTime();
    long end = now + QUANTUM_NANOS;
    // Tasks that come up meanwhile may run too: the quantum bounds them all.
    for (Task task = ready.poll(); task != null; task = ready.poll()) {
      runOne(task);
      if (System.nanoTime() - end >= 0) {
        break;
      }
    }
    lock.endTurn();
    readyShown = ready.size();
    if (!ready.isEmpty() && !scheduled) {
      runLater();
    }
  }

  private void runOne(Task task) {
    if (work.pool().isPresent()) {
      task.endsAt(this::comeBack);
      work.pool().get().submit(task);
      return;
    }
    Workload workload = work.opened().orElseThrow().workload();
    if (blocking) {
      seat.run(task, workload);
    } else if (task.begin(seat, System.nanoTime())) {
      OnLoop onLoop = new OnLoop(task, loop, waits, lock);
      try {
        workload.runOnLoop(onLoop);
      } catch (Throwable e) {
        onLoop.failed(e);
      }
    }
  }

  /** The pool has a result: the loop takes it when it comes to it. */
  private void comeBack(Runnable result) {
    loop.execute(
        () -> {
          lock.hold();
          result.run();
          lock.release();
        });
  }

  @Override
  public void setWorkers(int workers) {
    work.pool().ifPresent(pool -> pool.setWorkers(workers));
  }

  @Override
  public void setSwitchInterval(long nanos) {
    work.setSwitchInterval(nanos);
  }

  @Override
  public void interruptTasks() {
    work.pool().ifPresent(Model::interruptTasks);
  }

  @Override
  public void gauges(ObjDoubleConsumer<String> gauge, long now) {
    gauge.accept("loop_ready", readyShown);
    gauge.accept("loop_waiting", waits.sum());
    work.gauges(gauge, now);
  }

  @Override
  public void close() {
    work.close();
    group.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS);
  }
}
