package dev.conctop.tour;

import dev.conctop.catalog.RunRequest;
import dev.conctop.experiment.RacePlan;
import dev.conctop.tour.lesson.Answer;
import dev.conctop.tour.lesson.Formula;
import dev.conctop.tour.lesson.Lesson;
import dev.conctop.tour.lesson.Question;
import dev.conctop.tour.lesson.Recording;
import dev.conctop.tour.lesson.Trial;
import dev.conctop.tour.lesson.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Lessons for tests: a number to guess, one of three answers, and one that cannot be run. */
public final class Lessons {
  private Lessons() {}

  public static final String EXPLAIN =
      """
      A shop has one door. People come in, stay for a while and go out again. How
      many are inside?

        L = X × R     inside = how many come a second × how long each stays

      It holds for shops and for thread pools alike.""";

  public static List<Lesson> three() {
    return List.of(little(), virtual(), little("gil", "The GIL").unavailable("no Python: python3"));
  }

  public static Lesson little() {
    return little("littles-law", "Little's law: how many are inside");
  }

  private static Lesson little(String name, String title) {
    return new Lesson(
        name,
        title,
        EXPLAIN,
        "throughput",
        "L = X × R: who wants more a second keeps more in flight.",
        "Let the room do the sum first.",
        new Question.Number("40 downloads are in flight, each takes 100 ms. How many a second?"),
        new Trial.Alone(
            new RunRequest(
                    "http-get",
                    "virtual-threads",
                    Map.of("delay", "100ms"),
                    OptionalInt.empty(),
                    OptionalInt.of(40),
                    OptionalDouble.empty(),
                    OptionalLong.empty(),
                    OptionalLong.of(6_000_000_000L),
                    OptionalLong.empty())
                .check(2)),
        new Answer(
            "downloads a second",
            Formula.parse("tasks.throughput_per_s"),
            Unit.of("/s"),
            Optional.of(Formula.parse("in_flight * 1s / parameters.delay")),
            Optional.of(Formula.parse("0.9 * predicted")),
            Optional.of(Formula.parse("1.03 * predicted"))),
        Optional.of(new Recording("2026-11-27", "2 cores", 394, "")),
        "");
  }

  /** A comparison with answers to choose from. */
  public static Lesson virtual() {
    return new Lesson(
        "virtual-threads-cpu",
        "Virtual threads do not speed up CPU work",
        EXPLAIN,
        "tasks/s of both arms",
        "For work there are as many hands as cores.",
        "",
        new Question.Choice(
            "What do virtual threads do on pure arithmetic?",
            List.of(
                new Question.Option("more than the pool", 1.1, Double.POSITIVE_INFINITY),
                new Question.Option("about the same", 0.9, 1.1),
                new Question.Option("less than the pool", Double.NEGATIVE_INFINITY, 0.9))),
        new Trial.Arms(
            List.of(
                RunRequest.of("sum-of-squares", "thread-pool", Map.of()).check(2),
                RunRequest.of("sum-of-squares", "virtual-threads", Map.of()).check(2)),
            RacePlan.ofRounds(
                6,
                false,
                List.of("thread-pool", "virtual-threads"),
                RacePlan.USUAL_WARM_NANOS,
                OptionalDouble.empty(),
                RacePlan.WITHIN,
                1)),
        new Answer(
            "virtual threads over the pool",
            Formula.parse("arms.1.effect.ratio"),
            Unit.of("x"),
            Optional.of(Formula.of(1)),
            Optional.of(Formula.of(0.9)),
            Optional.of(Formula.of(1.1))),
        Optional.empty(),
        "");
  }
}
