package dev.conctop.workload;

import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.task.LoopTask;
import dev.conctop.workload.task.TaskFailure;
import dev.conctop.workload.task.Workload;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One real event loop that runs tasks of a workload and holds them to the order of their calls. */
public final class FakeLoop implements AutoCloseable {
  private static final long HANG_SECONDS = 60;

  /** How the tasks of one round ended. */
  public record Outcome(int done, Map<String, Integer> failures, int mostWaiting, int roundTrips) {}

  private final MultiThreadIoEventLoopGroup group;
  private final EventLoop loop;
  private final Map<String, Integer> failures = new TreeMap<>();
  private CompletableFuture<Outcome> finished = new CompletableFuture<>();
  private int started;
  private int asked;
  private int done;
  private int failed;
  private int waiting;
  private int mostWaiting;
  private int roundTrips;

  public FakeLoop() {
    this(NioIoHandler.newFactory());
  }

  public FakeLoop(IoHandlerFactory handlers) {
    group = new MultiThreadIoEventLoopGroup(1, handlers);
    loop = group.next();
  }

  /** Tasks that wait now; call it on the loop. */
  public int waitingNow() {
    return waiting;
  }

  public EventLoop loop() {
    return loop;
  }

  /** Runs tasks, as many at once as said, and waits for the last. */
  public Outcome run(Workload workload, int tasks, int inFlight) throws Exception {
    return begin(workload, tasks, inFlight).get(HANG_SECONDS, TimeUnit.SECONDS);
  }

  /** Begins to run tasks. */
  public CompletableFuture<Outcome> begin(Workload workload, int tasks, int inFlight) {
    CompletableFuture<Outcome> round = new CompletableFuture<>();
    loop.execute(
        () -> {
          finished = round;
          failures.clear();
          started = done = failed = waiting = mostWaiting = roundTrips = 0;
          asked = tasks;
          for (int i = 0; i < Math.min(tasks, inFlight); i++) {
            next(workload);
          }
        });
    return round;
  }

  private void next(Workload workload) {
    if (finished.isDone()) {
      return;
    }
    if (started < asked) {
      started++;
      workload.runOnLoop(new Task(workload));
    }
    if (done + failed == asked) {
      finished.complete(new Outcome(done, Map.copyOf(failures), mostWaiting, roundTrips));
    }
  }

  private final class Task implements LoopTask {
    private final Workload workload;
    private final CompletableFuture<Outcome> round = finished;
    private boolean waits;
    private boolean ended;

    Task(Workload workload) {
      this.workload = workload;
    }

    @Override
    public EventLoop loop() {
      return loop;
    }

    @Override
    public void waiting(TaskWait cause) {
      check(!waits && !ended && loop.inEventLoop(), "waiting");
      waits = true;
      mostWaiting = Math.max(mostWaiting, ++waiting);
    }

    @Override
    public void resumed() {
      check(waits && !ended && loop.inEventLoop(), "resumed");
      waits = false;
      waiting--;
    }

    @Override
    public void done() {
      end("done");
      done++;
      loop.execute(() -> nextOf(round));
    }

    @Override
    public void failed(Throwable cause) {
      end("failed");
      failed++;
      failures.merge(TaskFailure.describe(cause), 1, Integer::sum);
      loop.execute(() -> nextOf(round));
    }

    /** The last tasks of a round end together: what they would start next is no part of another. */
    private void nextOf(CompletableFuture<Outcome> ofRound) {
      if (ofRound == finished) {
        next(workload);
      }
    }

    private void end(String call) {
      check(!waits && !ended && loop.inEventLoop(), call);
      ended = true;
    }

    private void check(boolean holds, String call) {
      if (!holds) {
        AssertionError error = new AssertionError(call + " out of order");
        finished.completeExceptionally(error);
        throw error;
      }
    }

    @Override
    public void checkpoint() {}

    @Override
    public <T> T await(TaskWait cause, Callable<T> call) throws Exception {
      return call.call();
    }

    @Override
    public void record(Series series, long nanos) {
      roundTrips++;
    }
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
