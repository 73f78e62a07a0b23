package dev.conctop.catalog;

import dev.conctop.catalog.parameter.ParameterSpec;
import java.util.List;
import java.util.Set;

/**
 * One concurrency model.
 *
 * @param help one line: how tasks are run
 * @param emulated whether it stands for another runtime's model; then labelled so everywhere
 * @param runtime what runs the tasks
 * @param workers what {@code -j} means here
 */
public record ModelSpec(
    String id,
    String help,
    boolean emulated,
    Runtime runtime,
    Workers workers,
    List<ParameterSpec> parameters) {
  /** What runs the tasks. */
  public enum Runtime {
    JVM,
    /** A real CPython found on the machine. */
    CPYTHON,
    /** A program in Rust, made on the machine by its own compiler. */
    RUST
  }

  /** What the number of workers is. */
  public enum Workers {
    /** Always one. */
    ONE,
    /** A fixed number that a person chooses. */
    CHOSEN,
    /** As many threads as tasks in flight. */
    PER_TASK,
    /** Carriers of virtual threads; by default one a core. */
    CARRIERS
  }

  private static final Set<String> LOOPS =
      Set.of(
          "cpython-asyncio",
          "cpython-uvloop",
          "cpython-aiohttp",
          "cpython-tornado",
          "cpython-gevent",
          "cpython-trio");

  /** Of those with a chosen number of workers, they that are started with it once and for all. */
  private static final Set<String> FIXED =
      Set.of(
          "cpython-subinterpreters",
          "zmq-push-pull",
          "zmq-req-rep",
          "dask",
          "celery",
          "hazelcast",
          "cpython-ray",
          "rust-rayon");

  public ModelSpec {
    parameters = List.copyOf(parameters);
  }

  /** Whether the number of workers cannot be changed while a run goes on. */
  public boolean workersFixed() {
    return FIXED.contains(id);
  }

  /** Whether a task that waits holds no thread: virtual threads and event loops. */
  public boolean tasksShareThreads() {
    return workers == Workers.CARRIERS || id.contains("event-loop") || LOOPS.contains(id);
  }
}
