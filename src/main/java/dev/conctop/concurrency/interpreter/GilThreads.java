package dev.conctop.concurrency.interpreter;

import dev.conctop.concurrency.context.BusyThreads;
import dev.conctop.concurrency.context.Model;
import dev.conctop.concurrency.context.ModelContext;
import dev.conctop.concurrency.context.OpenWorkload;
import dev.conctop.concurrency.gil.GilThread;
import dev.conctop.concurrency.gil.InterpreterLock;
import dev.conctop.concurrency.task.Task;
import dev.conctop.concurrency.thread.QueueWorkers;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;

/** Platform threads under one interpreter lock, which is released around every blocking call. */
public final class GilThreads implements Model {
  private final InterpreterLock lock;
  private final BusyThreads busy;
  private final OpenWorkload opened;
  private final QueueWorkers workers;

  private GilThreads(
      ModelContext context, InterpreterLock lock, BusyThreads busy, OpenWorkload opened) {
    this.lock = lock;
    this.busy = busy;
    this.opened = opened;
    workers =
        new QueueWorkers(
            context.threads,
            "gil-worker",
            Role.WORKER,
            Part.IDLE,
            clock -> {
              GilThread gil = new GilThread(lock, clock, context::ledger);
              return new GilWorker(gil, clock, opened.workload());
            });
    workers.resize(context.spec.workers());
  }

  public static Model start(ModelContext context) throws Exception {
    InterpreterLock lock = new InterpreterLock(context.spec.parameters().number("switch-interval"));
    return start(context, lock);
  }

  /** A pool under a lock that others share. */
  public static Model start(ModelContext context, InterpreterLock lock) throws Exception {
    BusyThreads busy = new BusyThreads(context, Optional.of(lock));
    OpenWorkload opened = OpenWorkload.open(context, context.mostWorkers(), busy);
    return new GilThreads(context, lock, busy, opened);
  }

  @Override
  public void submit(Task task) {
    workers.submit(task);
  }

  @Override
  public void setWorkers(int number) {
    workers.resize(number);
  }

  @Override
  public void setSwitchInterval(long nanos) {
    lock.setSwitchInterval(nanos);
    busy.setSwitchInterval(nanos);
  }

  @Override
  public void gauges(ObjDoubleConsumer<String> gauge, long now) {
    workers.futures(gauge);
    lock.gauges(gauge);
  }

  @Override
  public void interruptTasks() {
    workers.interrupt();
  }

  @Override
  public void close() {
    workers.close();
    opened.close();
  }
}
