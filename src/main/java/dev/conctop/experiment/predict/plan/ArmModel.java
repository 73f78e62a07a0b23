package dev.conctop.experiment.predict.plan;

/** A way to run tasks, with its size. */
public sealed interface ArmModel {
  /** One task at a time on one thread. */
  record Sequential() implements ArmModel {}

  /** So many OS threads behind one queue. */
  record ThreadPool(int workers) implements ArmModel {
    public ThreadPool {
      needOne(workers);
    }
  }

  /** A new OS thread for each task. */
  record ThreadPerTask() implements ArmModel {}

  /** A virtual thread for each task, on so many carriers; a burst of work is not preempted. */
  record VirtualThreads(int carriers) implements ArmModel {
    public VirtualThreads {
      needOne(carriers);
    }
  }

  /** One thread for all tasks; a call that blocks holds them all up. */
  record EventLoop() implements ArmModel {}

  /** A loop that only dispatches; work and calls that block go to so many threads. */
  record OffloadLoop(int workers) implements ArmModel {
    public OffloadLoop {
      needOne(workers);
    }
  }

  /** So many threads under one interpreter lock. */
  record GilThreads(int workers) implements ArmModel {
    public GilThreads {
      needOne(workers);
    }
  }

  /** An event loop that makes an object of each task. */
  record Asyncio() implements ArmModel {}

  /** So many processes, which one parent sends tasks to. */
  record Processes(int workers) implements ArmModel {
    public Processes {
      needOne(workers);
    }
  }

  /** So many threads of an interpreter that has no lock, and works more slowly for it. */
  record FreeThreaded(int workers) implements ArmModel {
    public FreeThreaded {
      needOne(workers);
    }
  }

  /** So many interpreters in one process, each with a lock of its own. */
  record Subinterpreters(int workers) implements ArmModel {
    public Subinterpreters {
      needOne(workers);
    }
  }

  /** Its name without its size, the same in every version. */
  default String key() {
    return switch (this) {
      case Sequential _ -> "sequential";
      case ThreadPool _ -> "thread-pool";
      case ThreadPerTask _ -> "thread-per-task";
      case VirtualThreads _ -> "virtual-threads";
      case EventLoop _ -> "event-loop";
      case OffloadLoop _ -> "event-loop-offload";
      case GilThreads _ -> "gil-threads";
      case Asyncio _ -> "asyncio";
      case Processes _ -> "processes";
      case FreeThreaded _ -> "free-threaded";
      case Subinterpreters _ -> "subinterpreters";
    };
  }

  private static void needOne(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("size of a model: " + size);
    }
  }
}
