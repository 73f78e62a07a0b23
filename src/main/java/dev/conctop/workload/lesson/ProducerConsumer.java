package dev.conctop.workload.lesson;

import dev.conctop.catalog.parameter.Parameters;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.cpu.CpuWork;
import dev.conctop.workload.task.LoopTask;
import dev.conctop.workload.task.OffLoop;
import dev.conctop.workload.task.Sink;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Makes one thing and puts it into a bounded queue that other threads empty. */
public final class ProducerConsumer implements Workload {
  private final AtomicLong made = new AtomicLong();
  private final AtomicLong consumed = new AtomicLong();
  private final Sink sink = new Sink();
  private final List<Thread> consumers = new ArrayList<>();

  /** Tasks of event loops that found the queue full, each to be resumed by a consumer. */
  private final ConcurrentLinkedQueue<LoopTask> waiting = new ConcurrentLinkedQueue<>();

  private BlockingQueue<Long> queue = new ArrayBlockingQueue<>(1);
  private final Callable<Boolean> put =
      () -> {
        queue.put(made.incrementAndGet());
        return true;
      };
  private long steps;
  private long consumeNanos;
  private volatile boolean closed;

  @Override
  public void open(Surroundings surroundings) {
    Parameters parameters = surroundings.parameters();
    queue = new ArrayBlockingQueue<>((int) parameters.number("capacity"));
    long produce = parameters.number("produce");
    steps = produce == 0 ? 0 : CpuWork.calibrate().stepsFor(produce);
    consumeNanos = parameters.number("consume");
    surroundings.gauge("queue_depth", queue::size);
    for (int i = 1; i <= parameters.number("consumers"); i++) {
      consumers.add(Thread.ofPlatform().daemon().name("consumer-" + i).start(this::consume));
    }
  }

  private void consume() {
    try {
      while (!closed) {
        queue.take();
        consumed.incrementAndGet();
        letIn();
        pause();
      }
    } catch (InterruptedException e) {
      // The run ends; so does the consumer.
    }
  }

  private void pause() {
    long end = System.nanoTime() + consumeNanos;
    for (long left = consumeNanos; left > 0 && !closed; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  @Override
  public void run(TaskContext task) throws Exception {
    sink.accept(CpuWork.run(task, steps));
    if (!queue.offer(made.get())) {
      task.wants("room in the queue", "");
      task.await(TaskWait.LOCK, put);
    } else {
      made.incrementAndGet();
    }
  }

  @Override
  public void runOnLoop(LoopTask task) {
    sink.accept(CpuWork.run(task, steps));
    if (waiting.isEmpty() && queue.offer(made.get())) {
      made.incrementAndGet();
      task.done();
      return;
    }
    task.wants("room in the queue", "");
    task.waiting(TaskWait.LOCK);
    waiting.add(task);
    // A consumer may have looked before the task was there to be seen.
    letIn();
  }

  /** Gives room in the queue to those that wait for it on a loop. */
  private synchronized void letIn() {
    while (!waiting.isEmpty() && queue.offer(made.get())) {
      made.incrementAndGet();
      LoopTask next = waiting.remove();
      OffLoop.onLoop(next, next::done);
    }
  }

  /** Things that were put into the queue. */
  public long made() {
    return made.get();
  }

  /** Things that were taken out of it. */
  public long consumed() {
    return consumed.get();
  }

  @Override
  public void close() {
    closed = true;
    consumers.forEach(Thread::interrupt);
  }
}
