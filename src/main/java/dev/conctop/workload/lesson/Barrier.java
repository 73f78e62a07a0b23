package dev.conctop.workload.lesson;

import dev.conctop.catalog.parameter.Parameters;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.cpu.CpuWork;
import dev.conctop.workload.task.LoopTask;
import dev.conctop.workload.task.Sink;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.TaskFailure;
import dev.conctop.workload.task.Workload;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Works a little, then waits until so many tasks have come as far. */
public final class Barrier implements Workload {
  private final Sink sink = new Sink();
  private final Callable<Boolean> meet = this::meet;
  private volatile CyclicBarrier barrier = new CyclicBarrier(1);

  /** Tasks that wait on a loop; each deque is confined to its loop. */
  private final Map<EventLoop, ArrayDeque<LoopTask>> waiting = new ConcurrentHashMap<>();

  private int parties = 1;
  private long steps;
  private long timeoutNanos;

  @Override
  public void open(Surroundings surroundings) {
    Parameters parameters = surroundings.parameters();
    int asked = (int) parameters.number("parties");
    parties = Math.min(asked, surroundings.concurrency());
    if (parties < asked) {
      surroundings.note(
          parties + " at once can run here: the barrier is for " + parties + ", not " + asked);
    }
    barrier = new CyclicBarrier(parties);
    timeoutNanos = parameters.number("timeout");
    long work = parameters.number("work");
    steps = work == 0 ? 0 : CpuWork.calibrate().stepsFor(work);
  }

  @Override
  public void run(TaskContext task) throws Exception {
    sink.accept(CpuWork.run(task, steps));
    task.wants("the other parties", "");
    task.await(TaskWait.LOCK, meet);
  }

  private boolean meet() throws InterruptedException, TaskFailure {
    CyclicBarrier present = barrier.isBroken() ? renewed() : barrier;
    try {
      present.await(timeoutNanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (BrokenBarrierException | TimeoutException e) {
      throw tooFew();
    }
  }

  /** A broken barrier is not reset: that would break it again for those who have come since. */
  private synchronized CyclicBarrier renewed() {
    if (barrier.isBroken()) {
      barrier = new CyclicBarrier(parties);
    }
    return barrier;
  }

  private TaskFailure tooFew() {
    return new TaskFailure("not " + parties + " tasks came to the barrier in time");
  }

  @Override
  public void runOnLoop(LoopTask task) {
    sink.accept(CpuWork.run(task, steps));
    ArrayDeque<LoopTask> here =
        waiting.computeIfAbsent(task.loop(), loop -> new ArrayDeque<>(parties));
    task.wants("the other parties", "");
    task.waiting(TaskWait.LOCK);
    here.add(task);
    if (here.size() < parties) {
      task.loop().schedule(() -> giveUp(here, task), timeoutNanos, TimeUnit.NANOSECONDS);
      return;
    }
    for (LoopTask met = here.poll(); met != null; met = here.poll()) {
      met.resumed();
      met.done();
    }
  }

  private void giveUp(ArrayDeque<LoopTask> here, LoopTask task) {
    if (here.remove(task)) {
      task.resumed();
      task.failed(tooFew());
    }
  }

  @Override
  public void close() {}
}
