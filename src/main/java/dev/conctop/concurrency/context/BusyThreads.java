package dev.conctop.concurrency.context;

import dev.conctop.concurrency.gil.GilThread;
import dev.conctop.concurrency.gil.InterpreterLock;
import dev.conctop.concurrency.task.RunOver;
import dev.conctop.concurrency.thread.ThreadClock;
import dev.conctop.concurrency.thread.Waits;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.task.Resting;
import dev.conctop.workload.task.Standstill;
import dev.conctop.workload.task.Surroundings.Elsewhere;
import dev.conctop.workload.task.TaskContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Threads and processes that are busy on purpose beside the tasks. */
public final class BusyThreads implements Resting, AutoCloseable {
  private final ModelContext context;
  private final Optional<InterpreterLock> tasksLock;
  private final boolean none;
  private final List<Thread> threads = new ArrayList<>();
  private final List<InterpreterLock> otherLocks = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();
  private final Standstill standstill = new Standstill();

  /**
   * @param tasksLock the lock that tasks share; without one the busy threads have none either
   */
  public BusyThreads(ModelContext context, Optional<InterpreterLock> tasksLock) {
    this(context, tasksLock, false);
  }

  private BusyThreads(ModelContext context, Optional<InterpreterLock> tasksLock, boolean none) {
    this.context = context;
    this.tasksLock = tasksLock;
    this.none = none;
  }

  /** For all but the first of several places where the workload is opened: they exist once. */
  public static BusyThreads none(ModelContext context) {
    return new BusyThreads(context, Optional.empty(), true);
  }

  /** Busy threads of a model without an interpreter lock. */
  public static BusyThreads unlocked(ModelContext context) {
    return new BusyThreads(context, Optional.empty());
  }

  synchronized void start(Elsewhere where, Consumer<TaskContext> work) {
    if (none) {
      return;
    }
    switch (where) {
      case SAME_LOCK -> startThread(tasksLock, work);
      case OTHER_LOCK -> startThread(tasksLock.map(this::anotherLike), work);
      case OTHER_PROCESS -> startProcess();
    }
  }

  private InterpreterLock anotherLike(InterpreterLock lock) {
    InterpreterLock other = new InterpreterLock(lock.switchInterval());
    otherLocks.add(other);
    return other;
  }

  /** Changes the switch interval of the locks that only busy threads have. */
  public synchronized void setSwitchInterval(long nanos) {
    for (InterpreterLock lock : otherLocks) {
      lock.setSwitchInterval(nanos);
    }
  }

  private void startThread(Optional<InterpreterLock> lock, Consumer<TaskContext> work) {
    Semaphore registered = new Semaphore(0);
    String name = "spinner-" + (threads.size() + 1);
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name(name)
            .unstarted(
                () -> {
                  ThreadClock clock = context.threads.register(name, Role.SPINNER);
                  registered.release();
                  spin(clock, lock, work);
                });
    threads.add(thread);
    thread.start();
    registered.acquireUninterruptibly();
  }

  private void spin(ThreadClock clock, Optional<InterpreterLock> lock, Consumer<TaskContext> work) {
    GilThread gil = lock.map(shared -> new GilThread(shared, clock, context::ledger)).orElse(null);
    try {
      if (gil != null) {
        gil.take();
      }
      work.accept(new BusyContext(clock, Optional.ofNullable(gil)));
    } catch (RunOver e) {
      // The run ends; so does the spinner.
    } finally {
      if (gil != null) {
        gil.drop();
      }
      context.threads.remove(clock);
    }
  }

  private void startProcess() {
    context.steps.accept("starting a busy process");
    try {
      Process process =
          new ProcessBuilder(JavaCommand.of(SpinProcess.class, List.of()))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      processes.add(process);
      String tid = process.inputReader().readLine();
      if (tid == null) {
        throw new IOException("the busy process died");
      }
      context.threads.add(
          (int) process.pid(), Integer.parseInt(tid), "spinner-process", Role.SPINNER);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a busy process", e);
    }
  }

  @Override
  public synchronized void rest() {
    standstill.begin();
    processes.forEach(process -> tell(process, SpinProcess.REST));
  }

  @Override
  public synchronized void go() {
    standstill.end();
    processes.forEach(process -> tell(process, SpinProcess.GO));
  }

  private static void tell(Process process, int what) {
    try {
      process.getOutputStream().write(what);
      process.getOutputStream().flush();
    } catch (IOException e) {
      // It has ended, and is as quiet as can be.
    }
  }

  @Override
  public synchronized void close() {
    threads.forEach(Thread::interrupt);
    processes.forEach(Process::destroyForcibly);
  }

  /** What a busy thread may ask: as a task's, but no task is accounted. */
  private final class BusyContext implements TaskContext {
    private final ThreadClock clock;
    private final Optional<GilThread> gil;

    BusyContext(ThreadClock clock, Optional<GilThread> gil) {
      this.clock = clock;
      this.gil = gil;
    }

    @Override
    public void checkpoint() {
      if (context.closing() || Thread.currentThread().isInterrupted()) {
        throw new RunOver();
      }
      if (standstill.holds()) {
        standStill();
      }
      if (gil.isPresent()) {
        gil.get().checkpoint();
      }
    }

    /** Without the lock, which others may want. */
    private void standStill() {
      gil.ifPresent(GilThread::drop);
      clock.enter(Part.IDLE, System.nanoTime());
      try {
        standstill.pass();
      } catch (InterruptedException e) {
        throw new RunOver();
      } finally {
        clock.exit(System.nanoTime());
        gil.ifPresent(GilThread::take);
      }
    }

    @Override
    public <T> T await(TaskWait cause, Callable<T> call) throws Exception {
      gil.ifPresent(GilThread::drop);
      clock.enter(Waits.part(cause), System.nanoTime());
      try {
        return call.call();
      } finally {
        clock.exit(System.nanoTime());
        gil.ifPresent(GilThread::take);
      }
    }

    @Override
    public void record(Series series, long nanos) {
      context.ledger().record(series, nanos);
    }
  }
}
