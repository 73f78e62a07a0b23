package dev.conctop.probe.jvm.dump;

import dev.conctop.probe.jvm.dump.WorkTable.Does;
import dev.conctop.sample.figure.Part;
import java.util.List;

/**
 * What a Java thread that the kernel finds in a futex waits for, by its stack or by the class that
 * it parks for. The rule: to wait for something that another thread <i>holds</i> is a lock; to wait
 * for something that another thread has yet to <i>bring</i> (a task, a result, a notification) is
 * idleness, since that other thread's time is counted as its own.
 */
public final class WaitWords {
  /** Classes that threads park for when another one holds what they want. */
  private static final List<String> HELD =
      List.of(
          "ReentrantLock$",
          "ReentrantReadWriteLock$",
          "StampedLock",
          "Semaphore$",
          "java.lang.VirtualThread$Monitor");

  /** Classes that threads park for until another one brings something. */
  private static final List<String> BROUGHT =
      List.of(
          "AbstractQueuedSynchronizer$ConditionObject",
          "AbstractQueuedLongSynchronizer$ConditionObject",
          "SynchronousQueue",
          "LinkedTransferQueue",
          "ForkJoinPool",
          "CompletableFuture",
          "FutureTask",
          "CountDownLatch$",
          "CyclicBarrier",
          "Phaser",
          "Exchanger",
          "ForkJoinTask",
          "ThreadFlock",
          "StructuredTaskScope");

  private WaitWords() {}

  /** By a dump; UNKNOWN when it runs, or nobody can tell. */
  static Part of(DumpedThread thread) {
    String state = thread.state();
    if (thread.blocked() || thread.waitsFor().startsWith(DumpedThread.INITIALISED)) {
      return Part.LOCK;
    }
    if (thread.carries()) {
      return mounted(thread);
    }
    if (state.endsWith("(sleeping)")) {
      return Part.SLEEP;
    }
    if (state.endsWith("(on object monitor)")) {
      return WorkTable.of(thread) == Does.WANTS_RESOURCE ? Part.LOCK : Part.IDLE;
    }
    return state.endsWith("(parking)") ? parking(thread) : Part.UNKNOWN;
  }

  /**
   * A virtual thread that keeps its carrier while it waits: no state is printed, its stack tells.
   */
  private static Part mounted(DumpedThread thread) {
    List<String> innermost = thread.frames().subList(0, Math.min(8, thread.frames().size()));
    for (String frame : innermost) {
      if (frame.startsWith("java.lang.Thread.sleep")) {
        return Part.SLEEP;
      }
      if (frame.startsWith("java.lang.Object.wait")) {
        return Part.IDLE;
      }
    }
    return thread.isIn("VirtualThread.parkOnCarrierThread") ? parking(thread) : Part.UNKNOWN;
  }

  private static Part parking(DumpedThread thread) {
    if (WorkTable.of(thread) == Does.WANTS_RESOURCE) {
      return Part.LOCK;
    }
    if (thread.waitsFor().isEmpty()) {
      return thread.timed() ? Part.SLEEP : carrierOrPool(thread.frames());
    }
    return parkedFor(thread.waitsFor());
  }

  private static Part carrierOrPool(List<String> frames) {
    for (String frame : frames) {
      if (frame.contains("ForkJoinPool.awaitWork")) {
        return Part.IDLE;
      }
    }
    return Part.UNKNOWN;
  }

  /** By the class of what a thread parks for; UNKNOWN when nobody can tell. */
  public static Part parkedFor(String className) {
    for (String held : HELD) {
      if (className.contains(held)) {
        return Part.LOCK;
      }
    }
    for (String brought : BROUGHT) {
      if (className.contains(brought)) {
        return Part.IDLE;
      }
    }
    return Part.UNKNOWN;
  }
}
