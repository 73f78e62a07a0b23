package dev.conctop.state.ui;

import java.util.Map;

/**
 * The launcher's fields as they stand.
 *
 * @param focus the field that keys go to
 * @param workload index in the catalogue
 * @param model index in the catalogue
 * @param parameter index of the chosen parameter line: first workers, then in flight (or rate),
 *     then the parameters of workload and model
 * @param written what was typed for fields, by name ("workers", "in flight", "rate" or a
 *     parameter's name); absent means the default
 * @param problem why the last Enter was refused; empty when nothing is wrong
 * @param typed the beginning of a name as typed so far in a list; empty after any other key
 */
public record LauncherForm(
    Focus focus,
    int workload,
    int model,
    int parameter,
    Map<String, String> written,
    String problem,
    String typed) {
  /** The columns of the launcher. */
  public enum Focus {
    WORKLOADS,
    MODELS,
    PARAMETERS;

    public Focus next() {
      return values()[(ordinal() + 1) % values().length];
    }

    public Focus previous() {
      return values()[(ordinal() + values().length - 1) % values().length];
    }
  }

  public static final String WORKERS = "workers";
  public static final String IN_FLIGHT = "in flight";
  public static final String RATE = "rate";

  public LauncherForm(
      Focus focus,
      int workload,
      int model,
      int parameter,
      Map<String, String> written,
      String problem) {
    this(focus, workload, model, parameter, written, problem, "");
  }

  public LauncherForm {
    written = Map.copyOf(written);
  }
}
