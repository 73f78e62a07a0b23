package dev.conctop.concurrency.loop;

import dev.conctop.catalog.WorkloadSpec;
import dev.conctop.concurrency.child.ProcessPool;
import dev.conctop.concurrency.context.BusyThreads;
import dev.conctop.concurrency.context.Model;
import dev.conctop.concurrency.context.ModelContext;
import dev.conctop.concurrency.context.OpenWorkload;
import dev.conctop.concurrency.gil.InterpreterLock;
import dev.conctop.concurrency.interpreter.GilThreads;
import dev.conctop.concurrency.pool.PlainThreads;
import dev.conctop.workload.task.LoopTask;
import dev.conctop.workload.task.Workload;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;

/**
 * Where a loop's tasks run: on the loop itself, or in a pool beside it. On the loop run those whose
 * workload has a face for it that gives the loop back while it waits, save mixed ones, whose work
 * would hold it.
 *
 * @param opened the workload of the tasks that run on the loop; empty when the pool has opened it
 * @param lock what the loop and its pool share
 * @param busy threads beside the tasks that may have locks of their own
 */
record LoopWork(
    Optional<OpenWorkload> opened,
    Optional<Model> pool,
    Optional<InterpreterLock> lock,
    Optional<BusyThreads> busy)
    implements AutoCloseable {

  static LoopWork onLoop(ModelContext context, Optional<InterpreterLock> lock) throws Exception {
    BusyThreads busy = new BusyThreads(context, lock);
    OpenWorkload opened = OpenWorkload.open(context, context.mostInFlight(), busy);
    return new LoopWork(Optional.of(opened), Optional.empty(), lock, Optional.of(busy));
  }

  static LoopWork offloaded(ModelContext context) throws Exception {
    String where = context.spec.parameters().text("offload");
    Optional<InterpreterLock> lock =
        where.equals("gil-threads")
            ? Optional.of(new InterpreterLock(context.spec.parameters().number("switch-interval")))
            : Optional.empty();
    if (runsOnLoop(context)) {
      return onLoop(context, lock);
    }
    Model pool =
        switch (where) {
          case "threads" -> PlainThreads.pool(context);
          case "gil-threads" -> GilThreads.start(context, lock.orElseThrow());
          case "processes" -> ProcessPool.start(context);
          default -> throw new IllegalArgumentException("offload=" + where);
        };
    return new LoopWork(Optional.empty(), Optional.of(pool), lock, Optional.empty());
  }

  private static boolean runsOnLoop(ModelContext context) {
    return context.spec.workload().kind() != WorkloadSpec.Kind.MIXED
        && hasLoopFace(context.newWorkload().getClass());
  }

  /** Whether it does more on a loop than run its blocking face there. */
  private static boolean hasLoopFace(Class<? extends Workload> workload) {
    try {
      return workload.getMethod("runOnLoop", LoopTask.class).getDeclaringClass() != Workload.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  void setSwitchInterval(long nanos) {
    lock.ifPresent(shared -> shared.setSwitchInterval(nanos));
    busy.ifPresent(threads -> threads.setSwitchInterval(nanos));
    pool.ifPresent(model -> model.setSwitchInterval(nanos));
  }

  void gauges(ObjDoubleConsumer<String> gauge, long now) {
    if (pool.isPresent()) {
      pool.get().gauges(gauge, now);
    } else {
      lock.ifPresent(shared -> shared.gauges(gauge));
    }
  }

  @Override
  public void close() {
    pool.ifPresent(Model::close);
    opened.ifPresent(OpenWorkload::close);
  }
}
