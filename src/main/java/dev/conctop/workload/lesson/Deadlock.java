package dev.conctop.workload.lesson;

import dev.conctop.catalog.parameter.Parameters;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.TaskFailure;
import dev.conctop.workload.task.Workload;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes two locks, every other task in the opposite order. A watcher finds the deadlock, names it
 * and breaks it after a while: one of the two tasks fails with its description. On an event loop
 * nothing comes in between the two locks, and no deadlock is possible.
 */
public final class Deadlock implements Workload {
  private final AtomicLong tasks = new AtomicLong();
  private final NamedLock[] locks = {new NamedLock("lock-1"), new NamedLock("lock-2")};
  private Optional<DeadlockWatch> watch = Optional.empty();
  private Callable<Boolean> pause = () -> true;
  private boolean ordered;

  @Override
  public void open(Surroundings surroundings) {
    Parameters parameters = surroundings.parameters();
    ordered = parameters.flag("ordered");
    Duration hold = Duration.ofNanos(parameters.number("hold"));
    pause =
        () -> {
          Thread.sleep(hold);
          return true;
        };
    DeadlockWatch started = new DeadlockWatch(parameters.number("timeout"));
    watch = Optional.of(started);
    surroundings.gauge("deadlocks", started::found);
    started.start();
  }

  @Override
  public void run(TaskContext task) throws Exception {
    int first = ordered ? 0 : (int) (tasks.getAndIncrement() % 2);
    DeadlockWatch watcher = watch.orElseThrow();
    take(task, locks[first]);
    try {
      DeadlockWatch.Holder me = watcher.holds(first);
      try {
        task.await(TaskWait.TIMER, pause);
        takeSecond(task, me, locks[1 - first]);
        locks[1 - first].unlock();
      } finally {
        watcher.released(first);
      }
    } finally {
      locks[first].unlock();
    }
  }

  private static void takeSecond(TaskContext task, DeadlockWatch.Holder me, NamedLock lock)
      throws Exception {
    me.wantsOther();
    try {
      take(task, lock);
    } catch (InterruptedException e) {
      String deadlock = me.deadlock();
      throw deadlock.isEmpty() ? e : new TaskFailure(deadlock);
    }
    me.hasBoth();
  }

  private static void take(TaskContext task, NamedLock lock) throws Exception {
    if (!lock.tryLock()) {
      lock.take(task);
    }
  }

  @Override
  public void rest() {
    watch.ifPresent(DeadlockWatch::rest);
  }

  @Override
  public void go() {
    watch.ifPresent(DeadlockWatch::go);
  }

  @Override
  public void close() {
    watch.ifPresent(DeadlockWatch::close);
  }
}
