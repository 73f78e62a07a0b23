package dev.conctop.report.advice;

import dev.conctop.catalog.ModelSpec.Runtime;
import dev.conctop.experiment.advice.Advice.Missing;
import dev.conctop.experiment.advice.ForeignAdvice;
import dev.conctop.experiment.advice.ForeignAdviser;
import dev.conctop.experiment.advice.ForeignShape;
import dev.conctop.experiment.advice.ForeignShape.Pool;
import dev.conctop.report.diagnose.Diagnosed;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.jvm.DeepView;
import dev.conctop.sample.jvm.JvmPool;
import dev.conctop.sample.thread.ProcessUse;
import dev.conctop.state.past.lane.PoolNames;
import dev.conctop.state.past.total.JvmTotals;
import dev.conctop.state.past.total.ThreadTotals;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Advice on a process of somebody else's with what it rests on: derived once for every format.
 *
 * @param connections that were open at the end; empty when they could not be counted
 * @param missing what the adviser and the observer do not know
 * @param notes what whoever reads it should know, a sentence each
 */
public record ForeignAdvised(
    Diagnosed found,
    ForeignShape shape,
    ForeignAdvice advice,
    OptionalInt connections,
    List<Missing> missing,
    List<String> notes) {
  /** Threads of one name are a pool from so many on. */
  private static final int LEAST_WORKERS = 2;

  public ForeignAdvised {
    missing = List.copyOf(missing);
    notes = List.copyOf(notes);
  }

  /**
   * From what was seen.
   *
   * @param connections that are open, where they could be counted
   */
  public static ForeignAdvised of(Diagnosed found, OptionalInt connections) {
    ForeignShape shape = shape(found, connections);
    ForeignAdvice advice = ForeignAdviser.advise(shape);
    List<Missing> missing = new ArrayList<>(advice.missing());
    missing.addAll(unasked(found, shape));
    return new ForeignAdvised(found, shape, advice, connections, missing, notes(found));
  }

  private static ForeignShape shape(Diagnosed found, OptionalInt connections) {
    Budget moving = found.state().history().wholeCrowd().moving();
    Budget budget = moving.isEmpty() ? found.state().totals().workers() : moving;
    Figure used = found.used().cpuOverWall();
    return new ForeignShape(
        runtime(found),
        shares(budget),
        found.verdict().kind().word(),
        found.verdict().cause(),
        found.used().use().map(ProcessUse::threads).orElse(found.threadsSeen().size()),
        cores(found),
        used.known() ? OptionalDouble.of(used.value()) : OptionalDouble.empty(),
        connections.orElse(0) > 0
            ? OptionalDouble.of(connections.getAsInt())
            : OptionalDouble.empty(),
        runtime(found).filter(Runtime.JVM::equals).isPresent() ? pools(found) : List.of());
  }

  private static Optional<Runtime> runtime(Diagnosed found) {
    return switch (found.traits().runtime()) {
      case JVM -> Optional.of(Runtime.JVM);
      case CPYTHON -> Optional.of(Runtime.CPYTHON);
      case NATIVE, NODE, GO, RUBY, DOTNET, BEAM -> Optional.empty();
    };
  }

  private static OptionalDouble cores(Diagnosed found) {
    int allowed = found.traits().allowedCores();
    Optional<Double> quota =
        found.limit().filter(CpuLimit::limited).map(limit -> limit.quotaCores().value());
    if (allowed == 0 && quota.isEmpty()) {
      return OptionalDouble.empty();
    }
    double most = allowed == 0 ? Double.POSITIVE_INFINITY : allowed;
    return OptionalDouble.of(Math.min(most, quota.orElse(Double.POSITIVE_INFINITY)));
  }

  private static Map<Part, Double> shares(Budget budget) {
    Map<Part, Double> shares = new EnumMap<>(Part.class);
    for (int i = 0; i < Part.count(); i++) {
      if (budget.nanos(Part.at(i)) > 0) {
        shares.put(Part.at(i), budget.share(Part.at(i)));
      }
    }
    return shares;
  }

  private static List<Pool> pools(Diagnosed found) {
    Map<String, Budget> budgets = new LinkedHashMap<>();
    Map<String, Integer> workers = new LinkedHashMap<>();
    for (ThreadTotals.One one : found.threadsSeen()) {
      if (one.row().role() != Role.RUNTIME) {
        String name = PoolNames.pool(one.row().name());
        budgets.computeIfAbsent(name, _ -> new Budget()).addAll(one.budget());
        workers.merge(name, 1, Integer::sum);
      }
    }
    List<Pool> pools = new ArrayList<>();
    budgets.forEach(
        (name, budget) -> {
          int count = workers.getOrDefault(name, 0);
          if (count >= LEAST_WORKERS) {
            pools.add(
                new Pool(
                    CleanText.named(name),
                    count,
                    shares(budget),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    outside(found, name)));
          }
        });
    return pools;
  }

  private static int outside(Diagnosed found, String name) {
    return jvmPools(found).stream()
        .filter(pool -> pool.shortage() == JvmPool.Shortage.WORKERS && pool.name().equals(name))
        .mapToInt(JvmPool::waiting)
        .max()
        .orElse(0);
  }

  private static List<JvmPool> jvmPools(Diagnosed found) {
    return found
        .state()
        .observed()
        .jvms()
        .first()
        .map(jvm -> jvm.newest().pools())
        .orElse(List.of());
  }

  private static List<Missing> unasked(Diagnosed found, ForeignShape shape) {
    List<Missing> missing = new ArrayList<>();
    Optional<DeepView> deep =
        found.state().observed().jvms().first().map(JvmTotals::newest).map(jvm -> jvm.deep());
    if (deep.isPresent() && deep.get() instanceof DeepView.Refused refused) {
      missing.add(
          new Missing(
              "what the JVM says of its threads",
              "its pools have no names of their own without it: " + refused.reason(),
              refused.remedy().isEmpty() ? "there is no remedy" : refused.remedy()));
    } else if (shape.runtime().filter(Runtime.JVM::equals).isPresent() && deep.isEmpty()) {
      missing.add(
          new Missing(
              "what the JVM says of its threads",
              "its pools have no names of their own without it",
              "look longer (-d 10s), and without --deep off"));
    }
    if (shape.runtime().isEmpty()) {
      missing.add(
          new Missing(
              "which of its threads are a pool",
              "sizes are told of JVMs, and models of CPython",
              "look at its threads by name: conctop diagnose " + found.target().pid()));
    }
    return missing;
  }

  private static List<String> notes(Diagnosed found) {
    List<String> notes = new ArrayList<>();
    found
        .verdict()
        .findings()
        .forEach(finding -> notes.add(finding.name().word() + ": " + finding.advice()));
    for (JvmPool pool : jvmPools(found)) {
      switch (pool.shortage()) {
        case DEADLOCK ->
            notes.add(
                "%s: all %d workers wait for results of their own pool"
                    .formatted(pool.name(), pool.waiting()));
        case RESOURCE ->
            notes.add(
                "%s: %d wait at %s and %d have it: more threads would wait there, too"
                    .formatted(pool.name(), pool.waiting(), pool.resource(), pool.working()));
        case WORKERS -> {
          // Its size says so.
        }
      }
    }
    if (found.hidden() > 0) {
      notes.add(found.hidden() + " threads may not be read by this user");
    }
    return notes;
  }
}
