package dev.conctop.view.tour;

import dev.conctop.tour.Guess;
import dev.conctop.tour.Reading;
import dev.conctop.tour.Walk;
import dev.conctop.tour.lesson.Formula;
import dev.conctop.tour.lesson.Lesson;
import dev.conctop.tour.lesson.Prose;
import dev.conctop.tour.lesson.Question;
import dev.conctop.tour.lesson.Recording;
import dev.conctop.tour.lesson.Unit;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was guessed, predicted and measured, on one scale, and the law.
 *
 * <pre>
 *  guessed      200/s  ██████████
 *  predicted    400/s  ████████████████████    in_flight * 1s / parameters.delay
 *  measured     396/s  ███████████████████▊    ✓ holds
 *  holds within        ·················▒▒▒    360/s – 408/s
 * </pre>
 */
final class OutcomePage {
  private static final int LABEL = 13;
  private static final int VALUE = 12;
  private static final int BAR = LABEL + VALUE + 2;

  private final Area area;
  private final Lesson lesson;
  private final Reading reading;
  private final Guess guess;
  private final Unit unit;
  private final Scale scale;
  private final int cells;
  private int row;

  private OutcomePage(Area area, Lesson lesson, Reading reading, Guess guess) {
    this.area = area;
    this.lesson = lesson;
    this.reading = reading;
    this.guess = guess;
    unit = lesson.answer().unit();
    scale = Scale.of(figures());
    cells = area.width() - BAR - 2;
  }

  static void draw(Area page, Walk walk) {
    Reading reading = walk.done().reading().orElseGet(() -> Reading.none("it was not run"));
    Area inside = page.box(walk.lesson().answer().what(), walk.lesson().title(), Ink.FRAME);
    new OutcomePage(
            inside.part(1, 0, inside.width() - 1, inside.height()),
            walk.lesson(),
            reading,
            walk.done().guess())
        .draw();
  }

  /** The recording is shown where the live figure is not to be relied on. */
  private Optional<Recording> recording() {
    return reading.holds() ? Optional.empty() : lesson.recording();
  }

  private List<Double> figures() {
    List<Double> all = new ArrayList<>(List.of(reading.measured(), reading.predicted()));
    if (guess instanceof Guess.Figure figure) {
      all.add(figure.value());
    }
    recording().ifPresent(known -> all.add(known.measured()));
    if (reading.known()) {
      all.add(reading.low());
      all.add(reading.high());
    }
    // A scale by powers of ten has no place for 0.
    all.removeIf(value -> !(value > 0));
    return all;
  }

  private void draw() {
    row = area.height() >= 18 ? 1 : 0;
    if (guess instanceof Guess.Figure figure) {
      bar("guessed", figure.value(), Ink.SLEEP, how(figure.value()));
    }
    if (Double.isFinite(reading.predicted())) {
      bar("predicted", reading.predicted(), Ink.NETWORK, formula());
    }
    measured();
    recording().ifPresent(this::recorded);
    choices();
    law();
  }

  /** The formula; a mere number says nothing that the bar does not. */
  private String formula() {
    String text = lesson.answer().predicted().map(Formula::text).orElse("");
    return text.matches("[0-9.]*") ? "" : "= " + text;
  }

  /** How far a guess was from what was measured. */
  private String how(double guessed) {
    if (!reading.known() || !(guessed > 0) || !(reading.measured() > 0)) {
      return "";
    }
    double times = Math.max(guessed / reading.measured(), reading.measured() / guessed);
    return times < 1.1
        ? "within a tenth of it"
        : String.format(
            Locale.ROOT,
            times < 10 ? "%.1f times too %s" : "%.0f times too %s",
            times,
            guessed < reading.measured() ? "small" : "large");
  }

  private void measured() {
    if (!reading.known()) {
      area.text(0, row, "measured", Style.bold(Ink.TEXT));
      area.right(LABEL + VALUE, row, VALUE, "n/a", Ink.WARN);
      for (String line : Prose.lines(reading.missing(), Math.max(20, cells))) {
        area.text(BAR, row++, line, Ink.WARN);
      }
      row++;
      return;
    }
    Ink ink = reading.holds() ? Ink.GOOD : Ink.WARN;
    bar("measured", reading.measured(), ink, reading.holds() ? "" : "does not hold");
    band();
    row++;
  }

  /** Where the figure has to lie. */
  private void band() {
    area.text(0, row, "holds within", Ink.DIM);
    area.track(BAR, row, cells);
    double low = Double.isFinite(reading.low()) ? scale.share(Math.max(0, reading.low())) : 0;
    double high = Double.isFinite(reading.high()) ? scale.share(reading.high()) : 1;
    int first = (int) Math.floor(low * cells);
    int last = Math.max(first + 1, (int) Math.ceil(high * cells));
    for (int column = first; column < Math.min(cells, last); column++) {
      area.put(BAR + column, row, area.glyphs().shade(2), Ink.GOOD);
    }
    row++;
    int at = area.text(BAR, row, reading.band(unit), Ink.DIM);
    if (reading.otherLoad() > 0.2) {
      String load = String.format(Locale.ROOT, "%.1f cores busy with others", reading.otherLoad());
      area.text(at + 3, row, load, Ink.WARN);
    }
    row++;
  }

  private void recorded(Recording recording) {
    bar("a good run", recording.measured(), Ink.DISK, "");
    area.text(BAR, row++, "of " + recording.date() + ", " + recording.machine(), Ink.DIM);
    for (String line : Prose.lines(recording.more(), Math.max(20, cells))) {
      area.text(BAR, row++, line, Ink.DIM);
    }
    row++;
  }

  private void bar(String label, double value, Ink ink, String words) {
    area.text(0, row, label, Style.bold(Ink.TEXT));
    area.right(LABEL + VALUE, row, VALUE, unit.text(value), Style.bold(ink));
    double share = scale.share(value);
    area.bar(BAR, row, cells, share, ink);
    if (label.equals("measured") && reading.holds()) {
      area.put(
          BAR + Math.min(cells, (int) Math.ceil(share * cells) + 1),
          row,
          area.glyphs().holds(),
          ink);
    }
    if (!words.isEmpty()) {
      row++;
      area.text(BAR, row, words, Ink.DIM);
    }
    row++;
  }

  private void choices() {
    if (!(lesson.question() instanceof Question.Choice choice)) {
      return;
    }
    OptionalInt right = reading.known() ? choice.of(reading.measured()) : OptionalInt.empty();
    for (int i = 0; i < choice.options().size(); i++) {
      boolean chosen = guess instanceof Guess.Chosen its && its.option() == i;
      boolean found = right.isPresent() && right.getAsInt() == i;
      Ink ink = found ? Ink.GOOD : chosen ? Ink.WARN : Ink.DIM;
      if (chosen) {
        area.put(0, row, area.glyphs().pointer(), Style.bold(Ink.ACCENT));
      }
      if (found) {
        area.put(2, row, area.glyphs().holds(), Style.bold(Ink.GOOD));
      }
      String behind = chosen ? "  (your guess)" : "";
      area.text(4, row++, choice.options().get(i).say() + behind, ink);
    }
  }

  private void law() {
    List<String> lines = Prose.lines(lesson.law(), area.width() - 2);
    int top = Math.max(row, area.height() - lines.size() - (area.height() >= 18 ? 1 : 0));
    for (int i = 0; i < lines.size(); i++) {
      area.text(0, top + i, lines.get(i), Style.bold(Ink.ACCENT));
    }
  }
}
