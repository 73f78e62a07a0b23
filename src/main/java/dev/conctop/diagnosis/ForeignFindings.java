package dev.conctop.diagnosis;

import dev.conctop.diagnosis.Verdict.Finding;
import dev.conctop.diagnosis.Verdict.Finding.Name;
import dev.conctop.diagnosis.Verdict.Kind;
import dev.conctop.diagnosis.sign.Foreign;
import dev.conctop.diagnosis.sign.Signs;
import dev.conctop.diagnosis.sign.Thresholds;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Part;
import dev.conctop.state.past.crowd.Crowd;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What explains the class of a program of somebody else's, and the figures that it rests on. */
final class ForeignFindings {
  private static final double QUEUES = 0.3;
  private static final double STARVED = 0.2;
  private static final double CLIENTS_QUEUE = 0.6;
  private static final double HOLDER = 0.6;
  private static final double CONVOY_WAIT = 0.3;
  private static final double HALF = 0.5;
  private static final double SELDOM_ON_CPU = 0.1;

  private ForeignFindings() {}

  static List<Finding> of(Signs signs, Foreign foreign, Kind kind, String cause) {
    Crowd crowd = foreign.crowd();
    List<Finding> findings = new ArrayList<>();
    double cores = crowd.worth(Part.ON_CPU);
    double queue = crowd.worth(Part.RUN_QUEUE);
    if (kind == Kind.LOCK_BOUND && cause.equals("gil")) {
      findings.add(
          new Finding(
              Name.GIL_BOUND,
              "one interpreter lock lets one thread run at a time; processes or interpreters with"
                  + " locks of their own would use more cores"));
      convoy(crowd, findings);
    }
    if (kind == Kind.CPU_SATURATED) {
      saturated(signs, foreign, cores, queue, findings);
    }
    if (clientsQueueAtALoop(foreign) && isLoopHeld(crowd, cores)) {
      findings.add(
          new Finding(
              Name.LOOP_BLOCKED,
              Math.round(foreign.queuedMany())
                  + " clients queue at its sockets, unread, while its loop is held: send what holds"
                  + " it to a pool or to processes"));
    }
    if (crowd.parked() && foreign.traits().halted().isEmpty()) {
      findings.add(
          new Finding(
              Name.STUCK,
              "all "
                  + crowd.threads()
                  + " threads wait for each other in futexes without a time-out, and none for"
                  + " anything from outside: nothing of it can wake it"
                  + (crowd.lock().isEmpty() ? "" : " (" + crowd.lock() + ")")));
    }
    return findings;
  }

  private static void saturated(
      Signs signs, Foreign foreign, double cores, double queue, List<Finding> findings) {
    Crowd crowd = foreign.crowd();
    double usable = signs.cores();
    double others = Math.max(0, signs.hostBusy() * foreign.machineCores() - cores);
    boolean coresIdle =
        !(signs.hostBusy() > Thresholds.CORES_IDLE) && !(cores > Thresholds.CORES_IDLE * usable);
    boolean alone =
        cores <= Thresholds.ABOUT_ONE_CORE
            && (crowd.busy() <= 1 || cores + queue <= Thresholds.ABOUT_ONE_CORE);
    if (usable >= 2 && alone) {
      findings.add(
          new Finding(
              Name.SERIAL,
              crowd
                      .busiest()
                      .map(
                          one ->
                              "one thread ("
                                  + one.name()
                                  + " "
                                  + one.tid()
                                  + ", "
                                  + Rules.percent(one.onCpu())
                                  + " of a core)")
                      .orElse("one thread at a time")
                  + " is the limit"
                  + (coresIdle ? " while cores are idle" : "")
                  + ": split the work"));
    }
    if (queue >= QUEUES * (cores + queue) && crowd.busy() > usable) {
      findings.add(
          new Finding(
              Name.OVERSUBSCRIBED,
              crowd.busy()
                  + " busy threads share "
                  + cores(usable)
                  + (usable == 1 ? " core" : " cores")
                  + " and wait for "
                  + (usable == 1 ? "it " : "them ")
                  + Rules.percent(queue / Math.max(1, crowd.busy()))
                  + " of their time"));
    } else if (queue >= STARVED * (cores + queue) && others >= STARVED) {
      findings.add(
          new Finding(
              Name.STARVED,
              "other programs take "
                  + String.format(Locale.ROOT, "%.1f", others)
                  + " cores while it waits for one "
                  + Rules.percent(queue / (cores + queue))
                  + " of the time that it could run"
                  + (foreign.others().isEmpty() ? "" : ": " + foreign.others())));
    }
  }

  /** Waiting for the lock takes the I/O thread what the busy holder's turns take. */
  private static void convoy(Crowd crowd, List<Finding> findings) {
    Crowd.One holder = crowd.busiest().orElse(null);
    Crowd.One waits = crowd.hampered().orElse(null);
    if (holder != null
        && waits != null
        && holder.tid() != waits.tid()
        && holder.onCpu() >= HOLDER
        && waits.locked() >= CONVOY_WAIT
        && waits.onCpu() < SELDOM_ON_CPU) {
      findings.add(
          new Finding(
              Name.CONVOY,
              waits.name()
                  + " "
                  + waits.tid()
                  + " gets the interpreter lock back only after a switch interval, each time that it"
                  + " has waited for input: "
                  + holder.name()
                  + " "
                  + holder.tid()
                  + " computes and holds it"));
    }
  }

  /**
   * Where threads or tasks of the runtime's own take clients in, one that sleeps holds nobody up.
   */
  static boolean clientsQueueAtALoop(Foreign foreign) {
    boolean loop =
        switch (foreign.traits().runtime()) {
          case NATIVE, CPYTHON, NODE, RUBY -> true;
          case JVM, GO, DOTNET, BEAM -> false;
        };
    return loop && foreign.queuedOften() >= CLIENTS_QUEUE;
  }

  /**
   * By what it does beside looking for its clients; computing is no sign: it may be their work. Of
   * one thread whatever it waits for holds the loop; of several another one may wait for that.
   */
  private static boolean isLoopHeld(Crowd crowd, double cores) {
    double held = crowd.worth(Part.SLEEP) + crowd.worth(Part.DISK);
    if (crowd.moved() == 1) {
      Budget one = crowd.moving();
      double all = Math.max(1, crowd.wallNanos());
      held += (one.nanos(Part.NETWORK) + one.nanos(Part.IPC) + one.nanos(Part.LOCK)) / all;
    }
    return held >= HALF && cores < HALF;
  }

  static String cores(double cores) {
    return String.format(Locale.ROOT, cores == Math.rint(cores) ? "%.0f" : "%.1f", cores);
  }

  /** The figures that the class rests on. */
  static void describe(Signs signs, Foreign foreign, Kind kind, Evidence evidence) {
    Crowd crowd = foreign.crowd();
    double cores = crowd.worth(Part.ON_CPU);
    if (!foreign.traits().halted().isEmpty()) {
      evidence.answer(halted(foreign.traits().halted()));
      return;
    }
    if (kind == Kind.IDLE && cores >= 0.01) {
      evidence.answer("uses " + Rules.percent(cores) + " of a core, no limit reached");
    }
    if (!Double.isNaN(signs.hostBusy())) {
      evidence.machine("cores " + Rules.percent(signs.hostBusy()) + " busy");
    }
    if (crowd.isEmpty()) {
      evidence.answer("no thread of it was seen twice");
      return;
    }
    if (signs.cores() < foreign.machineCores()) {
      evidence.machine(
          "it may use " + cores(signs.cores()) + " of " + cores(foreign.machineCores()));
    }
    if (kind == Kind.CANNOT_TELL) {
      evidence.answer(why(foreign));
    }
  }

  /** What is worth a look beside the threads' shares. */
  static void describeMore(Foreign foreign, Kind kind, Evidence evidence) {
    Crowd crowd = foreign.crowd();
    if (kind == Kind.LOCK_BOUND && crowd.lock().contains(" ")) {
      evidence.detail("most wait in " + crowd.lock());
    }
    int parked = crowd.threads() - crowd.moved();
    if (parked > 0 && crowd.moved() > 0) {
      evidence.more(parked + " of " + crowd.threads() + " threads stood still");
    }
  }

  private static String why(Foreign foreign) {
    if (!foreign.traits().callsReadable()) {
      return "its system calls may not be read: run as its user or as root (doctor says how)";
    }
    return switch (foreign.traits().runtime()) {
      case JVM -> "what a JVM's thread is parked for only the JVM says: attach without --deep off";
      case NATIVE, CPYTHON, NODE, GO, RUBY, DOTNET, BEAM ->
          "neither call nor kernel function tell what its threads wait for (doctor says what is"
              + " missing)";
    };
  }

  private static String halted(String how) {
    return how.equals("traced")
        ? "traced: a debugger or tracer holds it"
        : "stopped by a signal: SIGCONT lets it go on";
  }
}
