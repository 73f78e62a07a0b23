package dev.conctop.concurrency.interpreter;

import dev.conctop.concurrency.context.BusyThreads;
import dev.conctop.concurrency.context.Model;
import dev.conctop.concurrency.context.ModelContext;
import dev.conctop.concurrency.context.OpenWorkload;
import dev.conctop.concurrency.gil.GilThread;
import dev.conctop.concurrency.gil.InterpreterLock;
import dev.conctop.concurrency.task.Task;
import dev.conctop.concurrency.thread.QueueWorkers;
import dev.conctop.concurrency.thread.ThreadClock;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ObjDoubleConsumer;

/**
 * Isolated interpreters in one process. Each has one thread, a lock of its own and a workload of
 * its own: nothing is shared. Busy threads exist once, beside the first.
 */
public final class Subinterpreters implements Model {
  private final ModelContext context;
  private final BusyThreads busy;
  private final QueueWorkers workers;
  private final Queue<Interpreter> prepared = new ConcurrentLinkedQueue<>();
  private final Set<Interpreter> living = ConcurrentHashMap.newKeySet();
  private volatile long switchInterval;

  private Subinterpreters(ModelContext context, InterpreterLock first) throws Exception {
    this.context = context;
    switchInterval = first.switchInterval();
    busy = new BusyThreads(context, Optional.of(first));
    prepared.add(new Interpreter(first, OpenWorkload.open(context, 1, busy)));
    workers =
        new QueueWorkers(
            context.threads, "interpreter", Role.WORKER, Part.IDLE, clock -> begin(clock));
  }

  public static Model start(ModelContext context) throws Exception {
    Subinterpreters model =
        new Subinterpreters(
            context, new InterpreterLock(context.spec.parameters().number("switch-interval")));
    model.workers.resize(context.spec.workers());
    return model;
  }

  private record Interpreter(InterpreterLock lock, OpenWorkload opened) {}

  private QueueWorkers.Job begin(ThreadClock clock) {
    try {
      Interpreter first = prepared.poll();
      Interpreter mine = first == null ? another() : first;
      living.add(mine);
      GilThread gil = new GilThread(mine.lock(), clock, context::ledger);
      return new Isolated(new GilWorker(gil, clock, mine.opened().workload()), mine);
    } catch (Exception e) {
      // What could be opened once cannot be opened again: every task here fails, and says so.
      return task -> task.end(e, System.nanoTime());
    }
  }

  private Interpreter another() throws Exception {
    InterpreterLock lock = new InterpreterLock(switchInterval);
    return new Interpreter(lock, OpenWorkload.open(context, 1, BusyThreads.none(context)));
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
    switchInterval = nanos;
    living.forEach(interpreter -> interpreter.lock().setSwitchInterval(nanos));
    busy.setSwitchInterval(nanos);
  }

  @Override
  public void gauges(ObjDoubleConsumer<String> gauge, long now) {
    workers.futures(gauge);
    int waiters = 0;
    long switches = 0;
    for (Interpreter interpreter : living) {
      waiters += interpreter.lock().waiters();
      switches += interpreter.lock().switches();
    }
    gauge.accept("interpreters", living.size());
    gauge.accept("gil_waiters", waiters);
    gauge.accept("gil_switches", switches);
    gauge.accept("switch_interval", switchInterval);
  }

  @Override
  public void interruptTasks() {
    workers.interrupt();
  }

  @Override
  public void close() {
    workers.close();
    busy.close();
    prepared.forEach(interpreter -> interpreter.opened().close());
    living.forEach(this::end);
  }

  /** Closes an interpreter's workload, once: its worker may be at it, too. */
  private void end(Interpreter interpreter) {
    if (living.remove(interpreter)) {
      interpreter.opened().close();
    }
  }

  /** A worker with all that is its own. */
  private final class Isolated implements QueueWorkers.Job {
    private final GilWorker worker;
    private final Interpreter interpreter;

    Isolated(GilWorker worker, Interpreter interpreter) {
      this.worker = worker;
      this.interpreter = interpreter;
    }

    @Override
    public void run(Task task) {
      worker.run(task);
    }

    @Override
    public void beforeWait() {
      worker.beforeWait();
    }

    @Override
    public void close() {
      worker.close();
      end(interpreter);
    }
  }
}
