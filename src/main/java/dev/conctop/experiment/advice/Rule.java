package dev.conctop.experiment.advice;

import dev.conctop.experiment.advice.Advice.Forecast;
import dev.conctop.experiment.advice.Advice.Missing;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A rule of the notes.
 *
 * @param id the same in every version
 * @param note number of the note it is from
 * @param words what it says
 * @param asks whether it holds
 * @param then what follows
 */
record Rule(
    String id,
    String note,
    String words,
    Function<Question, Holds> asks,
    Function<Question, Outcome> then) {
  /** What is asked: of this work, with what is predicted of work by model. */
  record Question(WorkShape shape, Function<WorkShape, Map<String, Forecast>> forecasts) {
    /** By model; made when it is asked for. */
    Map<String, Forecast> predictions() {
      return forecasts.apply(shape);
    }
  }

  /** Whether a rule holds. */
  sealed interface Holds {
    /** It does, with these figures; what is unknown makes it less certain. */
    record Yes(String figures, List<Missing> caveats) implements Holds {}

    /** It does not, or could not be asked because of what is unknown. */
    record No(List<Missing> caveats) implements Holds {}

    /** Nothing more can be said before this is known. */
    record Stop(Missing missing) implements Holds {}
  }

  /** What follows from a rule that holds. */
  sealed interface Outcome {
    /** The next rule is asked. */
    record GoOn() implements Outcome {}

    /** This model, in this manner. */
    record Use(String model, String how) implements Outcome {}

    /** No model helps; this does. */
    record NoModel(String how) implements Outcome {}
  }

  /** One after which the next is asked. */
  static Rule goOn(String id, String note, String words, Function<Question, Holds> asks) {
    return new Rule(id, note, words, asks, _ -> new Outcome.GoOn());
  }

  /** One that names a model. */
  static Rule use(
      String id,
      String note,
      String words,
      Function<Question, Holds> asks,
      Function<WorkShape, String> model,
      String how) {
    return new Rule(
        id, note, words, asks, question -> new Outcome.Use(model.apply(question.shape()), how));
  }

  static Holds yes(String figures, Missing... caveats) {
    return new Holds.Yes(figures, List.of(caveats));
  }

  static Holds no(Missing... caveats) {
    return new Holds.No(List.of(caveats));
  }
}
