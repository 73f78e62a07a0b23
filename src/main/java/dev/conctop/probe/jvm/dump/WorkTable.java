package dev.conctop.probe.jvm.dump;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a thread of the program's stands in its work, by its stack: the one table of executors, and
 * of what is waited for inside their tasks. Frames are parts of {@code class.method} as a dump
 * prints them, so that copies of the JDK's classes (Tomcat's ThreadPoolExecutor) are told, too.
 */
final class WorkTable {
  /** What a thread does. */
  enum Does {
    /** It is a pool's worker without a task. */
    NOTHING,
    /** It waits for a result that somebody has yet to bring. */
    AWAITS_RESULT,
    /** It wants one of a number of things that others have: certain by the class that it is in. */
    WANTS_RESOURCE,
    /** It takes from a queue or waits to be notified: for a thing, for a task, or for a word. */
    MAY_WANT_RESOURCE,
    /** It wants to hand something over that is not taken from it. */
    HANDS_OVER,
    /** It waits for whoever connects or sends: brings results that nobody in here computes. */
    LISTENS,
    /** All else: it computes, reads, sleeps, wants a lock. */
    WORKS
  }

  /**
   * An executor.
   *
   * @param base a frame that each of its workers has
   * @param idle a frame of those without a task
   */
  private record Family(String base, String idle) {}

  private static final List<Family> FAMILIES =
      List.of(
          new Family("ThreadPoolExecutor.runWorker", "ThreadPoolExecutor.getTask"),
          new Family("ForkJoinPool.runWorker", "ForkJoinPool.awaitWork"),
          // JBoss Threads; a parked worker has no other frame of the executor's.
          new Family(
              "EnhancedQueueExecutor$ThreadBody.run", "EnhancedQueueExecutor$PoolThreadNode.park"),
          // Jetty.
          new Family("QueuedThreadPool$Runner.run", "QueuedThreadPool$Runner.idleJobPoll"));

  /** Waits for results; those that only a pool's worker computes come first. */
  private static final List<String> TASK_RESULTS =
      List.of(
          "FutureTask.get",
          "FutureTask.awaitDone",
          "AbstractExecutorService.invokeA",
          "ExecutorCompletionService.take",
          "ExecutorCompletionService.poll");

  private static final List<String> RESULTS =
      List.of(
          "CompletableFuture.get",
          "CompletableFuture.join",
          "CompletableFuture.waitingGet",
          "CompletableFuture.timedGet",
          "ForkJoinTask.get",
          "ForkJoinTask.join",
          "CountDownLatch.await",
          "CyclicBarrier.await",
          "CyclicBarrier.dowait",
          "Phaser.awaitAdvance",
          "Exchanger.exchange",
          // Guava, Netty, Scala.
          "AbstractFuture.get",
          "DefaultPromise.await",
          "impl.Promise$DefaultPromise.tryAwait");

  /** Pools of things: HikariCP, commons-pool 1 and 2, c3p0, Tomcat JDBC, Apache's client, Druid. */
  private static final List<String> RESOURCES =
      List.of(
          "ConcurrentBag.borrow",
          "ObjectPool.borrowObject",
          "BasicResourcePool.awaitAvailable",
          "jdbc.pool.ConnectionPool.borrowConnection",
          "AbstractConnPool.getPoolEntryBlocking",
          "DruidDataSource.takeLast",
          "DruidDataSource.pollLast",
          "Semaphore.acquire",
          "Semaphore.tryAcquire");

  private static final Pattern QUEUE_TAKE =
      Pattern.compile("\\.\\w*(?:Queue|Deque)\\.(?:take|poll)(?:First|Last)?");

  private static final Pattern QUEUE_PUT =
      Pattern.compile("\\.\\w*(?:Queue|Deque)\\.(?:put|offer)(?:First|Last)?");

  private static final List<String> LISTENING =
      List.of("EPoll.wait", "Net.accept", "EPollSelectorImpl.doSelect", "Net.pollConnect");

  private WorkTable() {}

  /** The frame by which a thread is known as an executor's worker; empty when it is none's. */
  static Optional<String> executor(DumpedThread thread) {
    return thread.carries() ? Optional.empty() : family(thread).map(Family::base);
  }

  private static Optional<Family> family(DumpedThread thread) {
    return FAMILIES.stream().filter(family -> thread.isIn(family.base())).findFirst();
  }

  static Does of(DumpedThread thread) {
    Optional<Family> family = thread.carries() ? Optional.empty() : family(thread);
    if (family.isPresent() && thread.isIn(family.get().idle())) {
      return Does.NOTHING;
    }
    if (first(thread, LISTENING).isPresent()) {
      return Does.LISTENS;
    }
    if (!waits(thread)) {
      return Does.WORKS;
    }
    return waiting(thread, family.isPresent());
  }

  private static boolean waits(DumpedThread thread) {
    String state = thread.state();
    return state.endsWith("(parking)") || state.endsWith("WAITING (on object monitor)");
  }

  private static Does waiting(DumpedThread thread, boolean worker) {
    if (first(thread, RESOURCES).isPresent()) {
      return Does.WANTS_RESOURCE;
    }
    if (resultFrame(thread).isPresent()) {
      return Does.AWAITS_RESULT;
    }
    if (first(thread, QUEUE_PUT).isPresent()) {
      return Does.HANDS_OVER;
    }
    if (first(thread, QUEUE_TAKE).isPresent()) {
      // Whoever is inside a task and takes from a queue does not want his next task.
      return worker ? Does.WANTS_RESOURCE : Does.MAY_WANT_RESOURCE;
    }
    boolean notified = thread.isIn("Object.wait") || thread.isIn("$ConditionObject.await");
    return notified ? Does.MAY_WANT_RESOURCE : Does.WORKS;
  }

  private static Optional<String> resultFrame(DumpedThread thread) {
    return first(thread, TASK_RESULTS).or(() -> first(thread, RESULTS));
  }

  /** Whether what it waits for is computed by an executor's worker, and by nobody else. */
  static boolean awaitsTask(DumpedThread thread) {
    return first(thread, TASK_RESULTS).isPresent();
  }

  /** The name of what it wants: where it takes it and, if that says little, where from. */
  static String resource(DumpedThread thread) {
    String taken =
        first(thread, RESOURCES)
            .or(() -> first(thread, QUEUE_TAKE))
            .map(WorkTable::simple)
            .orElse("a notification");
    String at = programFrame(thread.frames());
    return at.isEmpty() || at.endsWith(taken) ? taken : taken + " in " + at;
  }

  /** {@code ArrayBlockingQueue.take} of {@code java.util.concurrent.ArrayBlockingQueue.take}. */
  private static String simple(String frame) {
    int method = frame.lastIndexOf('.');
    return frame.substring(frame.lastIndexOf('.', method - 1) + 1);
  }

  /** The innermost frame that is the program's; empty when there is none. */
  static String programFrame(List<String> frames) {
    for (String frame : frames) {
      if (!frame.startsWith("java.") && !frame.startsWith("jdk.") && !frame.startsWith("sun.")) {
        return frame;
      }
    }
    return "";
  }

  private static Optional<String> first(DumpedThread thread, List<String> parts) {
    for (String frame : thread.frames()) {
      for (String part : parts) {
        if (frame.contains(part)) {
          return Optional.of(frame);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> first(DumpedThread thread, Pattern pattern) {
    return thread.frames().stream().filter(frame -> pattern.matcher(frame).find()).findFirst();
  }
}
