package dev.conctop.record.fact;

import dev.conctop.catalog.RunRequest;
import dev.conctop.sample.figure.Pid;
import java.util.List;
import java.util.OptionalDouble;

/** What was watched while facts were recorded. */
public sealed interface Watched {
  /** The whole machine. */
  record Machine() implements Watched {}

  /**
   * A process of somebody else's.
   *
   * @param name what it is called, cleaned
   * @param tree whether its descendants were watched, too
   */
  record Process(Pid pid, String name, boolean tree) implements Watched {}

  /**
   * A run of ours.
   *
   * @param request with all that had a default filled in; passwords are masked
   */
  record Run(RunRequest request) implements Watched {}

  /**
   * Arms in turns.
   *
   * @param arms with all that had a default filled in, the reference first
   * @param plan how they are compared
   */
  record Race(List<RunRequest> arms, RacePlan plan) implements Watched {
    public Race {
      arms = List.copyOf(arms);
    }
  }

  /**
   * How arms are compared, as it was settled before the first block. Times in ns.
   *
   * @param labels the arms' names
   * @param placebo whether the reference has a twin
   * @param halfWidth when the intervals are narrow enough; empty: never
   */
  record RacePlan(
      List<String> labels,
      boolean placebo,
      int rounds,
      long warm,
      long settle,
      long block,
      boolean anew,
      long longest,
      OptionalDouble halfWidth,
      double within,
      long seed) {
    public RacePlan {
      labels = List.copyOf(labels);
    }
  }

  /**
   * One run at many sizes.
   *
   * @param plan what is gone over
   */
  record Sweep(RunRequest request, SweepPlan plan) implements Watched {}

  /**
   * What is gone over, as it was settled before the first block.
   *
   * @param over workers, in-flight, rate or a parameter
   * @param unit 0 a count, 1 a second, 2 ns, 3 bytes
   * @param ladder whether values between may be measured, too
   * @param texts the values as they are written
   * @param longest ns
   * @param slo a percentile and what it is to be below, ns; empty: none
   */
  record SweepPlan(
      String over,
      int unit,
      boolean ladder,
      List<Double> values,
      List<String> texts,
      int cores,
      long longest,
      long seed,
      List<Long> slo) {
    public SweepPlan {
      values = List.copyOf(values);
      texts = List.copyOf(texts);
      slo = List.copyOf(slo);
    }
  }
}
