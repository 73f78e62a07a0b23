package dev.conctop.experiment.predict.play;

import dev.conctop.experiment.predict.plan.Load;
import dev.conctop.experiment.predict.plan.Plan;
import dev.conctop.experiment.predict.station.Agenda;
import dev.conctop.experiment.predict.task.Demands;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Plays tasks under a plan, event by event, in a time of its own. The same seed gives the same
 * result, and the same tasks under every plan.
 */
public final class Simulation {
  /**
   * How it is played.
   *
   * @param tasks how many count, 1 or more
   * @param firstCome whether the cores take jobs one after the other; else they are shared
   */
  public record Setting(int tasks, long seed, boolean firstCome) {}

  private static final double SECOND = 1e9;

  private final Demands demands;
  private final Load load;
  private final Setting setting;
  private final Agenda<Runnable> agenda = new Agenda<>();
  private final Course course;
  private final SplittableRandom draws;
  private final SplittableRandom gaps;
  private final int threads;
  private final int warmUp;
  private final double[] responses;

  private double now;
  private double since;
  private int done;
  private int inFlight;
  private double inFlightTime;

  private Simulation(Demands demands, Plan plan, Load load, Setting setting) {
    this.demands = demands;
    this.load = load;
    this.setting = setting;
    SplittableRandom random = new SplittableRandom(setting.seed);
    draws = random.split();
    gaps = random.split();
    int atATime = setting.firstCome ? (int) Math.min(Plan.ANY, Math.ceil(plan.cores())) : Plan.ANY;
    course = new Course(plan, demands, atATime, agenda, this::done);
    threads = Math.min(plan.workers(), demands.pinnedNanos() > 0 ? plan.runners() : Plan.ANY);
    warmUp = setting.tasks / 10 + (load instanceof Load.Closed closed ? 2 * closed.inFlight() : 0);
    responses = new double[setting.tasks];
  }

  /** Plays. */
  public static Simulated run(Demands demands, Plan plan, Load load, Setting setting) {
    return new Simulation(demands, plan, load, setting).play();
  }

  private Simulated play() {
    begin();
    while (!isOver()) {
      double worked = course.nextAt();
      double comes = agenda.firstAt();
      moveTo(Math.min(worked, comes));
      if (worked <= comes) {
        course.finishWork();
      } else {
        agenda.take().run();
      }
      course.settle();
    }
    Arrays.sort(responses);
    double counted = now - since;
    double throughput = setting.tasks / counted * SECOND;
    return new Simulated(
        load,
        throughput,
        responses,
        inFlightTime / counted,
        course.utilisation(),
        course.waitingForWorkers(),
        course.outside());
  }

  private void begin() {
    switch (load) {
      case Load.Closed closed -> beginClosed(closed.inFlight());
      case Load.Open open -> agenda.add(0, () -> arriveAndAgain(open));
    }
  }

  /**
   * The first ones, as many as there are threads for, come one by one over a round, as they would
   * if it had long gone on; then those that have to queue. Times that are all the same would keep
   * in step for ever what begins together.
   */
  private void beginClosed(int inFlight) {
    double round = demands.cpuNanos() + demands.waitNanos();
    int first = Math.min(inFlight, threads);
    for (int i = 0; i < first; i++) {
      agenda.add(round * i / first, this::arrive);
    }
    for (int i = first; i < inFlight; i++) {
      agenda.add(round + round * (i - first) / (inFlight - first), this::arrive);
    }
  }

  private void arriveAndAgain(Load.Open open) {
    arrive();
    double gap = open.even() ? 1 : -Math.log1p(-gaps.nextDouble());
    agenda.add(now + gap * SECOND / open.perSecond(), () -> arriveAndAgain(open));
  }

  private void arrive() {
    inFlight++;
    course.arrive(new Job(now, demands.tasks().draw(draws).bursts()));
  }

  private void done(Job job) {
    if (isOver()) {
      return;
    }
    inFlight--;
    int counted = done++ - warmUp;
    if (counted >= 0) {
      responses[counted] = now - job.intended;
    }
    if (done == warmUp) {
      since = now;
      inFlightTime = 0;
      course.reset();
    }
    if (load instanceof Load.Closed && !isOver()) {
      arrive();
    }
  }

  private boolean isOver() {
    return done == warmUp + setting.tasks;
  }

  private void moveTo(double time) {
    inFlightTime += inFlight * (time - now);
    now = time;
    course.at(time);
  }
}
