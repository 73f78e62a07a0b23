package dev.conctop.report.diff;

import dev.conctop.sample.figure.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * A figure that is compared.
 *
 * @param name in documents
 * @param label for people
 * @param unit of its values
 * @param how whether ratios or differences of it mean something
 */
record Measured(String name, String label, Unit unit, How how) {
  /** What values are in. */
  enum Unit {
    PER_SECOND("1/s"),
    NANOS("ns"),
    CORES("cores"),
    BYTES("bytes"),
    COUNT("1"),
    SECONDS("s"),
    SHARE("1");

    private final String symbol;

    Unit(String symbol) {
      this.symbol = symbol;
    }

    String symbol() {
      return symbol;
    }
  }

  /** How two values of it are compared. */
  enum How {
    /** It is above 0, and so many times as much means something. */
    RATIO,
    /** It may be 0: by so much more. */
    DIFFERENCE
  }

  static final Measured THROUGHPUT = ratio("throughput_per_s", "tasks/s", Unit.PER_SECOND);
  static final Measured FAILED =
      new Measured("failed_per_s", "failed/s", Unit.PER_SECOND, How.DIFFERENCE);
  static final Measured P50 = ratio("response_p50_ns", "response p50", Unit.NANOS);
  static final Measured P99 = ratio("response_p99_ns", "response p99", Unit.NANOS);
  static final Measured CPU_A_THOUSAND = ratio("cpu_s_per_1000", "CPU, 1,000 tasks", Unit.SECONDS);
  static final Measured SWITCHES_A_THOUSAND =
      ratio("switches_per_1000", "switches, 1,000", Unit.COUNT);
  static final Measured CPU = ratio("cpu_cores", "cores it uses", Unit.CORES);
  static final Measured SWITCHES = ratio("switches_per_s", "switches/s", Unit.PER_SECOND);
  static final Measured THREADS = ratio("threads", "threads", Unit.COUNT);
  static final Measured MEMORY = ratio("resident_bytes", "memory", Unit.BYTES);
  static final Measured BUSY = difference("machine.busy", "machine busy");
  static final Measured IOWAIT = difference("machine.iowait", "machine iowait");
  static final Measured STEAL = difference("machine.steal", "machine stolen");
  static final Measured OTHERS =
      new Measured("machine.other_load_cores", "others' cores", Unit.CORES, How.DIFFERENCE);
  static final Measured RUNNABLE =
      new Measured("machine.runnable", "runnable threads", Unit.COUNT, How.DIFFERENCE);

  private static Measured ratio(String name, String label, Unit unit) {
    return new Measured(name, label, unit, How.RATIO);
  }

  private static Measured difference(String name, String label) {
    return new Measured(name, label, Unit.SHARE, How.DIFFERENCE);
  }

  /** The share of all threads' time that goes to this. */
  static Measured share(Part part) {
    return difference("share." + part.key(), part.label());
  }

  /** All of them, in the order in which they are shown. */
  static List<Measured> all() {
    List<Measured> all =
        new ArrayList<>(
            List.of(
                THROUGHPUT,
                FAILED,
                P50,
                P99,
                CPU_A_THOUSAND,
                SWITCHES_A_THOUSAND,
                CPU,
                SWITCHES,
                THREADS,
                MEMORY));
    for (int i = 0; i < Part.count(); i++) {
      all.add(share(Part.at(i)));
    }
    all.addAll(List.of(BUSY, IOWAIT, STEAL, OTHERS, RUNNABLE));
    return all;
  }
}
