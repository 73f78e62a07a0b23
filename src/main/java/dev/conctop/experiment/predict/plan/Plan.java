package dev.conctop.experiment.predict.plan;

import dev.conctop.experiment.predict.plan.MachineCosts.Cost;
import dev.conctop.experiment.predict.task.Demands;
import dev.conctop.experiment.predict.task.TaskVector.Burst;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A model as what tasks queue for, and what their bursts cost there. Times are nanoseconds.
 *
 * @param cores k
 * @param workers how many tasks have a thread or a process of their own at a time
 * @param runners how many bursts run at a time where tasks share threads, first come first served
 *     and not preempted: carriers, a loop, a loop's pool
 * @param runner what those are called when they limit
 * @param front the one server that tasks go through beside
 * @param frontNanos the CPU time of one passage there
 * @param interpreterLock whether work needs it
 * @param interval the interpreter's switch interval
 * @param times how many times as long work takes as where it was measured
 * @param callNanos CPU that a blocking call takes more than there
 * @param taskNanos CPU that a task takes more than there
 */
public record Plan(
    double cores,
    int workers,
    int runners,
    Limit runner,
    Front front,
    double frontNanos,
    boolean interpreterLock,
    double interval,
    double times,
    double callNanos,
    double taskNanos) {
  /** As many as there are tasks. */
  public static final int ANY = Integer.MAX_VALUE;

  /** One server beside the workers. */
  public enum Front {
    NONE,
    /** Each burst is handed out by the loop. */
    LOOP,
    /** Each task is sent by the parent, and its answer taken by it. */
    PARENT
  }

  /** A plan; what is not known costs nothing, and of cores there are enough. */
  public static Plan of(ArmModel model, Demands demands, MachineCosts costs, ArmModel measured) {
    Overhead here = Overhead.of(model);
    Overhead there = Overhead.of(measured);
    double ipc = ipc(demands, costs).orElse(0);
    Front front =
        switch (model) {
          case ArmModel.Processes _ -> Front.PARENT;
          case ArmModel.OffloadLoop _ -> Front.LOOP;
          default -> Front.NONE;
        };
    return new Plan(
        costs.of(Cost.CORES).orElse(ANY),
        workers(model),
        runners(model),
        model instanceof ArmModel.EventLoop || model instanceof ArmModel.Asyncio
            ? Limit.LOOP
            : Limit.WORKERS,
        front,
        switch (front) {
          case NONE -> 0;
          case PARENT -> ipc / 2;
          case LOOP -> costs.of(Cost.DISPATCH).orElse(0);
        },
        model instanceof ArmModel.GilThreads,
        costs.of(Cost.SWITCH_INTERVAL).orElse(Double.POSITIVE_INFINITY),
        here.times(there, costs),
        here.callNanos(there, costs),
        here.taskNanos(there, costs) + ipc * (sides(model) - sides(measured)));
  }

  private static int workers(ArmModel model) {
    return switch (model) {
      case ArmModel.Sequential _ -> 1;
      case ArmModel.ThreadPool pool -> pool.workers();
      case ArmModel.GilThreads threads -> threads.workers();
      case ArmModel.Processes processes -> processes.workers();
      case ArmModel.FreeThreaded threads -> threads.workers();
      case ArmModel.Subinterpreters interpreters -> interpreters.workers();
      case ArmModel.ThreadPerTask _,
          ArmModel.VirtualThreads _,
          ArmModel.EventLoop _,
          ArmModel.Asyncio _,
          ArmModel.OffloadLoop _ ->
          ANY;
    };
  }

  private static int runners(ArmModel model) {
    return switch (model) {
      case ArmModel.EventLoop _, ArmModel.Asyncio _ -> 1;
      case ArmModel.VirtualThreads threads -> threads.carriers();
      case ArmModel.OffloadLoop loop -> loop.workers();
      default -> ANY;
    };
  }

  /** A worker process unpacks what the parent has packed, and the other way round. */
  private static int sides(ArmModel model) {
    return model instanceof ArmModel.Processes ? 1 : 0;
  }

  private static OptionalDouble ipc(Demands demands, MachineCosts costs) {
    if (demands.ipcNanos().isPresent()) {
      return demands.ipcNanos();
    }
    OptionalDouble message = costs.of(Cost.IPC_MESSAGE);
    OptionalDouble each = costs.of(Cost.IPC_BYTE);
    OptionalDouble bytes = demands.messageBytes();
    return message.isPresent() && each.isPresent() && bytes.isPresent()
        ? OptionalDouble.of(message.getAsDouble() + each.getAsDouble() * bytes.getAsDouble())
        : OptionalDouble.empty();
  }

  /** What must be known for it and is not, in words. */
  public static List<String> missing(
      ArmModel model, Demands demands, MachineCosts costs, ArmModel measured) {
    Set<Cost> needed = Overhead.of(model).needed(Overhead.of(measured), demands.calls() > 0);
    needed.add(Cost.CORES);
    if (model instanceof ArmModel.GilThreads threads && threads.workers() > 1) {
      needed.add(Cost.SWITCH_INTERVAL);
    }
    if (model instanceof ArmModel.OffloadLoop) {
      needed.add(Cost.DISPATCH);
    }
    List<String> missing = new ArrayList<>();
    if (sides(model) + sides(measured) > 0 && demands.ipcNanos().isEmpty()) {
      needed.add(Cost.IPC_MESSAGE);
      needed.add(Cost.IPC_BYTE);
      if (demands.messageBytes().isEmpty()) {
        missing.add("the bytes of a task's message");
      }
    }
    needed.removeAll(costs.known().keySet());
    needed.forEach(cost -> missing.add(cost.words()));
    return missing;
  }

  /** Whether what is not known would make the work less than it was measured. */
  public static boolean mayBeLess(
      ArmModel model, Demands demands, MachineCosts costs, ArmModel measured) {
    return Overhead.of(model).mayBeLess(Overhead.of(measured), demands.calls() > 0, costs)
        || (sides(model) < sides(measured) && ipc(demands, costs).isEmpty());
  }

  /** The same where nothing is known of the work but that it is there. */
  public Plan withoutWork() {
    return new Plan(
        cores, workers, runners, runner, front, frontNanos, interpreterLock, interval, 0, 0, 0);
  }

  /** Whether tasks go through a loop's hands or a parent's before they are worked on. */
  public boolean handsOver() {
    return front != Front.NONE;
  }

  /** Whether tasks share threads, so that a burst needs somebody to run it. */
  public boolean sharesThreads() {
    return runners < ANY;
  }

  /**
   * Whether more bursts can be under way than there are cores, so that these are shared somehow.
   */
  public boolean isPreempted() {
    return runners > Math.ceil(cores);
  }

  /** CPU that a burst takes. */
  public double work(Burst burst, boolean first) {
    return Math.max(
        0,
        burst.cpuNanos() * times
            + (burst.waitNanos() > 0 ? callNanos : 0)
            + (first ? taskNanos : 0));
  }

  /** Whether the burst must wait for somebody to run it. */
  public boolean needsRunner(Burst burst, double work) {
    return sharesThreads() && (work > 0 || burst.pinned());
  }
}
