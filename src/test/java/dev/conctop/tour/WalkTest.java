package dev.conctop.tour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.tour.lesson.Prose;
import dev.conctop.tour.lesson.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The steps of a tour as a table. Letters: n next, b back, a again, x skip, o lessons, digits and
 * points are typed, e erases, d and u move down and up; and what happens outside: S the run begins
 * to speak, E it ends, R its figure is read.
 */
class WalkTest {
  private static final Reading GOOD = new Reading(396, 400, 360, 412, 0.1, "");

  private final List<Wish> wishes = new ArrayList<>();
  private String notice = "";

  private Walk walk(String steps) {
    Walk walk = Walk.of(Lessons.three());
    for (char step : steps.toCharArray()) {
      Turn turn = turn(walk, step);
      walk = turn.walk();
      notice = turn.notice();
      if (turn.wish() != Wish.NOTHING) {
        wishes.add(turn.wish());
      }
    }
    return walk;
  }

  private static Turn turn(Walk walk, char step) {
    return switch (step) {
      case 'n' -> walk.next();
      case 'b' -> walk.back();
      case 'a' -> walk.again();
      case 'x' -> walk.skip();
      case 'o' -> walk.choose();
      case 'e' -> walk.erase();
      case 'd' -> walk.move(1);
      case 'u' -> walk.move(-1);
      case 'S' -> walk.began();
      case 'E' -> walk.ended();
      case 'R' -> walk.read(GOOD);
      default -> walk.type(step);
    };
  }

  /** Short: C lessons, e explain, g guess, r run (with its phase), c compare; with the lesson. */
  private static String place(Walk walk) {
    return switch (walk.place()) {
      case Place.Choosing c -> "choosing " + c.chosen();
      case Place.Explaining e -> "explaining " + e.lesson();
      case Place.Guessing g ->
          "guessing "
              + g.lesson()
              + (g.typed().isEmpty() ? "" : " " + g.typed())
              + (g.chosen() < 0 ? "" : " no. " + g.chosen());
      case Place.Running r -> "running " + r.lesson() + " " + r.phase();
      case Place.Comparing c -> "comparing " + c.lesson() + (c.kept() ? " kept" : "");
    };
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // steps, place, wishes
        "'', choosing 0, []",
        "d, choosing 1, []",
        "dddd, choosing 2, []",
        "uu, choosing 0, []",
        "n, explaining 0, []",
        "nb, choosing 0, []",
        "nn, guessing 0, []",
        "nnb, explaining 0, []",
        "nn400, guessing 0 400, []",
        "nn400ee, guessing 0 4, []",
        "nne, guessing 0, []",
        "nnqjz!, guessing 0, []",
        "nn400n, running 0 ASKED, [START]",
        "nnn, running 0 ASKED, [START]",
        "nnx, running 0 ASKED, [START]",
        "nn4..0n, guessing 0 4..0, []",
        // it never goes on by itself
        "nnnSER, running 0 READ, '[START, READ]'",
        "nnnSERn, comparing 0 kept, '[START, READ]'",
        "nnnSERnn, explaining 1, '[START, READ, END]'",
        // not before its end, and what is heard of an earlier run counts for nothing
        "nnnn, running 0 ASKED, [START]",
        "nnnSn, running 0 UNDER_WAY, [START]",
        "nnnE, running 0 ASKED, [START]",
        "nnnR, running 0 ASKED, [START]",
        "nnnSR, running 0 UNDER_WAY, [START]",
        "SER, choosing 0, []",
        // skipped, gone back, begun anew: what runs is ended
        "nnnSx, comparing 0, '[START, END]'",
        "nnnx, comparing 0, '[START, END]'",
        "nnnSxx, explaining 1, '[START, END]'",
        "nnnSxb, guessing 0, '[START, END]'",
        "nn400nSb, guessing 0 400, '[START, END]'",
        "nnnSo, choosing 0, '[START, END]'",
        "nnnSa, running 0 ASKED, '[START, START]'",
        "nnnSERa, running 0 ASKED, '[START, READ, START]'",
        "nnnSERna, running 0 ASKED, '[START, READ, START]'",
        "nnnSERnb, running 0 READ, '[START, READ]'",
        "nnnSERnbn, comparing 0 kept, '[START, READ]'",
        "nnnSERno, choosing 0, '[START, READ, END]'",
        "na, explaining 0, []",
        // answers to choose from
        "dnn2, guessing 1 no. 1, []",
        "dnn9, guessing 1, []",
        "dnndd, guessing 1 no. 1, []",
        "dnn3n, running 1 ASKED, [START]",
        "dnnn, running 1 ASKED, [START]",
        // what cannot be run is not
        "ddnnn, comparing 2, []",
        "ddnnna, comparing 2, []",
        "ddnnnb, guessing 2, []",
        "ddnnnn, choosing 2, []",
      })
  void steps(String steps, String expected, String wished) {
    Walk walk = walk(steps == null ? "" : steps);
    assertEquals(expected, place(walk), steps);
    assertEquals(wished, wishes.toString(), steps);
  }

  @Test
  void whatWasDoneIsKept() {
    Walk walk = walk("nn400nSERn");
    assertEquals(new Guess.Figure(400, "400"), walk.done().guess());
    assertEquals(Optional.of(GOOD), walk.done().reading());
    assertEquals("guessing 0 400", place(walk("nn400nSERnbb")));
    assertEquals(new Guess.None(), walk("nn400bnx").done().guess());
    assertEquals(new Guess.Chosen(2), walk("dnn3n").done().guess());
  }

  @Test
  void mistakesAreTold() {
    Walk walk = walk("nn4..0n");
    assertTrue(walk.place() instanceof Place.Guessing guessing && !guessing.problem().isEmpty());
    walk("nnnSn");
    assertEquals("it still runs: x skips the rest of it, a begins anew", notice);
    walk("na");
    assertFalse(notice.isEmpty());
  }

  @Test
  void withoutAFigureTheReasonIsKept() {
    assertEquals("the run was skipped", walk("nnnSx").done().reading().get().missing());
    Reading none = walk("ddnnn").done().reading().get();
    assertEquals("no Python: python3", none.missing());
    assertFalse(none.holds());
  }

  @Test
  void theNotesComeAndGo() {
    Walk walk = Walk.of(Lessons.three());
    assertTrue(walk.toggleNotes().walk().notes());
    assertFalse(walk.toggleNotes().walk().toggleNotes().walk().notes());
    assertSame(walk, walk.type('5').walk());
  }

  @Test
  void anAnswerIsFoundByItsFigure() {
    Question.Choice choice = (Question.Choice) Lessons.virtual().question();
    assertEquals(1, choice.of(1.0).getAsInt());
    assertEquals(0, choice.of(1.4).getAsInt());
    assertEquals(2, choice.of(0.2).getAsInt());
    assertTrue(choice.of(Double.NaN).isEmpty());
  }

  @Test
  void proseIsFilledAndPicturesStay() {
    assertEquals(
        List.of("one two", "three", "", "  a   picture", "end"),
        Prose.lines("one two\nthree\n\n  a   picture\nend\n", 7));
    assertEquals(List.of("abcdefg", "hij"), Prose.lines("abcdefghij", 7));
  }
}
