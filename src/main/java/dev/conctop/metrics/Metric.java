package dev.conctop.metrics;

import java.util.List;

/**
 * All metrics there are. Names are those of OpenTelemetry's semantic conventions where these have
 * the very same thing, else {@code conctop.*}; what Prometheus calls them follows from name, unit
 * and kind, by OpenTelemetry's own rules. Labels have few values each: groups, states, kinds; never
 * the number of a process or a thread.
 */
public enum Metric {
  // ---- the machine
  CPU_TIME(
      "system.cpu.time",
      Kind.COUNTER,
      Unit.SECONDS,
      "Time of all cores by what they did; user has nice, system has interrupts",
      "cpu.mode"),
  CPU_COUNT("system.cpu.logical.count", Kind.GAUGE, Unit.NONE, "Cores that are on line"),
  PROCESS_COUNT("system.process.count", Kind.GAUGE, Unit.NONE, "Processes of the machine"),
  DISK_IO(
      "system.disk.io",
      Kind.COUNTER,
      Unit.BYTES,
      "Bytes that disks read and wrote, since conctop looks",
      "system.device",
      "disk.io.direction"),
  DISK_OPERATIONS(
      "system.disk.operations",
      Kind.COUNTER,
      Unit.NONE,
      "Requests that disks ended, since conctop looks",
      "system.device",
      "disk.io.direction"),
  DISK_IO_TIME(
      "system.disk.io_time",
      Kind.COUNTER,
      Unit.SECONDS,
      "Time in which a disk had at least one request, since conctop looks",
      "system.device"),
  NETWORK_IO(
      "system.network.io",
      Kind.COUNTER,
      Unit.BYTES,
      "Bytes that interfaces received and sent, since conctop looks",
      "network.interface.name",
      "network.io.direction"),
  NETWORK_TROUBLES(
      "conctop.network.troubles",
      Kind.COUNTER,
      Unit.NONE,
      "Packets dropped or damaged, both ways, since conctop looks",
      "network.interface.name"),
  RUNNABLE(
      "conctop.runnable.threads",
      Kind.GAUGE,
      Unit.NONE,
      "Threads of the machine that run or want to, now"),
  PRESSURE(
      "conctop.pressure",
      Kind.GAUGE,
      Unit.RATIO,
      "Share of time in which some, or all, tasks were stalled for a resource",
      "resource",
      "stall"),
  OTHER_LOAD(
      "conctop.other_load.cores",
      Kind.GAUGE,
      Unit.NONE,
      "Cores busy with what is neither watched nor conctop's own"),
  QUOTA(
      "conctop.cpu.quota.cores",
      Kind.GAUGE,
      Unit.NONE,
      "CPU quota of the control group, in cores; absent without one"),
  THROTTLED(
      "conctop.cpu.throttled",
      Kind.GAUGE,
      Unit.RATIO,
      "Share of the quota's periods in the last second in which the group was held back"),
  PROCESS_GROUP_TIME(
      "conctop.process",
      Kind.COUNTER,
      Unit.SECONDS,
      "Time of the processes of one name on cores and in the run queue; while the machine is watched",
      "group",
      "state"),
  PROCESS_VERDICTS(
      "conctop.processes",
      Kind.GAUGE,
      Unit.NONE,
      "Processes by what their time goes to; while the machine is watched",
      "verdict"),

  // ---- the process, or the run, that is watched
  PROCESS_CPU(
      "process.cpu.time",
      Kind.COUNTER,
      Unit.SECONDS,
      "CPU time of the processes watched, threads that ended included, since they are watched"),
  PROCESS_SWITCHES(
      "process.context_switches",
      Kind.COUNTER,
      Unit.NONE,
      "Context switches of the processes watched, since they are watched",
      "process.context_switch.type"),
  PROCESS_MEMORY(
      "process.memory.usage", Kind.GAUGE, Unit.BYTES, "Resident memory of the processes watched"),
  PROCESS_THREADS(
      "process.thread.count", Kind.GAUGE, Unit.NONE, "Threads of the processes watched"),
  THREAD_TIME(
      "conctop.thread",
      Kind.COUNTER,
      Unit.SECONDS,
      "Wall time of threads by group and by where it went; the states sum to wall time x threads",
      "group",
      "state"),
  THREADS("conctop.threads", Kind.GAUGE, Unit.NONE, "Threads that live, by group", "group"),
  WATCHED_TIME(
      "conctop.watched", Kind.COUNTER, Unit.SECONDS, "Wall time that the looks at threads cover"),
  MISFIT(
      "conctop.thread.misfit",
      Kind.COUNTER,
      Unit.SECONDS,
      "What parts and wall time of threads differed by: how far the budgets do not close"),
  HIDDEN(
      "conctop.hidden.threads",
      Kind.GAUGE,
      Unit.NONE,
      "Threads that are there and may not be read"),

  // ---- tasks of a run
  TASKS(
      "conctop.tasks",
      Kind.COUNTER,
      Unit.NONE,
      "Tasks of the run that ended, warm-up left out",
      "outcome"),
  TASKS_IN_FLIGHT(
      "conctop.tasks.in_flight", Kind.GAUGE, Unit.NONE, "Tasks begun and not ended", "state"),
  TASK_TIME(
      "conctop.task",
      Kind.COUNTER,
      Unit.SECONDS,
      "Time that tasks spent by state, warm-up left out",
      "state"),
  TASK_LATENCY(
      "conctop.task.latency",
      Kind.HISTOGRAM,
      Unit.SECONDS,
      "Latencies of the run's tasks, warm-up left out",
      "series"),
  CLIPPED(
      "conctop.task.latency.clipped",
      Kind.COUNTER,
      Unit.NONE,
      "Latencies above one hour, counted there",
      "series"),
  LOST_FRAMES(
      "conctop.frames.lost", Kind.COUNTER, Unit.NONE, "Frames of the subject that never came"),

  // ---- JVMs that are watched
  JVM_THREADS(
      "jvm.thread.count",
      Kind.GAUGE,
      Unit.NONE,
      "Platform threads by state, as of the last thread dump",
      "jvm.thread.state"),
  JVM_WAIT(
      "conctop.jvm.wait",
      Kind.HISTOGRAM,
      Unit.SECONDS,
      "Waits above the recorder's threshold, by the JVM's flight recorder",
      "wait"),
  JVM_PAUSES(
      "conctop.jvm.pauses",
      Kind.COUNTER,
      Unit.NONE,
      "How often all threads were stopped, since the JVM is watched",
      "pause"),
  JVM_PAUSE_TIME(
      "conctop.jvm.pause",
      Kind.COUNTER,
      Unit.SECONDS,
      "For how long all threads were stopped, since the JVM is watched",
      "pause"),
  JVM_VIRTUAL(
      "conctop.jvm.virtual_threads",
      Kind.GAUGE,
      Unit.NONE,
      "Virtual threads on a carrier, and ready without one",
      "state"),
  JVM_DEADLOCKED(
      "conctop.jvm.deadlocked.threads",
      Kind.GAUGE,
      Unit.NONE,
      "Threads in a deadlock, as of the last dump"),

  // ---- the verdict
  VERDICT(
      "conctop.verdict",
      Kind.GAUGE,
      Unit.NONE,
      "1 for the class that the time goes to now, 0 for the others",
      "verdict"),
  VERDICT_CAUSE(
      "conctop.verdict.cause",
      Kind.INFO,
      Unit.NONE,
      "The verdict with what is waited for",
      "verdict",
      "cause"),
  FINDING("conctop.finding", Kind.GAUGE, Unit.NONE, "1 for what is found now", "finding"),

  // ---- conctop itself
  BUILD("conctop.build", Kind.INFO, Unit.NONE, "This program", "version"),
  WATCHING(
      "conctop.watching",
      Kind.INFO,
      Unit.NONE,
      "What is watched",
      "what",
      "name",
      "workload",
      "model"),
  LOOKS("conctop.looks", Kind.COUNTER, Unit.NONE, "Looks that were made"),
  MISSED_LOOKS("conctop.looks.missed", Kind.COUNTER, Unit.NONE, "Looks that came too late"),
  LOOK_TIME("conctop.look", Kind.GAUGE, Unit.SECONDS, "How long the last look took"),
  OWN_CPU(
      "conctop.observer.cpu",
      Kind.GAUGE,
      Unit.RATIO,
      "CPU time over wall time of conctop itself, since measuring began"),
  CAUSE_RATE(
      "conctop.cause.looks",
      Kind.GAUGE,
      Unit.HERTZ,
      "How often a second the causes of waits were looked up lately");

  /** How a metric's values are to be read. */
  public enum Kind {
    /** Only rises, but for a new beginning. */
    COUNTER,
    GAUGE,
    /** Always 1; its labels tell. */
    INFO,
    HISTOGRAM
  }

  /** What is counted in. */
  public enum Unit {
    NONE("", ""),
    SECONDS("s", "seconds"),
    BYTES("By", "bytes"),
    RATIO("1", "ratio"),
    HERTZ("Hz", "hertz");

    private final String symbol;
    private final String word;

    Unit(String symbol, String word) {
      this.symbol = symbol;
      this.word = word;
    }

    /** In UCUM, as OpenTelemetry writes it; empty for a plain number. */
    public String symbol() {
      return symbol;
    }

    /** At the end of Prometheus's name; empty for a plain number. */
    public String word() {
      return word;
    }
  }

  private final String id;
  private final Kind kind;
  private final Unit unit;
  private final String help;
  private final List<String> labels;

  Metric(String id, Kind kind, Unit unit, String help, String... labels) {
    this.id = id;
    this.kind = kind;
    this.unit = unit;
    this.help = help;
    this.labels = List.of(labels);
  }

  /** The name by OpenTelemetry's rules. */
  public String id() {
    return id;
  }

  public Kind kind() {
    return kind;
  }

  public Unit unit() {
    return unit;
  }

  public String help() {
    return help;
  }

  /** Names of the labels by OpenTelemetry's rules. */
  public List<String> labels() {
    return labels;
  }

  /** Whether it begins anew when something else is watched. */
  public boolean ofSubject() {
    return compareTo(PROCESS_CPU) >= 0 && compareTo(JVM_DEADLOCKED) <= 0;
  }

  /** Prometheus's name without what its kind adds at the end. */
  public String family() {
    String base = underscored(id);
    String word = unit.word();
    return word.isEmpty() || base.endsWith("_" + word) ? base : base + "_" + word;
  }

  /** Prometheus's name of its samples; of a histogram what its parts begin with. */
  public String sample() {
    return switch (kind) {
      case COUNTER -> family() + "_total";
      case INFO -> family() + "_info";
      case GAUGE, HISTOGRAM -> family();
    };
  }

  /** A name of OpenTelemetry's as one of Prometheus's. */
  public static String underscored(String name) {
    return name.replace('.', '_');
  }
}
