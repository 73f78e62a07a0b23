package dev.conctop.tour.lesson;

import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Nearest;
import dev.conctop.catalog.parameter.ParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a formula may name: the figures of {@code conctop.run/1} and {@code conctop.compare/1}. */
public final class FigureNames {
  /** Cores of the machine. */
  public static final String CORES = "cores";

  /** What is left of them by what is none of ours. */
  public static final String FREE_CORES = "free_cores";

  private static final String PARAMETERS = "parameters.";
  private static final Pattern OF_ARM = Pattern.compile("arms\\.([0-9]+)\\.(.+)");
  private static final List<String> SERIES =
      List.of("response", "queue", "service", "loop_lag", "gil_wait", "round_trip");
  private static final List<String> OF_SERIES =
      List.of("count", "min", "mean", "p50", "p90", "p99", "p99_9", "max");
  private static final List<String> PARTS =
      List.of("on_cpu", "run_queue", "disk", "network", "lock", "sleep", "ipc", "idle", "unknown");
  private static final List<String> ESTIMATE = List.of("median", "low", "high");
  private static final List<String> RUN = ofRun();
  private static final List<String> ARM = ofArm();

  private FigureNames() {}

  /**
   * Says whether a formula names what there is.
   *
   * @param band whether it is a band's end, which may name what is predicted
   * @throws BadInput with the nearest right name
   */
  public static void check(Formula formula, Trial trial, boolean band) {
    for (String name : formula.names()) {
      if (!(band && name.equals(Answer.PREDICTED))) {
        switch (trial) {
          case Trial.Alone alone -> run(name, alone.spec());
          case Trial.Arms arms -> arms(name, arms.arms());
        }
      }
    }
  }

  private static void run(String name, RunSpec spec) {
    List<String> known = new ArrayList<>(RUN);
    known.addAll(parameters("", spec));
    if (!known.contains(name) && !name.startsWith("gauges.")) {
      throw unknown(name, known);
    }
  }

  private static void arms(String name, List<RunSpec> arms) {
    List<String> known = new ArrayList<>(List.of(CORES, FREE_CORES, "rounds"));
    Matcher of = OF_ARM.matcher(name);
    if (!of.matches()) {
      if (!known.contains(name)) {
        known.add("arms.0.throughput_per_s.median");
        throw unknown(name, known);
      }
      return;
    }
    // A longer number is no arm either.
    int arm = of.group(1).length() > 3 ? Integer.MAX_VALUE : Integer.parseInt(of.group(1));
    if (arm >= arms.size()) {
      throw new BadInput(
          "'" + name + "': the arms are 0 to " + (arms.size() - 1) + ", the reference is 0");
    }
    String prefix = "arms." + arm + ".";
    ARM.forEach(each -> known.add(prefix + each));
    known.addAll(parameters(prefix, arms.get(arm)));
    if (!known.contains(name)) {
      throw unknown(name, known);
    }
  }

  private static List<String> parameters(String prefix, RunSpec spec) {
    return RunSpec.parametersOf(spec.workload(), spec.model()).stream()
        .map(ParameterSpec::name)
        .map(name -> prefix + PARAMETERS + name)
        .toList();
  }

  private static BadInput unknown(String name, List<String> known) {
    String hint = Nearest.hint(name, known);
    // All of them would fill a screen.
    return new BadInput(
        "there is no figure '" + name + "'" + (hint.startsWith("; one of") ? "" : hint));
  }

  private static List<String> ofRun() {
    List<String> names =
        new ArrayList<>(
            List.of(
                CORES,
                FREE_CORES,
                "workers",
                "in_flight",
                "rate_per_s",
                "wall_s",
                "tasks.completed",
                "tasks.failed",
                "tasks.cancelled",
                "tasks.throughput_per_s",
                "latency_ns.why_share",
                "task_budget.ready",
                "task_budget.running",
                "task_budget.waiting_io",
                "task_budget.waiting_lock",
                "subject.threads",
                "subject.cpu_s",
                "subject.cpu_over_wall",
                "subject.voluntary_switches_per_s",
                "subject.involuntary_switches_per_s",
                "subject.resident_bytes",
                "host.busy",
                "host.other_load_cores"));
    SERIES.forEach(s -> OF_SERIES.forEach(of -> names.add("latency_ns." + s + "." + of)));
    PARTS.forEach(part -> names.add("thread_budget." + part));
    return List.copyOf(names);
  }

  private static List<String> ofArm() {
    List<String> names =
        new ArrayList<>(
            List.of(
                "workers",
                "in_flight",
                "rate_per_s",
                "effect.ratio",
                "effect.low",
                "effect.high",
                "cpu_s_per_1000",
                "switches_per_1000",
                "pss_bytes",
                "threads",
                "completed",
                "failed",
                "difference_ns.response"));
    ESTIMATE.forEach(
        each -> {
          names.add("throughput_per_s." + each);
          names.add("latency_ns.p50." + each);
          names.add("latency_ns.p99." + each);
        });
    PARTS.forEach(part -> names.add("thread_budget." + part));
    return List.copyOf(names);
  }
}
