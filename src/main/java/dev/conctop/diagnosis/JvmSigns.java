package dev.conctop.diagnosis;

import dev.conctop.diagnosis.Verdict.Finding;
import dev.conctop.diagnosis.Verdict.Finding.Name;
import dev.conctop.diagnosis.Verdict.Kind;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.jvm.JvmPool;
import dev.conctop.sample.jvm.JvmThread;
import dev.conctop.state.State;
import dev.conctop.state.past.total.JvmTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the JVMs watched add to a verdict: deadlocks, pools that are short of something, and a
 * collector that takes the time. The class follows where the kernel's view of the threads cannot
 * show it: a carrier that sleeps with a virtual thread on it is not idle while others queue.
 */
final class JvmSigns {
  private static final int MOST_NAMES = 6;

  /** Share of the wall time in the collector's pauses from which on they are the finding. */
  static final double GC_BOUND = 0.2;

  private Kind kind;
  private String cause;
  private final List<Finding> findings;

  private JvmSigns(Verdict verdict) {
    kind = verdict.kind();
    cause = verdict.cause();
    findings = new ArrayList<>(verdict.findings());
  }

  static Verdict add(Verdict verdict, State state) {
    List<JvmTotals> jvms = state.observed().jvms().all();
    if (jvms.isEmpty()) {
      return verdict;
    }
    JvmSigns signs = new JvmSigns(verdict);
    for (JvmTotals jvm : jvms) {
      signs.deadlocks(jvm.newest());
      signs.pools(jvm.newest());
      signs.carriers(jvm);
      signs.collector(jvm.newest());
    }
    signs.monitors(jvms);
    return new Verdict(signs.kind, signs.cause, signs.findings, verdict.evidence());
  }

  private void find(Name name, String advice) {
    findings.add(new Finding(name, advice));
  }

  /** Whether the kernel's view has nothing to say that speaks against what a JVM says. */
  private boolean isOpen() {
    return kind == Kind.IDLE || kind == Kind.CANNOT_TELL || kind == Kind.MIXED;
  }

  private void become(Kind now, String because) {
    kind = now;
    cause = because;
  }

  private void deadlocks(JvmSample jvm) {
    for (List<String> deadlock : jvm.deadlocks()) {
      find(
          Name.DEADLOCK,
          names(deadlock) + " wait for each other for ever: take locks in one order");
      if (kind == Kind.IDLE || kind == Kind.CANNOT_TELL) {
        become(Kind.LOCK_BOUND, "monitor");
      }
    }
  }

  private static String names(List<String> all) {
    return String.join(", ", all.subList(0, Math.min(MOST_NAMES, all.size())))
        + (all.size() > MOST_NAMES ? ", …" : "");
  }

  private void pools(JvmSample jvm) {
    for (JvmPool pool : jvm.pools()) {
      switch (pool.shortage()) {
        case DEADLOCK -> {
          find(
              Name.POOL_DEADLOCK,
              String.format(
                  Locale.ROOT,
                  "all %d workers of %s wait inside tasks for results that only its workers bring:"
                      + " give the inner tasks a pool of their own",
                  pool.waiting(),
                  pool.name()));
          if (isOpen()) {
            become(Kind.LOCK_BOUND, "futex");
          }
        }
        case RESOURCE ->
            find(
                Name.POOL_STARVED,
                String.format(
                    Locale.ROOT,
                    "%d threads %s wait at %s, %d of them have what they want: more of it, or fewer"
                        + " threads",
                    pool.waiting(),
                    pool.name(),
                    pool.resource(),
                    pool.working()));
        case WORKERS -> workers(pool);
      }
    }
  }

  private void workers(JvmPool pool) {
    boolean known = findings.stream().anyMatch(f -> f.name() == Name.POOL_STARVED);
    if (kind != Kind.CPU_SATURATED && kind != Kind.THROTTLED && !known) {
      find(
          Name.POOL_STARVED,
          String.format(
              Locale.ROOT,
              "none of the %d workers of %s is ever free, and others wait for them: more workers",
              pool.working(),
              pool.name()));
    }
  }

  private void carriers(JvmTotals jvm) {
    if (!jvm.carriersStarved() || kind == Kind.CPU_SATURATED || kind == Kind.THROTTLED) {
      return;
    }
    List<JvmThread> carrying = jvm.newest().threads().stream().filter(JvmSigns::isPinned).toList();
    // Carriers that are at work need more cores, not fewer pins.
    if (2 * carrying.size() < jvm.newest().virtualThreads().carriers().value()) {
      return;
    }
    long locked = carrying.stream().filter(JvmSigns::isLocked).count();
    String held = names(carrying.stream().map(t -> t.name() + " at " + t.at()).toList());
    find(
        Name.POOL_STARVED,
        String.format(
            Locale.ROOT,
            "%.0f virtual threads queue and none of the %.0f carriers is free: they are held by"
                + " threads that cannot leave them (%s)",
            jvm.newest().virtualThreads().queued().value(),
            jvm.newest().virtualThreads().carriers().value(),
            held));
    if (kind == Kind.IDLE || kind == Kind.CANNOT_TELL) {
      boolean lock = locked > 0 && 2 * locked >= carrying.size();
      become(lock ? Kind.LOCK_BOUND : Kind.MIXED, lock ? "monitor" : "pinned");
    }
  }

  /** Whether a virtual thread waits on it and keeps it. */
  private static boolean isPinned(JvmThread thread) {
    return thread.state().startsWith(JvmThread.CARRYING) && thread.state().endsWith(")");
  }

  private static boolean isLocked(JvmThread thread) {
    return thread.state().endsWith("(lock)");
  }

  private void collector(JvmSample jvm) {
    Figure share = jvm.counters().collectionShare();
    if (!share.known() || share.value() < GC_BOUND) {
      return;
    }
    double perSecond = jvm.counters().collections().value() * 1e9 / jvm.counters().watchedNanos();
    find(
        Name.GC_BOUND,
        String.format(
            Locale.ROOT,
            "the collector stops all threads for %s of the time, %.0f times a second: a larger heap,"
                + " or less that is kept or thrown away",
            Rules.percent(share.value()),
            perSecond));
    // Its threads are the runtime's, and those that it stops wait for no lock of theirs.
    if (isOpen() || kind == Kind.LOCK_BOUND) {
      become(Kind.CPU_SATURATED, "");
    }
  }

  private void monitors(List<JvmTotals> jvms) {
    int monitors = 0;
    int locks = 0;
    for (JvmTotals jvm : jvms) {
      for (JvmThread thread : jvm.newest().threads()) {
        monitors += thread.state().startsWith("BLOCKED") ? 1 : 0;
        // What the runtime's own threads wait on has a class named Lock, too: a monitor with a
        // queue.
        boolean parks = thread.state().endsWith("(parking)");
        locks += parks && thread.waitsFor().contains("Lock") ? 1 : 0;
      }
    }
    if (kind == Kind.LOCK_BOUND && cause.equals("futex") && monitors > locks) {
      cause = "monitor";
    }
  }
}
