package dev.conctop.source;

import dev.conctop.catalog.RunSpec;
import dev.conctop.launch.SharedServer;
import dev.conctop.launch.SubjectRun;
import dev.conctop.sample.Fact;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.figure.Figure;
import dev.conctop.wire.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The subjects of an experiment: all alive at once, one works at a time. Of those that rest nothing
 * is told but how they are. Guarded by the source's lock, but for {@link #close}.
 */
final class Arms implements AutoCloseable {
  private static final int NOBODY = -1;
  private static final long LONGEST_START_NANOS = 120_000_000_000L;

  /** For the tasks that run when a block is over. */
  private static final long LONGEST_DRAIN_NANOS = 40_000_000_000L;

  /** Where the one that works is watched. */
  interface Bench {
    /** From now on this one is watched. */
    void watch(SubjectEvent.Hello who, SubjectRun run);

    /**
     * A last look at it.
     *
     * @return its memory, bytes
     */
    Figure lastLook();

    /** Nobody is watched from now on. */
    void unwatch();

    /** The one that works has said something. */
    void heard(Fact fact);

    /** Something is to be told of the arms. */
    void tell(SubjectEvent event);

    /** Does something that takes a while, without the lock. */
    void later(Runnable task);
  }

  /** Makes who listens to what an arm's process says. */
  interface Listeners {
    /**
     * Brings it to {@link #take} under the lock.
     *
     * @param arm from 0
     * @param life which of its processes, from 0
     */
    Consumer<Fact> of(int arm, int life);
  }

  private final Bench bench;
  private final SharedServer server = new SharedServer();
  private final List<SubjectRun> runs = new ArrayList<>();
  private final Map<Integer, SubjectEvent.Hello> known = new HashMap<>();

  /** Until when those that start or work must rest, by the clock of the looks. */
  private final Map<Integer, Long> due = new HashMap<>();

  private int working = NOBODY;
  private List<RunSpec> specs = List.of();
  private Listeners listeners = (_, _) -> _ -> {};

  /** Of an arm, how many processes it has had before the present one. */
  private final Map<Integer, Integer> lives = new HashMap<>();

  Arms(Bench bench) {
    this.bench = bench;
  }

  /** Starts them all; returns at once. */
  void start(List<RunSpec> all, Listeners whoListens) {
    specs = List.copyOf(all);
    listeners = whoListens;
    bench.tell(new SubjectEvent.ArmsBegin());
    for (int arm = 0; arm < specs.size(); arm++) {
      runs.add(begin(arm));
    }
  }

  private SubjectRun begin(int arm) {
    due.put(arm, System.nanoTime() + LONGEST_START_NANOS);
    return SubjectRun.startResting(
        specs.get(arm), arm, server, listeners.of(arm, lives.getOrDefault(arm, 0)));
  }

  /** Ends an arm's process, which rests, and starts a new one in its place; returns at once. */
  void renew(int arm) {
    if (working == arm || known.remove(arm) == null) {
      return;
    }
    SubjectRun old = runs.get(arm);
    lives.merge(arm, 1, Integer::sum);
    bench.later(old::close);
    runs.set(arm, begin(arm));
  }

  /** Has an arm work for a block. */
  void go(int arm, long settleNanos, long nanos) {
    SubjectEvent.Hello who = known.get(arm);
    if (who == null) {
      fail(arm, "it has not said who it is");
      return;
    }
    working = arm;
    due.put(arm, System.nanoTime() + settleNanos + nanos + LONGEST_DRAIN_NANOS);
    bench.tell(new SubjectEvent.BlockBegins(arm, who));
    bench.watch(who, runs.get(arm));
    order(arm, new Order.Go(settleNanos, nanos));
  }

  /** Gives an order to an arm. */
  void order(int arm, Order order) {
    runs.get(arm).order(order);
  }

  /** What an arm's process says; one that another has taken the place of is not heard. */
  void take(int arm, int life, Fact fact) {
    if (life != lives.getOrDefault(arm, 0)) {
      return;
    }
    switch (fact) {
      case SubjectEvent.Hello hello -> known.put(arm, hello);
      case SubjectEvent.Starting starting -> {
        if (working == NOBODY) {
          bench.tell(starting);
        }
      }
      case SubjectEvent.BlockEnded ended -> {
        Figure memory = bench.lastLook();
        leave(arm);
        bench.tell(ended.withMemory(memory));
      }
      case SubjectEvent.ArmDied died -> {
        due.remove(arm);
        known.remove(arm);
        leave(arm);
        bench.tell(died);
      }
      case SubjectEvent.Rests rests -> rests(arm, rests);
      default -> {
        if (working == arm) {
          bench.heard(fact);
        }
      }
    }
  }

  private void rests(int arm, SubjectEvent.Rests rests) {
    due.remove(arm);
    if (working == arm) {
      // Its block was not told: without it nobody would go on.
      fail(arm, "its block could not be read");
    } else {
      bench.tell(rests);
    }
  }

  private void leave(int arm) {
    if (working == arm) {
      working = NOBODY;
      bench.unwatch();
    }
  }

  /** An arm is of no use any more: it is ended, and the others go on. */
  private void fail(int arm, String why) {
    due.remove(arm);
    known.remove(arm);
    leave(arm);
    if (arm < runs.size()) {
      SubjectRun run = runs.get(arm);
      bench.later(run::close);
    }
    bench.tell(new SubjectEvent.ArmDied(arm, why, List.of()));
  }

  /** Ends one that should rest by now and does not. */
  void endLate(long now) {
    due.entrySet().stream()
        .filter(each -> now - each.getValue() > 0)
        .map(Map.Entry::getKey)
        .findFirst()
        .ifPresent(arm -> fail(arm, "it did not come to rest in time"));
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
