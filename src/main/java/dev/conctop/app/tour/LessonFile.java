package dev.conctop.app.tour;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.tour.lesson.Answer;
import dev.conctop.tour.lesson.FigureNames;
import dev.conctop.tour.lesson.Formula;
import dev.conctop.tour.lesson.Lesson;
import dev.conctop.tour.lesson.Prose;
import dev.conctop.tour.lesson.Question;
import dev.conctop.tour.lesson.Recording;
import dev.conctop.tour.lesson.Trial;
import dev.conctop.tour.lesson.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One lesson as TOML; the format is on the tour page of the manual. */
final class LessonFile {
  private static final List<String> KNOWN =
      List.of(
          "title",
          "explain",
          "look",
          "law",
          "notes",
          "guess",
          "run",
          "compare",
          "answer",
          "recorded");
  private static final List<String> OF_ANSWER =
      List.of("what", "figure", "unit", "predicted", "min", "max");
  private static final long LONGEST_NANOS = 150_000_000_000L;
  private static final int LONGEST_TITLE = 48;
  private static final int MOST_QUESTION_LINES = 5;
  private static final int LONGEST_CHOICE = 66;

  private final TomlTable root;

  private LessonFile(TomlTable root) {
    this.root = root;
  }

  /**
   * Reads a lesson and checks all that it names.
   *
   * @param file as it is named in messages
   * @param name the lesson's
   * @param cores cores that may be used
   * @throws BadInput one line with file, line and key
   */
  static Lesson parse(String file, String name, String text, int cores) {
    return new LessonFile(TomlTable.read(file, text)).lesson(name, cores);
  }

  private Lesson lesson(String name, int cores) {
    root.only(KNOWN);
    String title = fitting("title", 1, LONGEST_TITLE);
    String explain = fitting("explain", Prose.MOST_LINES, Prose.WIDTH);
    String look = fitting("look", 1, Prose.WIDTH - 8);
    String law = fitting("law", 2, Prose.WIDTH);
    String notes = root.has("notes") ? fitting("notes", Prose.MOST_LINES, Prose.WIDTH) : "";
    Trial trial = trial(cores);
    Answer answer = answer(root.needed("answer"), trial);
    return new Lesson(
        name,
        title,
        explain,
        look,
        law,
        notes,
        question(root.needed("guess")),
        trial,
        answer,
        root.table("recorded").map(LessonFile::recording),
        "");
  }

  /** A text that a screen of 80×24 has room for. */
  private String fitting(String key, int most, int width) {
    return fitting(root, key, most, width);
  }

  private static String fitting(TomlTable table, String key, int most, int width) {
    String text = table.text(key);
    List<String> lines = Prose.lines(text, width);
    if (lines.size() > most || lines.stream().anyMatch(line -> line.length() > width)) {
      throw table.bad(
          key,
          String.format(
              Locale.ROOT,
              "it has %d lines, the longest of %d characters; a screen of 80×24 has room for %d of %d",
              lines.size(),
              lines.stream().mapToInt(String::length).max().orElse(0),
              most,
              width));
    }
    return text;
  }

  private Trial trial(int cores) {
    if (root.has("run") == root.has("compare")) {
      throw root.bad("", "a lesson has either [run] or [compare]");
    }
    String key = root.has("run") ? "run" : "compare";
    TomlTable table = root.needed(key);
    Trial trial = key.equals("run") ? TrialFile.run(table, cores) : TrialFile.compare(table, cores);
    if (trial.aboutNanos() > LONGEST_NANOS) {
      throw root.bad(
          key,
          String.format(
              Locale.ROOT,
              "it takes about %d s; a lesson may take %d s",
              trial.aboutNanos() / 1_000_000_000L,
              LONGEST_NANOS / 1_000_000_000L));
    }
    return trial;
  }

  private static Question question(TomlTable table) {
    table.only(List.of("question", "choices"));
    String text = fitting(table, "question", MOST_QUESTION_LINES, Prose.WIDTH);
    if (!table.has("choices")) {
      return new Question.Number(text);
    }
    List<Question.Option> options = new ArrayList<>();
    for (TomlTable each : table.tables("choices")) {
      each.only(List.of("say", "min", "max"));
      if (!each.has("min") && !each.has("max")) {
        throw each.bad("", "it has neither min nor max: of which figures is it right?");
      }
      options.add(
          new Question.Option(
              fitting(each, "say", 1, LONGEST_CHOICE),
              each.constant("min").orElse(Double.NEGATIVE_INFINITY),
              each.constant("max").orElse(Double.POSITIVE_INFINITY)));
    }
    if (options.size() < 2 || options.size() > Question.Choice.MOST) {
      throw table.bad("choices", "there must be 2 to " + Question.Choice.MOST + " of them");
    }
    return new Question.Choice(text, options);
  }

  private static Answer answer(TomlTable table, Trial trial) {
    table.only(OF_ANSWER);
    Unit unit = table.at("unit", () -> Unit.of(table.text("unit")));
    Formula figure = table.at("figure", () -> Formula.parse(table.text("figure")));
    Optional<Formula> predicted = table.formula("predicted");
    Optional<Formula> min = table.formula("min");
    Optional<Formula> max = table.formula("max");
    if (min.isEmpty() && max.isEmpty()) {
      throw table.bad("", "it has neither min nor max: when does the lesson hold?");
    }
    named(table, "figure", figure, trial, false);
    predicted.ifPresent(each -> named(table, "predicted", each, trial, false));
    min.ifPresent(each -> named(table, "min", each, trial, predicted.isPresent()));
    max.ifPresent(each -> named(table, "max", each, trial, predicted.isPresent()));
    return new Answer(fitting(table, "what", 1, 30), figure, unit, predicted, min, max);
  }

  private static void named(
      TomlTable table, String key, Formula formula, Trial trial, boolean band) {
    try {
      FigureNames.check(formula, trial, band);
    } catch (BadInput e) {
      throw table.bad(key, String.valueOf(e.getMessage()));
    }
  }

  private static Recording recording(TomlTable table) {
    table.only(List.of("date", "machine", "measured", "more"));
    return new Recording(
        fitting(table, "date", 1, 20),
        fitting(table, "machine", 1, 50),
        table.constant("measured").orElseThrow(() -> table.bad("", "'measured' is missing")),
        table.has("more") ? fitting(table, "more", 2, Prose.WIDTH) : "");
  }
}
