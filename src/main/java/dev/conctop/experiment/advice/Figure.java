package dev.conctop.experiment.advice;

/** One figure of a piece of work. Times are nanoseconds a task, rates tasks a second. */
public enum Figure {
  /** D_c: on a core. */
  CPU(
      Unit.NANOS,
      "CPU time of a task",
      "run the workload for some seconds and read its CPU seconds a thousand tasks",
      "if a task took %s on a core"),

  /** D_w: waits outside: disk, network, timer. */
  WAIT(
      Unit.NANOS,
      "what a task waits outside",
      "run the workload for some seconds with one task in flight and read the tasks' budget",
      "if a task waited %s"),

  /** D_l: the lock that tasks share is held. */
  LOCK(
      Unit.NANOS,
      "how long a task holds the lock that tasks share",
      "run the workload under threads and read the tasks' time under the lock",
      "if a task held the lock for %s"),

  /** D_i: CPU time of one side to send a task and its result to another process. */
  IPC(
      Unit.NANOS,
      "what sending a task to another process costs",
      "calibrate the machine, or run the workload once under processes",
      "if sending a task to another process cost %s"),

  /** n_b: blocking calls a task. */
  CALLS(
      Unit.COUNT,
      "how often a task waits",
      "run the workload and count the tasks' waits",
      "if a task made %s calls"),

  /** k: cores that the program may use, less what others take. Need not be whole. */
  CORES(
      Unit.COUNT,
      "usable cores",
      "calibrate the machine: two hardware threads are not two cores",
      "with %s usable cores"),

  /** X that is asked for. */
  ASKED(
      Unit.PER_SECOND,
      "how many tasks a second are asked for",
      "say how many are needed (--rate)",
      "if %s tasks a second were asked for"),

  /** C: tasks in flight in a closed loop. */
  IN_FLIGHT(
      Unit.COUNT,
      "how many tasks are in flight",
      "say how many, or count the connections at the busiest time",
      "with %s tasks in flight"),

  /** λ: tasks that come in an open loop. */
  RATE(
      Unit.PER_SECOND,
      "how many tasks a second come",
      "say how many, or count the requests at the busiest time",
      "if %s tasks a second came"),

  /** Share of the CPU time that needs no interpreter lock, 0 to 1. */
  RELEASED(
      Unit.SHARE,
      "the share of CPU time outside the interpreter lock",
      "run two threads: CPU time by wall time is near 1 when all of it is under the lock",
      "if %s of the CPU time was outside the interpreter lock"),

  /** φ: by which share work takes longer without an interpreter lock; known where there is one. */
  FREE_THREADED(
      Unit.SHARE,
      "the overhead of the free-threaded build",
      "run one thread under both builds",
      "if work took %s longer under the free-threaded build"),

  /** Response that is asked for. */
  GOAL(
      Unit.NANOS,
      "how soon a task must be done",
      "say which response is needed",
      "if a task had to be done within %s");

  /** What it is measured in. */
  public enum Unit {
    NANOS,
    PER_SECOND,
    COUNT,
    SHARE
  }

  private final Unit unit;
  private final String words;
  private final String how;
  private final String condition;

  Figure(Unit unit, String words, String how, String condition) {
    this.unit = unit;
    this.words = words;
    this.how = how;
    this.condition = condition;
  }

  public Unit unit() {
    return unit;
  }

  /** What it is. */
  public String words() {
    return words;
  }

  /** How to get it. */
  public String how() {
    return how;
  }

  /** "if a task waited 4 ms or less". */
  String condition(String value) {
    return condition.formatted(value);
  }

  /** A value of it in words. */
  String say(double value) {
    return switch (unit) {
      case NANOS -> Say.nanos(value);
      case PER_SECOND, COUNT -> Say.number(value);
      case SHARE -> Say.percent(value);
    };
  }

  /** What is missing when it is. */
  Advice.Missing missing(String why) {
    return new Advice.Missing(words, why, how);
  }
}
