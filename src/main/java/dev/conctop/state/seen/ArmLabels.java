package dev.conctop.state.seen;

import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.parameter.ParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What arms are called: by their models, and by whatever they differ in. */
public final class ArmLabels {
  private ArmLabels() {}

  /** Their names, in their order; arms that are the same have the same name but for a number. */
  public static List<String> of(List<RunSpec> arms) {
    boolean workers = arms.stream().map(RunSpec::workers).distinct().count() > 1;
    boolean sameModel = arms.stream().map(arm -> arm.model().id()).distinct().count() == 1;
    List<String> labels = new ArrayList<>();
    for (RunSpec arm : arms) {
      StringBuilder label = new StringBuilder(arm.model().id());
      if (workers && (sameModel || chosen(arm, arms))) {
        label.append(" -j ").append(arm.workers());
      }
      if (differ(arms, spec -> load(spec)) && !perTask(arms)) {
        label.append(load(arm));
      }
      for (String name : differing(arms)) {
        if (arm.parameters().has(name)) {
          label.append(' ').append(name).append('=').append(arm.parameters().text(name));
        }
      }
      labels.add(label.toString());
    }
    return distinct(labels);
  }

  /** Whether another arm has the same model and other workers. */
  private static boolean chosen(RunSpec arm, List<RunSpec> arms) {
    return arms.stream()
        .anyMatch(other -> other.model().equals(arm.model()) && other.workers() != arm.workers());
  }

  private static boolean perTask(List<RunSpec> arms) {
    return arms.stream().map(arm -> arm.model().id()).distinct().count() == arms.size();
  }

  private static String load(RunSpec arm) {
    return arm.ratePerSecond().isPresent()
        ? " --rate " + Math.round(arm.ratePerSecond().getAsDouble())
        : " -c " + arm.inFlight();
  }

  private static boolean differ(
      List<RunSpec> arms, java.util.function.Function<RunSpec, Object> what) {
    return arms.stream().map(what).distinct().count() > 1;
  }

  /** Parameters that those arms which have them do not agree in. */
  private static Set<String> differing(List<RunSpec> arms) {
    Map<String, Set<String>> values = new java.util.TreeMap<>();
    for (RunSpec arm : arms) {
      for (ParameterSpec spec : RunSpec.parametersOf(arm.workload(), arm.model())) {
        values
            .computeIfAbsent(spec.name(), _ -> new TreeSet<>())
            .add(arm.parameters().text(spec.name()));
      }
    }
    Set<String> names = new TreeSet<>();
    values.forEach(
        (name, all) -> {
          if (all.size() > 1) {
            names.add(name);
          }
        });
    return names;
  }

  /** The second of a name gets "(2)". */
  public static List<String> distinct(List<String> labels) {
    List<String> all = new ArrayList<>();
    for (String label : labels) {
      String unique = label;
      for (int i = 2; all.contains(unique); i++) {
        unique = label + " (" + i + ")";
      }
      all.add(unique);
    }
    return all;
  }
}
