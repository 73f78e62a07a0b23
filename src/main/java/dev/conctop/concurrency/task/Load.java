package dev.conctop.concurrency.task;

import java.util.OptionalLong;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The tasks of one phase. In a closed loop a number of them is kept in flight: who ends one submits
 * the next. In an open loop a thread submits them by a schedule; each keeps the schedule's time as
 * its intended start, however late it comes, and no more than a number are outstanding.
 *
 * <p>A slot of a closed loop whose task failed in less than 10 ms waits for the rest of them before
 * its next task: work that fails at once (a server that died) must not keep a core busy.
 */
public final class Load implements TaskOwner {
  private static final long FAILURE_PAUSE_NANOS = 10_000_000;

  private final Consumer<Task> model;
  private final TaskLedger ledger;
  private final long total;
  private final Runnable onFinished;
  private final AtomicInteger outstanding = new AtomicInteger();
  private final AtomicLong tickets = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong lastCompletion = new AtomicLong(Long.MIN_VALUE);
  private final AtomicLong lastSuccess = new AtomicLong(Long.MIN_VALUE);
  private final ScheduledThreadPoolExecutor pauses =
      new ScheduledThreadPoolExecutor(1, Load::pauser);
  private final Schedule schedule;
  private final long began;

  private volatile int inFlight;
  private volatile boolean over;
  private volatile boolean abandoned;

  /**
   * @param model takes the tasks
   * @param ledger of the phase
   * @param inFlight tasks outstanding at most
   * @param ratePerSecond arrivals a second of an open loop; 0 for a closed loop
   * @param total how many tasks in all; empty: until it is stopped
   * @param onFinished called once, by the thread that ends the last of them
   * @param now the first intended start, {@link System#nanoTime}
   */
  public Load(
      Consumer<Task> model,
      TaskLedger ledger,
      int inFlight,
      double ratePerSecond,
      OptionalLong total,
      Runnable onFinished,
      long now) {
    this.model = model;
    this.ledger = ledger;
    this.inFlight = inFlight;
    this.total = total.orElse(Long.MAX_VALUE);
    this.onFinished = onFinished;
    this.began = now;
    schedule = new Schedule(this::arrive, ratePerSecond, now);
  }

  private static Thread pauser(Runnable work) {
    return Thread.ofPlatform().daemon().name("load-pause").unstarted(work);
  }

  /** Begins to submit tasks. */
  public void start() {
    if (total == 0) {
      over = true;
      onFinished.run();
    } else if (schedule.isOpen()) {
      schedule.start();
    } else {
      fill(began);
    }
  }

  /** Submits what there is room for. */
  private void fill(long intended) {
    while (!over && claim()) {
      model.accept(new Task(ledger, this, intended));
    }
  }

  /** Takes room for one task and its number, if there is any of both. */
  private boolean claim() {
    int now = outstanding.get();
    while (now < inFlight) {
      if (outstanding.compareAndSet(now, now + 1)) {
        if (tickets.getAndIncrement() < total) {
          return true;
        }
        outstanding.decrementAndGet();
        return false;
      }
      now = outstanding.get();
    }
    return false;
  }

  /** One arrival of the open loop. */
  private Schedule.Answer arrive(long intended) {
    if (over || tickets.get() >= total) {
      return Schedule.Answer.NO_MORE;
    }
    if (!claim()) {
      return Schedule.Answer.NO_ROOM;
    }
    model.accept(new Task(ledger, this, intended));
    return Schedule.Answer.TAKEN;
  }

  @Override
  public boolean over() {
    return over;
  }

  @Override
  public boolean abandoned() {
    return abandoned;
  }

  @Override
  public void ended(Task task, TaskLedger.Ending ending, long now) {
    lastCompletion.accumulateAndGet(now, Math::max);
    if (ending == TaskLedger.Ending.COMPLETED) {
      lastSuccess.accumulateAndGet(now, Math::max);
    }
    // One cancelled while the run goes on is over and done with; one that the end drops is not.
    boolean counts = ending != TaskLedger.Ending.CANCELLED || !over;
    boolean last = counts && done.incrementAndGet() == total;
    long pause = FAILURE_PAUSE_NANOS - (now - task.started());
    if (ending == TaskLedger.Ending.FAILED && pause > 0 && !last && !over && !schedule.isOpen()) {
      pauses.schedule(() -> free(System.nanoTime()), pause, TimeUnit.NANOSECONDS);
    } else {
      free(now);
    }
    if (last) {
      stop();
      onFinished.run();
    }
  }

  private void free(long now) {
    outstanding.decrementAndGet();
    if (schedule.isOpen()) {
      schedule.roomAgain();
    } else {
      fill(now);
    }
  }

  /** No new tasks; those not begun are dropped by whoever comes to run them. */
  public void stop() {
    over = true;
    schedule.close();
    pauses.shutdown();
  }

  /** Tasks that still run are to leave at their next checkpoint. */
  public void abandon() {
    stop();
    abandoned = true;
  }

  /** Tasks submitted and not ended. */
  public int outstanding() {
    return outstanding.get();
  }

  /** Changes the number of tasks in flight; fewer is reached as tasks end. */
  public void setInFlight(int tasks) {
    inFlight = tasks;
    if (schedule.isOpen()) {
      schedule.roomAgain();
    } else {
      fill(System.nanoTime());
    }
  }

  /** Changes an open loop's arrivals a second; no effect on a closed loop. */
  public void setRate(double perSecond) {
    schedule.setRate(perSecond);
  }

  /** How far an open loop is behind its schedule, ns; 0 for a closed loop. */
  public long generatorLate(long now) {
    return schedule.late(now);
  }

  public boolean isOpen() {
    return schedule.isOpen();
  }

  public TaskLedger ledger() {
    return ledger;
  }

  /** The first task's intended start. */
  public long began() {
    return began;
  }

  /** When the last task so far ended without an error; before {@link #began} when none has. */
  public long lastSuccess() {
    return lastSuccess.get();
  }

  /** When the last task so far ended; before {@link #began} when none has. */
  public long lastCompletion() {
    return lastCompletion.get();
  }
}
