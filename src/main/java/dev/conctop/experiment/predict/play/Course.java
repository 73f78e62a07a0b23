package dev.conctop.experiment.predict.play;

import dev.conctop.experiment.predict.plan.Limit;
import dev.conctop.experiment.predict.plan.Plan;
import dev.conctop.experiment.predict.plan.Plan.Front;
import dev.conctop.experiment.predict.station.Agenda;
import dev.conctop.experiment.predict.station.Cores;
import dev.conctop.experiment.predict.station.Gate;
import dev.conctop.experiment.predict.task.Demands;
import dev.conctop.experiment.predict.task.TaskVector.Burst;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The way of tasks through what a model has.
 *
 * <pre>
 *  worker → parent → ( loop → runner → lock → interpreter lock → cores → wait outside )* → parent
 * </pre>
 *
 * Who has to wait for the lock gives runner and interpreter lock back. The runner goes back before
 * a wait, too, unless that pins it. Who has got something goes on by way of {@link #ready}, so that
 * nothing calls itself however long a chain of hand-overs is.
 */
final class Course {
  private final Plan plan;
  private final double served;
  private final Agenda<Runnable> agenda;
  private final Consumer<Job> done;
  private final Cores<Job> cores;
  private final Gate<Job> workers;
  private final Gate<Job> front = new Gate<>(1);
  private final Gate<Job> runners;
  private final Gate<Job> lock = new Gate<>(1);
  private final Gate<Job> outside;
  private final InterpreterTurns interpreter;
  private final ArrayDeque<Job> ready = new ArrayDeque<>();
  private double now;

  /**
   * A course with nobody on it.
   *
   * @param atATime how many jobs the cores work on at a time
   * @param done who is told of a job that is over
   */
  Course(Plan plan, Demands demands, int atATime, Agenda<Runnable> agenda, Consumer<Job> done) {
    this.plan = plan;
    served = demands.servedNanos();
    this.agenda = agenda;
    this.done = done;
    cores = new Cores<>(plan.cores(), atATime);
    workers = new Gate<>(plan.workers());
    runners = new Gate<>(plan.runners());
    outside = new Gate<>(demands.outsideServers().orElse(Plan.ANY));
    interpreter = new InterpreterTurns(plan.interval(), cores, agenda, ready);
  }

  /** When a job is done at the cores. */
  double nextAt() {
    return cores.nextAt();
  }

  /** Makes it that late. */
  void at(double time) {
    now = time;
    interpreter.at(time);
  }

  /** A task comes. */
  void arrive(Job job) {
    if (workers.enter(now, job)) {
      start(job);
    }
  }

  /** The cores are done with a job. */
  void finishWork() {
    Job job = cores.finish();
    switch (job.stage) {
      case SENT -> {
        leaveFront();
        enterBurst(job);
      }
      case DISPATCHED -> {
        leaveFront();
        job.dispatched = true;
        ready.add(job);
      }
      case BURST -> {
        job.left = 0;
        afterWork(job);
      }
      case SERVED -> waitOutside(job);
      case RECEIVED -> {
        leaveFront();
        over(job);
      }
    }
  }

  void reset() {
    cores.reset(now);
    for (Gate<Job> gate : gates().values()) {
      gate.reset(now);
    }
  }

  /** How busy each of what could limit was, 0 to 1. */
  Map<Limit, Double> utilisation() {
    Map<Limit, Double> shares = new EnumMap<>(Limit.class);
    shares.put(Limit.CORES, cores.utilisation(now));
    gates().forEach((limit, gate) -> shares.put(limit, gate.utilisation(now)));
    return shares;
  }

  /**
   * How many waited on average for a worker, or for one who runs bursts where those are workers.
   */
  double waitingForWorkers() {
    return gates().getOrDefault(Limit.WORKERS, workers).meanWaiting(now);
  }

  /** How many waited outside on average. */
  double outside() {
    return outside.meanTaken(now);
  }

  private Map<Limit, Gate<Job>> gates() {
    Map<Limit, Gate<Job>> gates = new EnumMap<>(Limit.class);
    gates.put(Limit.WORKERS, workers);
    gates.put(Limit.LOCK, lock);
    gates.put(Limit.INTERPRETER_LOCK, interpreter.gate());
    gates.put(Limit.OUTSIDE, outside);
    if (plan.sharesThreads()) {
      gates.put(plan.runner(), runners);
    }
    if (plan.front() != Front.NONE) {
      gates.put(plan.front() == Front.LOOP ? Limit.LOOP : Limit.PARENT, front);
    }
    return gates;
  }

  /** Lets all who have got something go on; to be called when an event is over. */
  void settle() {
    for (Job job = ready.poll(); job != null; job = ready.poll()) {
      proceed(job);
    }
  }

  private void start(Job job) {
    if (plan.front() == Front.PARENT && plan.frontNanos() > 0) {
      passFront(job, Job.Stage.SENT);
    } else {
      enterBurst(job);
    }
  }

  private void passFront(Job job, Job.Stage stage) {
    job.stage = stage;
    if (front.enter(now, job)) {
      job.slice = cores.start(now, job, plan.frontNanos());
    }
  }

  private void leaveFront() {
    Job next = front.leave(now);
    if (next != null) {
      next.slice = cores.start(now, next, plan.frontNanos());
    }
  }

  private void enterBurst(Job job) {
    if (job.isOver()) {
      leaveRunner(job);
      interpreter.leave(job);
      if (plan.front() == Front.PARENT && plan.frontNanos() > 0) {
        passFront(job, Job.Stage.RECEIVED);
      } else {
        over(job);
      }
      return;
    }
    job.begin(plan);
    ready.add(job);
  }

  /** Gets one by one what the burst needs that the job has not; then works. */
  private void proceed(Job job) {
    Burst burst = job.burst();
    if (plan.needsRunner(burst, job.left) && !job.hasRunner && !takeRunner(job)) {
      return;
    }
    if (burst.locked() && !job.hasLock && !takeLock(job)) {
      return;
    }
    if (job.left == 0) {
      afterWork(job);
      return;
    }
    if (!plan.interpreterLock() || burst.released()) {
      interpreter.leave(job);
    } else if (!interpreter.take(job)) {
      return;
    }
    job.stage = Job.Stage.BURST;
    job.slice = cores.start(now, job, job.left);
  }

  private boolean takeRunner(Job job) {
    if (plan.front() == Front.LOOP && plan.frontNanos() > 0 && !job.dispatched) {
      passFront(job, Job.Stage.DISPATCHED);
      return false;
    }
    job.hasRunner = runners.enter(now, job);
    return job.hasRunner;
  }

  private boolean takeLock(Job job) {
    job.hasLock = lock.enter(now, job);
    if (!job.hasLock) {
      interpreter.leave(job);
      leaveRunner(job);
    }
    return job.hasLock;
  }

  private void afterWork(Job job) {
    Burst burst = job.burst();
    if (burst.waitNanos() == 0) {
      endBurst(job);
      return;
    }
    interpreter.leave(job);
    if (!burst.pinned()) {
      leaveRunner(job);
    }
    if (outside.enter(now, job)) {
      serve(job);
    }
  }

  /** What is asked may need the same cores; then it takes longer when those are busy. */
  private void serve(Job job) {
    double work = Math.min(served, job.burst().waitNanos());
    if (work > 0) {
      job.stage = Job.Stage.SERVED;
      job.slice = cores.start(now, job, work);
    } else {
      waitOutside(job);
    }
  }

  private void waitOutside(Job job) {
    double left = Math.max(0, job.burst().waitNanos() - served);
    agenda.add(now + left, () -> back(job));
  }

  private void back(Job job) {
    Job next = outside.leave(now);
    if (next != null) {
      serve(next);
    }
    endBurst(job);
  }

  private void endBurst(Job job) {
    if (job.hasLock) {
      job.hasLock = false;
      Job next = lock.leave(now);
      if (next != null) {
        next.hasLock = true;
        ready.add(next);
      }
    }
    job.next();
    enterBurst(job);
  }

  private void leaveRunner(Job job) {
    if (!job.hasRunner) {
      return;
    }
    job.hasRunner = false;
    Job next = runners.leave(now);
    if (next != null) {
      next.hasRunner = true;
      ready.add(next);
    }
  }

  private void over(Job job) {
    Job next = workers.leave(now);
    if (next != null) {
      start(next);
    }
    done.accept(job);
  }
}
