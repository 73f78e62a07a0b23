package dev.conctop.concurrency;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.concurrency.child.ProcessPool;
import dev.conctop.concurrency.context.Model;
import dev.conctop.concurrency.context.ModelContext;
import dev.conctop.concurrency.grid.GridModel;
import dev.conctop.concurrency.interpreter.GilThreads;
import dev.conctop.concurrency.interpreter.Subinterpreters;
import dev.conctop.concurrency.jython.JythonThreads;
import dev.conctop.concurrency.loop.LoopModel;
import dev.conctop.concurrency.pool.ForkJoin;
import dev.conctop.concurrency.pool.PlainThreads;
import dev.conctop.concurrency.pool.ThreadPerTask;
import dev.conctop.concurrency.pool.ThreadPool;
import dev.conctop.concurrency.pool.VirtualThreads;

/** Starts models by their catalogue id. */
final class Models {
  private Models() {}

  /**
   * Starts the run's model and opens its workload.
   *
   * @throws Exception when the run cannot be made; its message is shown
   */
  static Model start(ModelContext context) throws Exception {
    return switch (context.spec.model().id()) {
      case "sequential" -> PlainThreads.sequential(context);
      case "thread-per-task" -> ThreadPerTask.start(context);
      case "thread-pool" -> ThreadPool.start(context);
      case "virtual-threads" -> VirtualThreads.start(context);
      case "event-loop" -> LoopModel.start(context);
      case "event-loop-offload" -> LoopModel.startOffloading(context);
      case "fork-join" -> ForkJoin.start(context);
      case "subinterpreters" -> Subinterpreters.start(context);
      case "gil-threads" -> GilThreads.start(context);
      case "processes" -> ProcessPool.start(context);
      case "hazelcast" -> GridModel.start(context);
      case "jython-threading" -> JythonThreads.start(context);
      default -> throw new BadInput("model " + context.spec.model().id() + " cannot be run here");
    };
  }
}
