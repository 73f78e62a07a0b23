package dev.conctop.workload.lesson;

import dev.conctop.catalog.parameter.Parameters;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.cpu.CpuWork;
import dev.conctop.workload.task.LoopTask;
import dev.conctop.workload.task.Sink;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.util.concurrent.TimeUnit;

/**
 * Parties take turns at one lock, or on the event loop; the first of them, the hog, keeps it far
 * longer than the others, or gives way after each usual turn if it is told to.
 */
public final class Starvation implements Workload {
  private final Sink sink = new Sink();
  private Shares shares = new Shares(1);
  private NamedLock lock = new NamedLock("turn-lock");
  private long turnSteps;
  private long hogSteps;
  private boolean yields;

  @Override
  public void open(Surroundings surroundings) {
    Parameters parameters = surroundings.parameters();
    shares = new Shares((int) parameters.number("parties"));
    lock = new NamedLock("turn-lock", parameters.flag("fair"));
    yields = parameters.flag("yields");
    CpuWork work = CpuWork.calibrate();
    turnSteps = work.stepsFor(parameters.number("turn"));
    hogSteps = work.stepsFor(parameters.number("hog"));
    surroundings.gauge("share_min", shares::least);
    surroundings.gauge("share_max", shares::most);
    surroundings.gauge("share_fair", shares::fair);
  }

  @Override
  public void run(TaskContext task) throws Exception {
    int party = shares.enter();
    try {
      long left = stepsOf(party);
      while (left > 0) {
        long some = yields ? Math.min(left, turnSteps) : left;
        turn(task, party, some);
        left -= some;
      }
    } finally {
      shares.leave(party);
    }
  }

  private void turn(TaskContext task, int party, long steps) throws Exception {
    // Who has just let go must queue up behind the others if the lock is fair: tryLock would not.
    lock.take(task);
    try {
      work(task, party, steps);
    } finally {
      lock.unlock();
      task.holds(false);
    }
  }

  private void work(TaskContext task, int party, long steps) {
    long begin = System.nanoTime();
    try {
      sink.accept(CpuWork.run(task, steps));
    } finally {
      shares.add(party, System.nanoTime() - begin);
    }
  }

  private long stepsOf(int party) {
    return Math.max(1, party == 0 ? hogSteps : turnSteps);
  }

  @Override
  public void runOnLoop(LoopTask task) {
    int party = shares.enter();
    turnOnLoop(task, party, stepsOf(party));
  }

  private void turnOnLoop(LoopTask task, int party, long left) {
    long some = yields ? Math.min(left, turnSteps) : left;
    try {
      work(task, party, some);
    } catch (RuntimeException e) {
      shares.leave(party);
      task.failed(e);
      return;
    }
    if (left == some) {
      shares.leave(party);
      task.done();
      return;
    }
    task.loop()
        .schedule(
            () -> {
              task.resumed();
              turnOnLoop(task, party, left - some);
            },
            0,
            TimeUnit.NANOSECONDS);
    task.waiting(TaskWait.LOCK);
  }

  @Override
  public void close() {}
}
