package dev.conctop.report.tour;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Quantity;
import dev.conctop.experiment.BlockFigures;
import dev.conctop.report.compare.CompareJson;
import dev.conctop.report.run.RunJson;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.figure.Figure;
import dev.conctop.state.State;
import dev.conctop.state.seen.Contest;
import dev.conctop.tour.Reading;
import dev.conctop.tour.Walk;
import dev.conctop.tour.lesson.Answer;
import dev.conctop.tour.lesson.FigureNames;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The answer of a lesson, from what its run has left in the state. */
public final class TrialReader {
  /** However busy a machine is, somebody new gets something of it. */
  private static final double LEAST_FREE = 0.1;

  private TrialReader() {}

  /** The figure of the lesson that the tour is at. */
  public static Reading of(State state) {
    return state
        .tour()
        .map(Walk::lesson)
        .map(
            lesson ->
                state.contest().isPresent()
                    ? of(lesson.answer(), state.contest().get())
                    : ofRun(lesson.answer(), state))
        .orElseGet(() -> Reading.none("no lesson is under way"));
  }

  /** The figure of a run that has finished. */
  public static Reading ofRun(Answer answer, State state) {
    double otherLoad =
        state
            .observed()
            .hostTotals()
            .map(HostTotals::otherLoadCores)
            .filter(Figure::known)
            .map(Figure::value)
            .orElse(Double.NaN);
    long failed = state.totals().tasks().failed();
    String instead =
        failed > 0 && state.totals().tasks().completed() == 0 ? "every task failed" : "";
    return of(answer, new JsonMapper().readTree(RunJson.of(state)), otherLoad, instead);
  }

  /** The figure of a comparison that is over. */
  public static Reading of(Answer answer, Contest contest) {
    List<BlockFigures> blocks = contest.race().blocks();
    double otherLoad =
        blocks.stream()
            .mapToDouble(block -> block.surroundings().otherLoad())
            .filter(Double::isFinite)
            .average()
            .orElse(Double.NaN);
    String instead = "";
    for (int arm = 0; arm < contest.arms().size() && instead.isEmpty(); arm++) {
      Optional<String> dead = contest.race().dead(arm);
      String label = contest.race().plan().labels().get(arm);
      instead = dead.map(why -> label + " is out: " + why).orElse("");
    }
    JsonNode document = new JsonMapper().readTree(CompareJson.of(contest, List.of()));
    return of(answer, document, otherLoad, instead);
  }

  /**
   * The figure by a document.
   *
   * @param instead why there may be none, when the document does not say
   */
  static Reading of(Answer answer, JsonNode document, double otherLoad, String instead) {
    ToDoubleFunction<String> names = name -> number(document, name, otherLoad);
    double measured = answer.figure().value(names);
    double predicted = answer.predicted().map(each -> each.value(names)).orElse(Double.NaN);
    ToDoubleFunction<String> ofBand =
        name -> name.equals(Answer.PREDICTED) ? predicted : names.applyAsDouble(name);
    double low = answer.min().map(each -> each.value(ofBand)).orElse(Double.NEGATIVE_INFINITY);
    double high = answer.max().map(each -> each.value(ofBand)).orElse(Double.POSITIVE_INFINITY);
    String missing =
        Double.isFinite(measured) && !Double.isNaN(low) && !Double.isNaN(high)
            ? ""
            : instead.isEmpty() ? why(answer, document, names) : instead;
    return new Reading(measured, predicted, low, high, otherLoad, missing);
  }

  private static double number(JsonNode document, String path, double otherLoad) {
    double cores = Runtime.getRuntime().availableProcessors();
    if (path.equals(FigureNames.CORES)) {
      return cores;
    }
    if (path.equals(FigureNames.FREE_CORES)) {
      return Double.isNaN(otherLoad) ? cores : Math.max(LEAST_FREE, cores - otherLoad);
    }
    JsonNode node = at(document, path);
    if (node.isNumber()) {
      return node.doubleValue();
    }
    return node.isString() ? written(node.stringValue()) : Double.NaN;
  }

  private static JsonNode at(JsonNode document, String path) {
    JsonNode node = document;
    for (String name : path.split("\\.")) {
      node =
          node.isArray() && name.matches("[0-9]{1,3}")
              ? node.path(Integer.parseInt(name))
              : node.path(name);
    }
    return node;
  }

  /** A parameter as it was written: a number, a duration (ns) or a size (bytes). */
  private static double written(String text) {
    String plain = text.strip().replace("_", "");
    if (plain.matches("-?[0-9]+([.][0-9]+)?")) {
      return Double.parseDouble(plain);
    }
    try {
      return Quantity.duration(plain);
    } catch (BadInput notADuration) {
      try {
        return Quantity.size(plain);
      } catch (BadInput e) {
        return Double.NaN;
      }
    }
  }

  /** Which name has no figure, and the document's own reason for it. */
  private static String why(Answer answer, JsonNode document, ToDoubleFunction<String> names) {
    for (String name : answer.figure().names()) {
      if (!Double.isFinite(names.applyAsDouble(name))) {
        return "no figure for " + name + reason(name, document);
      }
    }
    return "'" + answer.figure().text() + "' or its band has no value";
  }

  private static String reason(String name, JsonNode document) {
    JsonNode reasons = document.path("na");
    // The reason may be that of what the figure is a part of; lists are written [0] there.
    String path = name.replaceAll("\\.([0-9]+)\\.", "[$1].");
    while (!path.isEmpty()) {
      if (reasons.path(path).isString()) {
        return ": " + reasons.path(path).stringValue();
      }
      path = path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }
    return "";
  }
}
