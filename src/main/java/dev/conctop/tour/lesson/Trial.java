package dev.conctop.tour.lesson;

import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.experiment.RacePlan;
import java.util.List;
import java.util.Optional;

/** What is run to find the answer. */
public sealed interface Trial {
  /** All that runs. */
  List<RunSpec> specs();

  /** About how long it takes, from the key to the figure, ns. */
  long aboutNanos();

  /** One that is run in CPython, if there is one. */
  default Optional<RunSpec> python() {
    return specs().stream()
        .filter(spec -> spec.model().runtime() == ModelSpec.Runtime.CPYTHON)
        .findFirst();
  }

  /** A run of its own, which ends. */
  record Alone(RunSpec spec) implements Trial {
    private static final long START_NANOS = 1_500_000_000L;

    @Override
    public List<RunSpec> specs() {
      return List.of(spec);
    }

    @Override
    public long aboutNanos() {
      return START_NANOS + spec.warmUpNanos() + spec.durationNanos().orElse(0);
    }
  }

  /**
   * Several in turns.
   *
   * @param arms the reference first
   */
  record Arms(List<RunSpec> arms, RacePlan plan) implements Trial {
    private static final long START_NANOS = 2_500_000_000L;

    public Arms {
      arms = List.copyOf(arms);
    }

    @Override
    public List<RunSpec> specs() {
      return arms;
    }

    @Override
    public long aboutNanos() {
      return START_NANOS + plan.slots() * plan.warmNanos() + plan.rounds() * plan.roundNanos();
    }
  }
}
