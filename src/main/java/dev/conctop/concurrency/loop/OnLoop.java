package dev.conctop.concurrency.loop;

import dev.conctop.concurrency.task.Task;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.task.LoopTask;
import io.netty.channel.EventLoop;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A task on an event loop as its workload sees it. */
final class OnLoop implements LoopTask {
  private final Task task;
  private final EventLoop loop;
  private final LoopWaits waits;
  private final LoopLock lock;

  OnLoop(Task task, EventLoop loop, LoopWaits waits, LoopLock lock) {
    this.task = task;
    this.loop = loop;
    this.waits = waits;
    this.lock = lock;
  }

  @Override
  public EventLoop loop() {
    return loop;
  }

  @Override
  public void waiting(TaskWait cause) {
    leave();
    waits.begin(cause);
    task.to(cause, System.nanoTime());
    lock.release();
  }

  @Override
  public void resumed() {
    lock.hold();
    leave();
    task.to(TaskWait.RUNNING, System.nanoTime());
  }

  private void leave() {
    if (task.waits()) {
      waits.end(task.state());
    }
  }

  @Override
  public void done() {
    end(null);
  }

  @Override
  public void failed(Throwable cause) {
    end(cause);
  }

  private void end(@Nullable Throwable failure) {
    leave();
    task.end(failure, System.nanoTime());
    lock.release();
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
  public void wants(String lock, String owner) {
    task.wants(lock, owner);
  }

  @Override
  public void holds(boolean lock) {
    task.holds(lock);
  }

  @Override
  public void record(Series series, long nanos) {
    task.record(series, nanos);
  }
}
