package dev.conctop.export.table;

import dev.conctop.sample.figure.Part;
import dev.conctop.sample.task.TaskWait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every kind of line that facts are written as, with its columns in their order: the tables of CSV
 * and, by the same names, the facts of NDJSON. The page on exports and the schema say what each is.
 */
enum Table {
  RECORDING(
      "recording",
      "schema:text writer:text host:text cores:whole command:text redacted:flag from:text to:text"),
  WATCHING(
      "watching",
      "what:text pid:whole? name:text? tree:flag? workload:text? model:text? parameters:text?"
          + " workers:whole? in_flight:whole? rate_per_s:number?"),
  STEP("step", "what:text words:text"),
  MACHINE(
      "machine",
      "host:text cpu:text physical_cores:whole logical_cores:whole memory_bytes:figure os:text"),
  HOST(
      "host",
      "interval_ns:whole busy:figure cpu_some:figure io_some:figure io_full:figure"
          + " memory_some:figure runnable:figure load_average:figure other_load_cores:figure"),
  CORE("core", "core:whole user:figure system:figure iowait:figure steal:figure idle:figure"),
  QUOTA("quota", "pid:whole limited:flag quota_cores:figure throttled:figure"),
  PROCESS(
      "process",
      "pid:whole name:text parent:whole user:text command:text threads:whole on_cpu_cores:figure"
          + " run_queue_threads:figure waits:text waits_fidelity:text detail:text life:text"
          + " resident_bytes:figure read_per_s:figure written_per_s:figure"),
  DISK(
      "disk",
      "interval_ns:whole name:text busy:figure read_per_s:number written_per_s:number"
          + " latency_ns:figure"),
  NETWORK(
      "network",
      "interval_ns:whole name:text received_per_s:number sent_per_s:number lost_per_s:number"),
  THREADS(
      "threads",
      "interval_ns:whole wall_ns:whole {parts} runtime_wall_ns:whole processes:whole"
          + " threads:whole hidden:whole cpu_ns:figure voluntary_switches:figure"
          + " involuntary_switches:figure resident_bytes:figure"),
  THREAD(
      "thread",
      "begin_t_ns:whole pid:whole tid:whole name:text role:text now:text now_fidelity:text"
          + " detail:text stood:flag {parts} core:whole? switches_per_s:number? jvm_at:text?"),
  TASKS(
      "tasks",
      "phase:text phase_ns:whole created:whole completed:whole failed:whole cancelled:whole"
          + " {now} {states}"),
  LATENCY(
      "latency",
      "series:text phase:text count:whole clipped:whole p50_ns:whole p90_ns:whole p99_ns:whole"
          + " p99_9_ns:whole max_ns:whole"),
  FAILURE("failure", "phase:text message:text count:whole"),
  GAUGE("gauge", "name:text value:number"),
  SLOW_TASK(
      "slow_task",
      "response_ns:whole queue_ns:whole begin_ns:whole {states} on_cpu_ns:whole? thread:text"
          + " lock:text owner:text"),
  JVM(
      "jvm",
      "pid:whole version:text deep:text collections:figure collection_ns:figure"
          + " safepoints:figure safepoint_ns:figure watched_ns:whole carriers:figure"
          + " carriers_in_use:figure queued:figure virtual_threads:figure deadlocks:whole"
          + " notice:text"),
  JVM_WAIT(
      "jvm_wait",
      "pid:whole wait:text threshold_ns:whole count:whole p50_ns:whole p90_ns:whole"
          + " p99_ns:whole p99_9_ns:whole max_ns:whole"),
  JVM_LOCK("jvm_lock", "pid:whole owner:text waits:whole wait_ns:whole"),
  STACK("stack", "pid:whole tid:whole reader:text fidelity:text frames:text"),
  COST(
      "cost",
      "cpu_cores:figure look_ns:whole looks:whole missed:whole causes_per_s:figure"
          + " notice:text");

  private final String key;
  private final List<Column> columns;
  private final Map<String, Integer> places = new HashMap<>();

  Table(String key, String columns) {
    this.key = key;
    this.columns = columns(columns);
    for (Column column : this.columns) {
      places.put(column.name(), places.size());
    }
  }

  private static List<Column> columns(String written) {
    String all =
        written
            .replace("{parts}", parts())
            .replace("{states}", states("_ns"))
            .replace("{now}", states("_now"));
    List<Column> columns = new ArrayList<>();
    for (String each : all.split(" ")) {
      columns.add(Column.of(each));
    }
    return List.copyOf(columns);
  }

  /** A column for each part of a budget. */
  private static String parts() {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < Part.count(); i++) {
      columns.add(Part.at(i).key() + "_ns:figure");
    }
    return String.join(" ", columns);
  }

  /** A column for each state of a task. */
  private static String states(String unit) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < TaskWait.count(); i++) {
      columns.add(TaskWait.at(i).key() + unit + ":whole");
    }
    return String.join(" ", columns);
  }

  /** What it is called. */
  String key() {
    return key;
  }

  List<Column> columns() {
    return columns;
  }

  /**
   * Where a column is, from 0.
   *
   * @throws IllegalArgumentException when it has none of that name
   */
  int place(String column) {
    Integer place = places.get(column);
    if (place == null) {
      throw new IllegalArgumentException(key + " has no column " + column);
    }
    return place;
  }

  static Optional<Table> named(String key) {
    for (Table table : values()) {
      if (table.key.equals(key)) {
        return Optional.of(table);
      }
    }
    return Optional.empty();
  }
}
