package dev.conctop.app.experiment.whatif.bench;

import dev.conctop.experiment.predict.PastErrors;
import dev.conctop.experiment.predict.PastErrors.Pair;
import dev.conctop.experiment.predict.run.Calibration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of this machine from runs before.
 *
 * @param machine what the machine is, by name: another one knows nothing of this
 * @param jvm what models of the JVM cost, and the cores
 * @param pythons likewise by interpreter
 * @param errors of predictions that were verified, the newest last
 */
public record Kept(
    Map<String, String> machine,
    Calibration jvm,
    Map<String, Calibration> pythons,
    PastErrors errors) {
  /** How many errors of a pair of models are kept. */
  private static final int MOST_ERRORS = 20;

  public Kept {
    machine = Map.copyOf(machine);
    pythons = Map.copyOf(pythons);
  }

  /** Of a machine that nothing is known of. */
  public static Kept nothing(Map<String, String> machine) {
    return new Kept(machine, Calibration.NONE, Map.of(), PastErrors.NONE);
  }

  /** What is known with that interpreter. */
  public Calibration of(String python) {
    return jvm.and(pythons.getOrDefault(python, Calibration.NONE));
  }

  public Kept withJvm(Calibration measured) {
    return new Kept(machine, jvm.and(measured), pythons, errors);
  }

  public Kept with(String python, Calibration measured) {
    Map<String, Calibration> all = new HashMap<>(pythons);
    all.put(python, measured);
    return new Kept(machine, jvm, all, errors);
  }

  /** One more error of a pair, ln(predicted / measured). */
  public Kept with(Pair pair, double log) {
    Map<Pair, List<Double>> all = new HashMap<>(errors.logs());
    List<Double> logs = new ArrayList<>(all.getOrDefault(pair, List.of()));
    logs.add(log);
    all.put(pair, logs.subList(Math.max(0, logs.size() - MOST_ERRORS), logs.size()));
    return new Kept(machine, jvm, pythons, new PastErrors(all));
  }
}
