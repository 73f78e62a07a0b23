package dev.conctop.experiment.advice;

import static dev.conctop.experiment.advice.Rule.yes;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.ModelSpec.Runtime;
import dev.conctop.experiment.advice.Advice.Forecast;
import dev.conctop.experiment.advice.Rule.Holds;
import dev.conctop.experiment.advice.Rule.Outcome;
import dev.conctop.experiment.advice.Rule.Question;
import dev.conctop.experiment.advice.WorkShape.Library;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Work that is neither bound by the CPU nor by I/O: no rule of thumb, but what is predicted. */
final class Between {
  private static final String SWEEP =
      "; Goetz' size is where to start, a sweep over the workers tells the size";

  private static final String PREDICTED = "what is predicted to do the most";
  private static final String FORMULA = ", by formula";

  private Between() {}

  static Holds predicted(Question question) {
    return best(question)
        .map(
            best ->
                yes(
                    "%s: predicted %s a second, the most of %d"
                        .formatted(
                            best.getKey(),
                            Say.number(best.getValue().throughput()),
                            candidates(question).size())))
        .orElseGet(Rule::no);
  }

  static Outcome byPrediction(Question question) {
    String model = best(question).orElseThrow().getKey();
    boolean sized = Catalog.model(model).workers() == ModelSpec.Workers.CHOSEN;
    return new Outcome.Use(model, PREDICTED + (sized ? SWEEP : ""));
  }

  /** Whether two answers name one model, and one of them by its figures alone. */
  static boolean sameModel(Outcome one, Outcome other) {
    return one instanceof Outcome.Use(String model, String how)
        && other instanceof Outcome.Use(String its, String itsHow)
        && model.equals(its)
        && (isByFigures(how) || isByFigures(itsHow));
  }

  private static boolean isByFigures(String how) {
    return how.startsWith(PREDICTED) || how.contains(FORMULA);
  }

  private static Optional<Map.Entry<String, Forecast>> best(Question question) {
    Comparator<Map.Entry<String, Forecast>> byThroughput =
        Comparator.comparingDouble(entry -> entry.getValue().throughput());
    return candidates(question).entrySet().stream()
        .max(byThroughput.thenComparing(Map.Entry.comparingByKey()));
  }

  private static Map<String, Forecast> candidates(Question question) {
    return question.predictions().entrySet().stream()
        .filter(entry -> fits(question.shape(), entry.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Whether the runtime has it for real, and the library lets it. */
  static boolean fits(WorkShape shape, String model) {
    boolean loop = model.endsWith("event-loop") || model.endsWith("asyncio");
    boolean blocks = shape.library() == Library.BLOCKING || shape.library() == Library.SOME_BLOCK;
    return !(loop && blocks)
        && Catalog.models().stream()
            .anyMatch(
                spec ->
                    spec.id().equals(model)
                        && spec.runtime() == shape.runtime()
                        && !spec.emulated());
  }

  static Holds computed(Question question) {
    WorkShape shape = question.shape();
    OptionalDouble cores = shape.of(Figure.CORES);
    if (cores.isEmpty()) {
      return new Holds.Stop(
          Figure.CORES.missing("between I/O and CPU what the cores can do decides"));
    }
    double threads = Sizes.threads(shape, cores.getAsDouble());
    if (shape.runtime() == Runtime.JVM) {
      return yes("threads do up to %s a second".formatted(Say.number(threads)));
    }
    String figures =
        "by formula threads do up to %s a second, processes %s"
            .formatted(
                Say.number(threads), Say.number(Sizes.processes(shape, cores.getAsDouble())));
    if (shape.of(Figure.RELEASED).isEmpty()) {
      return yes(
          figures, Figure.RELEASED.missing("all CPU time was taken as under the interpreter lock"));
    }
    return shape.of(Figure.IPC).isPresent()
        ? yes(figures)
        : yes(figures, Figure.IPC.missing("sending a task was taken to cost nothing"));
  }

  static Outcome byFormula(Question question) {
    WorkShape shape = question.shape();
    double cores = shape.of(Figure.CORES).orElseThrow();
    boolean processes =
        shape.runtime() == Runtime.CPYTHON
            && Sizes.processes(shape, cores) > Asks.WORTH * Sizes.threads(shape, cores);
    return processes
        ? new Outcome.Use(Rules.processes(shape), "processes" + FORMULA + SWEEP)
        : new Outcome.Use(Rules.threads(shape), "a pool of threads" + FORMULA + SWEEP);
  }
}
