package dev.conctop.diagnosis;

import dev.conctop.diagnosis.Verdict.Finding;
import dev.conctop.diagnosis.Verdict.Finding.Name;
import dev.conctop.diagnosis.Verdict.Kind;
import dev.conctop.diagnosis.sign.Lessons;
import dev.conctop.diagnosis.sign.OwnRun;
import dev.conctop.diagnosis.sign.Shares;
import dev.conctop.diagnosis.sign.Signs;
import dev.conctop.diagnosis.sign.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What explains a class or advises, each with the condition that it rests on. */
final class Findings {
  private static final double MILLI = 1e6;

  /** A queue wait shorter than this is no starvation. */
  private static final double QUEUE_MATTERS_NANOS = MILLI;

  /** A loop that is this late keeps everything else waiting. */
  static final double LAG_MATTERS_NANOS = 20 * MILLI;

  /** A generator this late no longer keeps its schedule. */
  static final double LATE_MATTERS_NANOS = 50 * MILLI;

  /** From this share of failed tasks on the figures are about failures, too. */
  private static final double FAILS = 0.02;

  /** A third of the requests was lost to eight carriers on two cores. */
  private static final String AS_MANY_AS_CORES =
      ": a task that waits holds no carrier, so as many as there are cores do the same work without"
          + " taking turns";

  private Findings() {}

  static List<Finding> of(Signs signs, Shares shares, Kind kind, String cause) {
    List<Finding> findings = new ArrayList<>();
    // Those that sleep want no core: what counts is how many threads are at work at a time.
    double atWork = signs.workerCount() * shares.active();
    // What a quota does not leave is no core that idles for these.
    boolean coresIdle =
        !(signs.hostBusy() > Thresholds.CORES_IDLE)
            && !(signs.coresUsed() > Thresholds.CORES_IDLE * signs.cores());
    // Of those whose tasks share threads only virtual threads have more than one.
    boolean carriers = signs.tasksShareThreads() && signs.workerCount() > 1;
    boolean loopBlocked = signs.loopLagP99() >= LAG_MATTERS_NANOS;
    failing(signs.own(), findings);
    if (Rules.isConvoy(signs)) {
      findings.add(
          new Finding(
              Name.CONVOY,
              "a task that waits for input gets the interpreter lock back only after a switch"
                  + " interval, each time: a busy thread holds it"));
    } else if (kind == Kind.LOCK_BOUND && cause.equals("gil")) {
      findings.add(
          new Finding(
              Name.GIL_BOUND,
              "one interpreter lock lets one thread run at a time; processes or interpreters with"
                  + " locks of their own would use more cores"));
    }
    if (loopBlocked) {
      findings.add(
          new Finding(
              Name.LOOP_BLOCKED,
              "the loop fires its timers "
                  + millis(signs.loopLagP99())
                  + " late (p99): a task holds the loop; send its work to a pool or to processes"));
    }
    if (starved(signs, kind, coresIdle, loopBlocked)) {
      findings.add(
          new Finding(
              Name.POOL_STARVED,
              "tasks queue "
                  + millis(signs.queueP50())
                  + " for "
                  + millis(signs.serviceP50())
                  + " of service while cores are idle: more workers, or a model that waits without"
                  + " a thread, would finish more"));
    }
    if (kind == Kind.CPU_SATURATED
        && signs.cores() >= 2
        && coresIdle
        && signs.coresUsed() > 0.5
        && signs.coresUsed() <= 1.15) {
      findings.add(
          new Finding(Name.SERIAL, "one thread is the limit while cores are idle: split the work"));
    }
    if (kind == Kind.CPU_SATURATED
        && atWork > signs.cores()
        && shares.runQueue() >= 0.3 * shares.active()) {
      findings.add(
          new Finding(
              Name.OVERSUBSCRIBED,
              Math.round(atWork)
                  + (carriers ? " busy carriers share " : " busy threads share ")
                  + cores(signs.cores())
                  + " cores and wait for them "
                  + Rules.percent(shares.runQueue())
                  + " of their time"
                  + (carriers ? AS_MANY_AS_CORES : "")));
    }
    if (signs.generatorLateNanos() >= LATE_MATTERS_NANOS) {
      findings.add(
          new Finding(
              Name.GENERATOR_BOUND,
              "arrivals are "
                  + millis(signs.generatorLateNanos())
                  + " behind their schedule: the asked rate cannot be kept"));
    }
    if (kind == Kind.CPU_SATURATED && Rules.sharesTheCores(signs, shares)) {
      findings.add(
          new Finding(
              Name.GENERATOR_BOUND,
              String.format(
                  Locale.ROOT,
                  "client and server share the cores, which are %s busy, %.1f of them with the"
                      + " client: what is measured is this machine, not the server",
                  Rules.percent(signs.hostBusy()),
                  signs.coresUsed())));
    }
    lessons(signs.lessons(), findings);
    return findings;
  }

  static void failing(OwnRun own, List<Finding> findings) {
    if (own.failed() > 0 && own.failed() >= FAILS * own.ended()) {
      findings.add(
          new Finding(
              Name.FAILING,
              own.failed()
                  + " of "
                  + own.ended()
                  + " tasks failed"
                  + (own.cause().isEmpty() ? "" : ", most of them by: " + own.cause())));
    }
  }

  private static void lessons(Lessons lessons, List<Finding> findings) {
    if (lessons.lostUpdates() > 0) {
      findings.add(
          new Finding(
              Name.LOST_UPDATES,
              "updates were lost: read, change and write are not one step; take a lock"));
    }
    if (lessons.deadlocks() > 0) {
      findings.add(
          new Finding(
              Name.DEADLOCK,
              "tasks held one lock each and wanted the other's (the errors name them): take locks"
                  + " in one order"));
    }
    if (lessons.starves()) {
      findings.add(
          new Finding(
              Name.STARVATION,
              "one party gets "
                  + Rules.percent(lessons.leastShare())
                  + " where "
                  + Rules.percent(lessons.fairShare())
                  + " would be fair: shorter turns, or a lock that goes to who waited longest"));
    }
  }

  private static boolean starved(Signs signs, Kind kind, boolean coresIdle, boolean loopBlocked) {
    return kind != Kind.CPU_SATURATED
        && kind != Kind.LOCK_BOUND
        && coresIdle
        && !loopBlocked
        && signs.queueP50() > signs.serviceP50()
        && signs.queueP50() >= QUEUE_MATTERS_NANOS;
  }

  private static String cores(double cores) {
    return String.format(Locale.ROOT, cores == Math.rint(cores) ? "%.0f" : "%.1f", cores);
  }

  static String millis(double nanos) {
    return String.format(Locale.ROOT, nanos < 10 * MILLI ? "%.1f ms" : "%.0f ms", nanos / MILLI);
  }
}
