package dev.conctop.tour;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.tour.lesson.Lesson;
import dev.conctop.tour.lesson.Question;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A tour under way: explain, guess, run, compare, lesson by lesson. It goes on only when a person
 * says so. Immutable.
 *
 * <pre>
 *  choosing ⇄ explaining ⇄ guessing ⇄ running ⇄ comparing → the next lesson
 * </pre>
 *
 * @param progress one a lesson
 * @param notes whether the presenter's notes are shown
 */
public record Walk(List<Lesson> lessons, List<Progress> progress, Place place, boolean notes) {
  private static final int LONGEST_TYPED = 12;
  private static final String TYPED = "0123456789.,%/msuµk";

  /**
   * What was done of a lesson.
   *
   * @param reading of its newest run
   */
  public record Progress(Guess guess, Optional<Reading> reading) {
    private static final Progress NONE = new Progress(new Guess.None(), Optional.empty());
  }

  public Walk {
    lessons = List.copyOf(lessons);
    progress = List.copyOf(progress);
    if (lessons.isEmpty()) {
      throw new IllegalArgumentException("no lessons");
    }
  }

  /** At the list of lessons, nothing done. */
  public static Walk of(List<Lesson> lessons) {
    List<Progress> none = Collections.nCopies(lessons.size(), Progress.NONE);
    return new Walk(lessons, none, new Place.Choosing(0), false);
  }

  /** The same at the beginning of a lesson, from 0. */
  public Walk at(int lesson) {
    return to(new Place.Explaining(lesson));
  }

  /** Which lesson it is at; at the list of lessons the one that the cursor is on. */
  public int index() {
    return switch (place) {
      case Place.Choosing choosing -> choosing.chosen();
      case Place.Explaining explaining -> explaining.lesson();
      case Place.Guessing guessing -> guessing.lesson();
      case Place.Running running -> running.lesson();
      case Place.Comparing comparing -> comparing.lesson();
    };
  }

  public Lesson lesson() {
    return lessons.get(index());
  }

  /** What was done of the lesson that it is at. */
  public Progress done() {
    return progress.get(index());
  }

  /** Whether the ordinary screen with the run is shown. */
  public boolean showsRun() {
    return place instanceof Place.Running;
  }

  // ---- steps

  /** On, when this step is done. */
  public Turn next() {
    return switch (place) {
      case Place.Choosing choosing -> Turn.of(to(new Place.Explaining(choosing.chosen())));
      case Place.Explaining explaining -> Turn.of(to(guessing(explaining.lesson())));
      case Place.Guessing guessing -> guessed(guessing);
      case Place.Running running ->
          running.phase() == Place.Phase.READ
              ? Turn.of(to(new Place.Comparing(running.lesson(), true)))
              : Turn.refused(this, "it still runs: x skips the rest of it, a begins anew");
      case Place.Comparing comparing -> leave(comparing);
    };
  }

  /** On, whether this step is done or not. */
  public Turn skip() {
    return switch (place) {
      case Place.Choosing _, Place.Explaining _, Place.Comparing _ -> next();
      case Place.Guessing guessing -> run(with(new Guess.None()), guessing.lesson());
      case Place.Running running -> {
        if (running.phase() == Place.Phase.READ) {
          yield next();
        }
        Walk cut = with(Reading.none("the run was skipped"));
        yield Turn.of(cut.to(new Place.Comparing(running.lesson(), false)), Wish.END);
      }
    };
  }

  /** To the step before, as it was. */
  public Turn back() {
    return switch (place) {
      case Place.Choosing _ -> Turn.of(this);
      case Place.Explaining explaining -> Turn.of(to(new Place.Choosing(explaining.lesson())));
      case Place.Guessing guessing -> Turn.of(to(new Place.Explaining(guessing.lesson())));
      case Place.Running running -> Turn.of(to(guessing(running.lesson())), Wish.END);
      case Place.Comparing comparing ->
          Turn.of(
              to(
                  comparing.kept()
                      ? new Place.Running(comparing.lesson(), Place.Phase.READ)
                      : guessing(comparing.lesson())));
    };
  }

  /** The run from its beginning. */
  public Turn again() {
    return switch (place) {
      case Place.Running running -> run(this, running.lesson());
      case Place.Comparing comparing -> run(this, comparing.lesson());
      case Place.Choosing _, Place.Explaining _, Place.Guessing _ ->
          Turn.refused(this, "nothing has run yet that could run again");
    };
  }

  /** To the list of lessons. */
  public Turn choose() {
    boolean holds =
        place instanceof Place.Running
            || place instanceof Place.Comparing compared && compared.kept();
    return Turn.of(to(new Place.Choosing(index())), holds ? Wish.END : Wish.NOTHING);
  }

  /** Shows the presenter's notes, or hides them. */
  public Turn toggleNotes() {
    return Turn.of(new Walk(lessons, progress, place, !notes));
  }

  /** The cursor, where there is one, by so many rows. */
  public Turn move(long by) {
    return switch (place) {
      case Place.Choosing choosing -> {
        int last = lessons.size() - 1;
        yield Turn.of(to(new Place.Choosing(Math.clamp(choosing.chosen() + by, 0, last))));
      }
      case Place.Guessing guessing ->
          options() == 0
              ? Turn.of(this)
              : pick(guessing, Math.clamp(guessing.chosen() + by, 0, options() - 1));
      case Place.Explaining _, Place.Running _, Place.Comparing _ -> Turn.of(this);
    };
  }

  // ---- guessing

  /** A character that may be of a guess; others are nothing. */
  public Turn type(int codePoint) {
    if (!(place instanceof Place.Guessing guessing)) {
      return Turn.of(this);
    }
    if (options() > 0) {
      int option = codePoint - '1';
      return option >= 0 && option < options() ? pick(guessing, option) : Turn.of(this);
    }
    boolean fits = TYPED.indexOf(codePoint) >= 0 && guessing.typed().length() < LONGEST_TYPED;
    return fits
        ? Turn.of(typed(guessing, guessing.typed() + Character.toString(codePoint)))
        : Turn.of(this);
  }

  /** Takes the last character back. */
  public Turn erase() {
    if (!(place instanceof Place.Guessing guessing) || guessing.typed().isEmpty()) {
      return Turn.of(this);
    }
    String text = guessing.typed();
    return Turn.of(typed(guessing, text.substring(0, text.length() - 1)));
  }

  private Walk typed(Place.Guessing guessing, String text) {
    return to(new Place.Guessing(guessing.lesson(), text, guessing.chosen(), ""));
  }

  private Turn pick(Place.Guessing guessing, int option) {
    return Turn.of(to(new Place.Guessing(guessing.lesson(), "", option, "")));
  }

  /** How many answers there are to choose from; 0: a number is asked for. */
  private int options() {
    return switch (lesson().question()) {
      case Question.Number _ -> 0;
      case Question.Choice choice -> choice.options().size();
    };
  }

  /** The step with what was guessed before. */
  private Place guessing(int lesson) {
    return switch (progress.get(lesson).guess()) {
      case Guess.None _ -> new Place.Guessing(lesson, "", -1, "");
      case Guess.Figure figure -> new Place.Guessing(lesson, figure.typed(), -1, "");
      case Guess.Chosen chosen -> new Place.Guessing(lesson, "", chosen.option(), "");
    };
  }

  private Turn guessed(Place.Guessing guessing) {
    Guess guess;
    if (options() > 0) {
      guess = guessing.chosen() < 0 ? new Guess.None() : new Guess.Chosen(guessing.chosen());
    } else if (guessing.typed().isBlank()) {
      guess = new Guess.None();
    } else {
      try {
        guess = new Guess.Figure(lesson().answer().unit().read(guessing.typed()), guessing.typed());
      } catch (BadInput e) {
        String problem = String.valueOf(e.getMessage());
        return Turn.of(to(new Place.Guessing(guessing.lesson(), guessing.typed(), -1, problem)));
      }
    }
    return run(with(guess), guessing.lesson());
  }

  // ---- the run

  private static Turn run(Walk walk, int lesson) {
    Lesson its = walk.lessons().get(lesson);
    if (!its.available()) {
      Walk without = walk.with(Reading.none(its.unavailable()));
      return Turn.of(without.to(new Place.Comparing(lesson, false)));
    }
    return Turn.of(walk.to(new Place.Running(lesson, Place.Phase.ASKED)), Wish.START);
  }

  /** What was asked for has begun to speak. */
  public Turn began() {
    return place instanceof Place.Running(int lesson, Place.Phase phase)
            && phase == Place.Phase.ASKED
        ? Turn.of(to(new Place.Running(lesson, Place.Phase.UNDER_WAY)))
        : Turn.of(this);
  }

  /** It has come to its end. */
  public Turn ended() {
    return place instanceof Place.Running(int lesson, Place.Phase phase)
            && phase == Place.Phase.UNDER_WAY
        ? Turn.of(to(new Place.Running(lesson, Place.Phase.ENDED)), Wish.READ)
        : Turn.of(this);
  }

  /** Its figure is known. */
  public Turn read(Reading reading) {
    return place instanceof Place.Running(int lesson, Place.Phase phase)
            && phase == Place.Phase.ENDED
        ? Turn.of(with(reading).to(new Place.Running(lesson, Place.Phase.READ)))
        : Turn.of(this);
  }

  private Turn leave(Place.Comparing comparing) {
    int next = comparing.lesson() + 1;
    Place there = next < lessons.size() ? new Place.Explaining(next) : new Place.Choosing(next - 1);
    return Turn.of(to(there), comparing.kept() ? Wish.END : Wish.NOTHING);
  }

  // ---- changes

  private Walk to(Place next) {
    return new Walk(lessons, progress, next, notes);
  }

  private Walk with(Guess guess) {
    return with(new Progress(guess, done().reading()));
  }

  private Walk with(Reading reading) {
    return with(new Progress(done().guess(), Optional.of(reading)));
  }

  private Walk with(Progress its) {
    List<Progress> all = new ArrayList<>(progress);
    all.set(index(), its);
    return new Walk(lessons, all, place, notes);
  }
}
