package dev.conctop.metrics.book;

/**
 * What is watched, in words for a label.
 *
 * @param what "machine", "process", "run" or "comparison"
 * @param name of the process, cleaned; empty for anything else
 * @param workload of the run; empty for anything else
 * @param model of the run; empty for anything else
 */
public record Subject(String what, String name, String workload, String model) {
  public static Subject machine() {
    return new Subject("machine", "", "", "");
  }

  public static Subject process(String name) {
    return new Subject("process", name, "", "");
  }

  public static Subject run(String workload, String model) {
    return new Subject("run", "", workload, model);
  }

  static Subject comparison() {
    return new Subject("comparison", "", "", "");
  }
}
