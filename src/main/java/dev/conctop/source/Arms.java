package dev.conctop.source;

import dev.conctop.catalog.RunSpec;
import dev.conctop.launch.SharedServer;
import dev.conctop.launch.SubjectRun;
import dev.conctop.sample.Fact;
import dev.conctop.sample.SubjectEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The subjects of an experiment: all alive at once, one works at a time. Guarded by the source's
 * lock, but for {@link #close}.
 */
final class Arms implements AutoCloseable {
  private static final int NOBODY = -1;
  private static final long LONGEST_START_NANOS = 120_000_000_000L;

  /** For the tasks that run when a block is over. */
  private static final long LONGEST_DRAIN_NANOS = 40_000_000_000L;

  private final SharedServer server = new SharedServer();
  private final List<SubjectRun> runs = new ArrayList<>();
  private final Map<Integer, SubjectEvent.Hello> known = new HashMap<>();

  /** Until when those that start or work must rest, by the clock of the looks. */
  private final Map<Integer, Long> due = new HashMap<>();

  private int working = NOBODY;

  /**
   * Starts them all; returns at once.
   *
   * @param listeners makes who listens to the arm of that number
   */
  void start(List<RunSpec> specs, Function<Integer, java.util.function.Consumer<Fact>> listeners) {
    for (int arm = 0; arm < specs.size(); arm++) {
      due.put(arm, System.nanoTime() + LONGEST_START_NANOS);
      runs.add(SubjectRun.startResting(specs.get(arm), arm, server, listeners.apply(arm)));
    }
  }

  /** An arm has said who it is. */
  void hello(int arm, SubjectEvent.Hello hello) {
    known.put(arm, hello);
  }

  /** Who that arm is; empty when it has not said so. */
  Optional<SubjectEvent.Hello> who(int arm) {
    return Optional.ofNullable(known.get(arm));
  }

  SubjectRun run(int arm) {
    return runs.get(arm);
  }

  /**
   * The arm works from now on.
   *
   * @param nanos for how long
   */
  void works(int arm, long nanos) {
    working = arm;
    due.put(arm, System.nanoTime() + nanos + LONGEST_DRAIN_NANOS);
  }

  /** The arm has come to rest, or is gone. */
  void rests(int arm) {
    due.remove(arm);
  }

  /** One that should rest by now and does not; empty when there is none. */
  Optional<Integer> late(long now) {
    return due.entrySet().stream()
        .filter(each -> now - each.getValue() > 0)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Nobody works from now on. */
  void rest() {
    working = NOBODY;
  }

  boolean isWorking(int arm) {
    return working == arm;
  }

  boolean anyWorks() {
    return working != NOBODY;
  }

  @Override
  public void close() {
    List<Thread> enders = new ArrayList<>();
    for (SubjectRun run : List.copyOf(runs)) {
      enders.add(Thread.ofPlatform().daemon().name("end-arm").start(run::close));
    }
    for (Thread ender : enders) {
      try {
        ender.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    server.close();
  }
}
