package dev.conctop.catalog;

import java.util.Optional;
import java.util.Set;

/**
 * What is known of a workload's tasks beside what they do, of which it depends whether a run under
 * one model tells anything of another.
 */
public final class WorkTraits {
  /** Those whose tasks give an event loop of the JVM back while they wait. */
  private static final Set<String> YIELD_ON_LOOP =
      Set.of(
          "http-get",
          "http-post",
          "crawl",
          "query-server",
          "mixed",
          "sleep",
          "print",
          "camera",
          "command",
          "convoy",
          "barrier",
          "producer-consumer",
          "starvation");

  /** Likewise an asyncio loop of CPython. */
  private static final Set<String> YIELD_ON_ASYNCIO =
      Set.of(
          "http-get",
          "http-post",
          "crawl",
          "query-server",
          "mixed",
          "sleep",
          "print",
          "camera",
          "command",
          "convoy",
          "barrier",
          "producer-consumer");

  private static final Set<String> SPLITTABLE = Set.of("sum-of-squares", "mandelbrot");

  /** Those whose work is given as a time, or is next to none. */
  private static final Set<String> SAME_WORK =
      Set.of("mixed", "sleep", "query-server", "skewed-chunks", "starvation", "held-lock");

  private static final Set<String> JVM_ONLY = Set.of("query-db", "starvation", "class");

  private static final Set<String> NOT_ISOLATED =
      Set.of(
          "convoy",
          "print",
          "camera",
          "command",
          "lost-updates",
          "deadlock",
          "barrier",
          "held-lock",
          "producer-consumer");

  /** Those whose tasks wait for each other, or for a thread that is no task's. */
  private static final Set<String> FOR_EACH_OTHER =
      Set.of("barrier", "deadlock", "producer-consumer", "convoy", "held-lock", "lost-updates");

  private static final Set<String> ONE_DEVICE = Set.of("print", "camera");

  private WorkTraits() {}

  /** Whether a task that waits gives the loop of that runtime back meanwhile. */
  public static boolean yieldsOnLoop(WorkloadSpec workload, ModelSpec.Runtime runtime) {
    return switch (runtime) {
      case JVM -> YIELD_ON_LOOP.contains(workload.id());
      case CPYTHON -> YIELD_ON_ASYNCIO.contains(workload.id());
      case RUST -> false;
    };
  }

  /** Whether a task can be split into parts that run side by side. */
  public static boolean splittable(WorkloadSpec workload) {
    return SPLITTABLE.contains(workload.id());
  }

  /** Whether the work of a task takes about as long in every runtime. */
  public static boolean sameWorkEverywhere(WorkloadSpec workload) {
    return SAME_WORK.contains(workload.id());
  }

  /** Why a workload has no such model, in words; empty when it has. */
  public static Optional<String> lacks(WorkloadSpec workload, ModelSpec model) {
    if (model.runtime() == ModelSpec.Runtime.CPYTHON && JVM_ONLY.contains(workload.id())) {
      return Optional.of(workload.id() + " is of the JVM alone");
    }
    if (model.id().equals("cpython-subinterpreters") && NOT_ISOLATED.contains(workload.id())) {
      return Optional.of(workload.id() + " cannot run in sub-interpreters");
    }
    return Optional.empty();
  }

  /**
   * Why what its tasks wait does not follow from what one of them needs, in words; empty when it
   * does.
   */
  public static Optional<String> entangled(WorkloadSpec workload) {
    if (FOR_EACH_OTHER.contains(workload.id())) {
      return Optional.of("its tasks wait for each other: that is no demand of one task");
    }
    return ONE_DEVICE.contains(workload.id())
        ? Optional.of("its tasks wait for one device that serves one at a time")
        : Optional.empty();
  }
}
