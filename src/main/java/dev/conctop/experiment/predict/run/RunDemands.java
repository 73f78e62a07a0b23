package dev.conctop.experiment.predict.run;

import dev.conctop.experiment.predict.Observed.Block;
import dev.conctop.experiment.predict.task.Shape;
import dev.conctop.experiment.predict.task.TaskSource;
import dev.conctop.experiment.predict.task.TaskVector;
import dev.conctop.experiment.predict.task.TaskVector.Burst;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.task.TaskSample;
import dev.conctop.sample.task.TaskSample.Step;
import dev.conctop.sample.task.TaskWait;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * One measured run → what one task needs. The means are from the accounting of threads and tasks,
 * which is exact; the order of things within a task and how tasks differ are from the sampled
 * tasks, which are stretched so that their means are those.
 *
 * <ul>
 *   <li>CPU time: what the worker threads were on a core, by the kernel's count. A task's own
 *       running time would have the run queue in it.
 *   <li>Waits outside: where a task that waits keeps its thread, what the threads waited by their
 *       budget, which leaves out the run queue after the wake-up. Where tasks share threads, what
 *       the tasks waited, less what was ready and waited for the loop or for a carrier.
 *   <li>Locks: how long one is held, of the sampled tasks.
 * </ul>
 */
public final class RunDemands {
  /** Tasks that are played at most; more tell nothing more. */
  private static final int MOST_VECTORS = 4000;

  /** From this share of the subject's CPU time on, the runtime's own threads work for the tasks. */
  private static final double MUCH_BESIDE = 0.15;

  /** Others that take this share of the machine leave too little to be told from. */
  private static final double TOO_MUCH = 0.5;

  private static final TaskWait[] OUTSIDE = {
    TaskWait.NETWORK, TaskWait.DISK, TaskWait.TIMER, TaskWait.IPC
  };

  private final List<RunMeasure> blocks;
  private final boolean shared;

  private RunDemands(List<RunMeasure> blocks, boolean shared) {
    this.blocks = blocks;
    this.shared = shared;
  }

  /**
   * What a task needs.
   *
   * @param blocks of one run under one model, one at least
   * @param tasksShareThreads whether a task that waits keeps no thread, as {@link
   *     dev.conctop.catalog.ModelSpec#tasksShareThreads}
   * @throws IllegalArgumentException when no task was completed in any of them
   */
  public static TaskNeeds of(List<RunMeasure> blocks, boolean tasksShareThreads) {
    List<RunMeasure> told = blocks.stream().filter(each -> each.tasks().completed() > 0).toList();
    if (told.isEmpty()) {
      throw new IllegalArgumentException("no task was completed");
    }
    return new RunDemands(told, tasksShareThreads).needs();
  }

  private TaskNeeds needs() {
    double tasks = sum(each -> each.tasks().completed());
    double wall = sum(RunMeasure::wallNanos);
    double cpu = sum(RunMeasure::workNanos) / tasks;
    Map<TaskWait, Double> waits = new EnumMap<>(TaskWait.class);
    for (TaskWait cause : OUTSIDE) {
      double nanos = sum(each -> waited(each, cause)) / tasks;
      if (nanos > 0) {
        waits.put(cause, nanos);
      }
    }
    double wait = waits.values().stream().mapToDouble(each -> each).sum();
    List<TaskSample> samples = blocks.stream().flatMap(each -> each.samples().stream()).toList();
    double other = mean(RunMeasure::otherCores);
    int cores = blocks.getLast().cores();
    return new TaskNeeds(
        (long) tasks,
        tasks * 1e9 / wall,
        cpu,
        waits,
        beside(tasks),
        unknown(),
        other,
        other + mean(RunMeasure::steal) * cores > TOO_MUCH * cores,
        cores,
        samples.size(),
        source(samples, cpu, wait),
        blocks.stream().map(this::block).toList());
  }

  private Block block(RunMeasure block) {
    double wait = 0;
    for (TaskWait cause : OUTSIDE) {
      wait += waited(block, cause);
    }
    double tasks = block.tasks().completed();
    return new Block(block.workNanos() / tasks, wait / tasks);
  }

  /** Time that all tasks of a block waited outside for this, ns. */
  private double waited(RunMeasure block, TaskWait cause) {
    double tasks = block.tasks().nanosIn()[cause.ordinal()];
    if (!shared && block.unseen()) {
      return tasks;
    }
    if (!shared) {
      // A loop or a dispatcher beside the workers may wait, too: then the tasks' own time is less.
      return Math.min(tasks, block.workers().nanos(part(cause)));
    }
    double all = 0;
    for (TaskWait each : OUTSIDE) {
      all += block.tasks().nanosIn()[each.ordinal()];
    }
    return all == 0 ? 0 : Math.max(0, tasks - late(block) * tasks / all);
  }

  /** Time that tasks of a block were ready and waited for what they share, within their waits. */
  private static double late(RunMeasure block) {
    double completed = block.tasks().completed();
    if (!Double.isNaN(block.lagNanos())) {
      return block.lagNanos() * completed * callsOf(block.samples());
    }
    if (!Double.isNaN(block.queuedThreads())) {
      double queued = block.queuedThreads() * block.wallNanos();
      return Math.max(0, queued - block.tasks().nanosIn()[TaskWait.READY.ordinal()]);
    }
    return 0;
  }

  private static double callsOf(List<TaskSample> samples) {
    return samples.stream()
        .mapToLong(each -> each.steps().stream().filter(step -> step.state().isIo()).count())
        .average()
        .orElse(1);
  }

  private static Part part(TaskWait cause) {
    return switch (cause) {
      case NETWORK -> Part.NETWORK;
      case DISK -> Part.DISK;
      case TIMER -> Part.SLEEP;
      case IPC -> Part.IPC;
      case LOCK, GIL -> Part.LOCK;
      case READY, RUNNING -> Part.ON_CPU;
    };
  }

  /** A task's share of what our server used, and of the runtime's own threads if those do much. */
  private double beside(double tasks) {
    double server = sumKnown(RunMeasure::serverNanos);
    double all = sumKnown(RunMeasure::cpuNanos);
    double runtime = all - sum(RunMeasure::workNanos);
    return (server + (runtime > MUCH_BESIDE * all ? runtime : 0)) / tasks;
  }

  private double unknown() {
    double unknown = sum(each -> each.workers().nanos(Part.UNKNOWN));
    double busy =
        sum(each -> each.workers().partsNanos() - (double) each.workers().nanos(Part.IDLE));
    return busy > 0 ? Math.clamp(unknown / busy, 0, 1) : 0;
  }

  private static TaskSource source(List<TaskSample> samples, double cpu, double wait) {
    double ran =
        samples.stream().mapToLong(each -> each.nanos(TaskWait.RUNNING)).average().orElse(0);
    double waited = samples.stream().mapToDouble(RunDemands::waited).average().orElse(0);
    boolean tells = ran > 0 && (waited > 0 || wait == 0);
    if (!tells) {
      TaskVector means = TaskVector.of(Burst.of(cpu, wait));
      return new TaskSource.Shaped(means, new Shape.Fixed(), new Shape.Fixed());
    }
    int every = 1 + (samples.size() - 1) / MOST_VECTORS;
    List<TaskVector> vectors = new ArrayList<>();
    for (int i = 0; i < samples.size(); i += every) {
      vectors.add(vector(samples.get(i)));
    }
    TaskSource asSampled = new TaskSource.Measured(vectors);
    double cpuSampled = asSampled.mean(Burst::cpuNanos);
    double waitSampled = asSampled.mean(Burst::waitNanos);
    return asSampled.scaled(
        cpuSampled > 0 ? cpu / cpuSampled : 1, waitSampled > 0 ? wait / waitSampled : 1);
  }

  private static double waited(TaskSample sample) {
    double sum = 0;
    for (TaskWait cause : OUTSIDE) {
      sum += sample.nanos(cause);
    }
    return sum;
  }

  /** A burst ends with a wait outside, and where a lock is taken or given back. */
  static TaskVector vector(TaskSample sample) {
    List<Burst> bursts = new ArrayList<>();
    double cpu = 0;
    boolean locked = false;
    for (Step step : sample.steps()) {
      if (step.locked() != locked && cpu > 0) {
        bursts.add(new Burst(cpu, 0, locked, false, false));
        cpu = 0;
      }
      locked = step.locked();
      if (step.state() == TaskWait.RUNNING) {
        cpu += step.nanos();
      } else if (step.state().isIo()) {
        bursts.add(new Burst(cpu, step.nanos(), locked, false, false));
        cpu = 0;
      }
    }
    if (cpu > 0 || bursts.isEmpty()) {
      bursts.add(new Burst(cpu, 0, locked, false, false));
    }
    return new TaskVector(bursts);
  }

  private double sum(ToDoubleFunction<RunMeasure> figure) {
    return blocks.stream().mapToDouble(figure).sum();
  }

  private double sumKnown(ToDoubleFunction<RunMeasure> figure) {
    return blocks.stream().mapToDouble(figure).filter(each -> !Double.isNaN(each)).sum();
  }

  /** Over the blocks in which it is known; 0 where it is in none. */
  private double mean(ToDoubleFunction<RunMeasure> figure) {
    return blocks.stream()
        .mapToDouble(figure)
        .filter(each -> !Double.isNaN(each))
        .average()
        .orElse(0);
  }
}
