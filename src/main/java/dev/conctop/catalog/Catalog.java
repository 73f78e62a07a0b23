package dev.conctop.catalog;

import java.util.ArrayList;
import java.util.List;

/** Every workload and model by id. */
public final class Catalog {
  private Catalog() {}

  private static final List<ParameterSpec> SERVER_DELAY =
      List.of(
          ParameterSpec.duration("delay", "50ms", "0ms", "60s", "how long the server waits"),
          ParameterSpec.choice(
              "distribution",
              "of the delay; its mean is delay",
              "fixed",
              "exponential",
              "log-normal"));

  private static final List<WorkloadSpec> WORKLOADS =
      List.of(
          new WorkloadSpec(
              "http-get",
              WorkloadSpec.Kind.NETWORK,
              "one HTTP download from a server in another process",
              true,
              with(
                  SERVER_DELAY,
                  ParameterSpec.size("body", "1KiB", "0", "64MiB", "size of the answer"),
                  ParameterSpec.text("url", "", "a server of your own instead"))),
          new WorkloadSpec(
              "query-server",
              WorkloadSpec.Kind.NETWORK,
              "one small request and answer on a kept connection",
              true,
              with(
                  SERVER_DELAY,
                  ParameterSpec.size("body", "32", "1", "1MiB", "size of the answer"))),
          new WorkloadSpec(
              "file-read",
              WorkloadSpec.Kind.DISK,
              "one random block of a file, past the page cache where it can be",
              false,
              List.of(
                  ParameterSpec.size("block", "4KiB", "512", "16MiB", "bytes a task reads"),
                  ParameterSpec.size("file", "64MiB", "1MiB", "16GiB", "size of the file"),
                  ParameterSpec.flag("direct", true, "direct I/O where the file system has it"))),
          new WorkloadSpec(
              "sleep",
              WorkloadSpec.Kind.TIMER,
              "one artificial delay",
              false,
              List.of(ParameterSpec.duration("delay", "50ms", "0ms", "60s", "how long"))),
          new WorkloadSpec(
              "mixed",
              WorkloadSpec.Kind.MIXED,
              "work on the CPU, then a wait for the network",
              true,
              List.of(
                  ParameterSpec.duration("cpu", "5ms", "0ms", "10s", "CPU time a task"),
                  ParameterSpec.duration("wait", "20ms", "0ms", "60s", "network wait a task"))),
          new WorkloadSpec(
              "sum-of-squares",
              WorkloadSpec.Kind.CPU,
              "the sum of i*i for i < n",
              false,
              List.of(ParameterSpec.count("n", 5_000_000, 1, 2_000_000_000L, "terms a task"))),
          new WorkloadSpec(
              "prime-factors",
              WorkloadSpec.Kind.CPU,
              "the factors of one large number by trial division",
              false,
              List.of(
                  ParameterSpec.count(
                      "number", 5_000_111_000_222_021L, 2, Long.MAX_VALUE, "what is factored"))),
          new WorkloadSpec(
              "mandelbrot",
              WorkloadSpec.Kind.CPU,
              "one tile of the Mandelbrot set",
              false,
              List.of(
                  ParameterSpec.count("tile", 64, 1, 4096, "pixels a side"),
                  ParameterSpec.count("iterations", 1000, 1, 1_000_000, "at most, a pixel"))),
          new WorkloadSpec(
              "convoy",
              WorkloadSpec.Kind.LESSON,
              "one paced echo round trip beside busy threads that may share its lock",
              true,
              List.of(
                  ParameterSpec.duration("gap", "10ms", "0ms", "10s", "pause between round trips"),
                  ParameterSpec.count("spinners", 1, 0, 64, "busy threads beside it"),
                  ParameterSpec.choice(
                      "elsewhere",
                      "where the busy threads are",
                      "same-lock",
                      "other-lock",
                      "other-process"))));

  public static List<WorkloadSpec> workloads() {
    return WORKLOADS;
  }

  public static List<ModelSpec> models() {
    return ModelList.ALL;
  }

  /**
   * Finds a workload.
   *
   * @throws BadInput with the nearest right name
   */
  public static WorkloadSpec workload(String id) {
    for (WorkloadSpec spec : WORKLOADS) {
      if (spec.id().equals(id)) {
        return spec;
      }
    }
    throw new BadInput(
        "unknown workload '"
            + id
            + "'"
            + Nearest.hint(id, WORKLOADS.stream().map(WorkloadSpec::id).toList()));
  }

  /**
   * Finds a model.
   *
   * @throws BadInput with the nearest right name
   */
  public static ModelSpec model(String id) {
    for (ModelSpec spec : ModelList.ALL) {
      if (spec.id().equals(id)) {
        return spec;
      }
    }
    throw new BadInput(
        "unknown model '"
            + id
            + "'"
            + Nearest.hint(id, ModelList.ALL.stream().map(ModelSpec::id).toList()));
  }

  private static List<ParameterSpec> with(List<ParameterSpec> first, ParameterSpec... more) {
    List<ParameterSpec> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }
}
