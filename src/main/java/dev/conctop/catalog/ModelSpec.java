package dev.conctop.catalog;

import java.util.List;

/**
 * One concurrency model.
 *
 * @param help one line: how tasks are run
 * @param emulated whether it stands for another runtime's model; then labelled so everywhere
 * @param workers what {@code -j} means here
 */
public record ModelSpec(
    String id, String help, boolean emulated, Workers workers, List<ParameterSpec> parameters) {
  /** What the number of workers is. */
  public enum Workers {
    /** Always one. */
    ONE,
    /** A fixed number that a person chooses. */
    CHOSEN,
    /** As many threads as tasks in flight. */
    PER_TASK,
    /** Carriers of virtual threads; by default one a core. */
    CARRIERS
  }

  public ModelSpec {
    parameters = List.copyOf(parameters);
  }
}
