package dev.conctop.experiment.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.ModelSpec.Runtime;
import dev.conctop.experiment.advice.Advice.Flip;
import dev.conctop.experiment.advice.Advice.Forecast;
import dev.conctop.experiment.advice.Advice.Used;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules by cases, and what holds for all of them. */
class RulesTest {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("%[sdf]|NaN|Infinity|null|Optional|E\\d");

  static List<Cases> cases() {
    return Cases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theCasesAreAnsweredAsTheTableSays(Cases one) {
    Advice advice = Adviser.advise(one.shape());
    assertEquals(one.rules(), advice.rules().stream().map(Used::id).toList());
    if (one.model().equals("?")) {
      assertTrue(advice.model().isEmpty());
      assertTrue(advice.how().startsWith("it cannot be told"), advice.how());
      assertFalse(advice.missing().isEmpty());
      assertTrue(advice.flips().isEmpty());
    } else {
      assertEquals(one.model(), advice.model().orElse("-"));
    }
  }

  @Test
  void everyRuleIsReached() {
    Set<String> reached = new HashSet<>();
    cases()
        .forEach(
            one -> Adviser.advise(one.shape()).rules().forEach(used -> reached.add(used.id())));
    Map<String, Forecast> predictions = Map.of("thread-pool", new Forecast(1, 1, 1));
    Adviser.advise(Cases.shape("jvm cpu=3 wait=7 cores=2"), predictions, Map.of())
        .rules()
        .forEach(used -> reached.add(used.id()));
    assertEquals(Rules.all().stream().map(Rule::id).collect(Collectors.toSet()), reached);
  }

  @Test
  void idsAreUniqueAndNotesExist() {
    List<String> ids = Rules.all().stream().map(Rule::id).toList();
    assertEquals(ids.size(), new HashSet<>(ids).size());
    Rules.all().forEach(rule -> assertTrue(rule.note().matches("00[0-4]"), rule.id()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void modelsAreTheCataloguesOfTheRuntime(Cases one) {
    Adviser.advise(one.shape())
        .model()
        .ifPresent(
            model -> {
              ModelSpec spec = Catalog.model(model);
              assertEquals(one.shape().runtime(), spec.runtime());
              assertFalse(spec.emulated());
            });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void textsHaveNoPlaceholders(Cases one) {
    Cases.texts(Adviser.advise(one.shape()))
        .forEach(
            text -> {
              assertFalse(text.isBlank());
              assertFalse(PLACEHOLDER.matcher(text).find(), text);
            });
  }

  /** What is said to change the answer changes it. */
  @ParameterizedTest
  @MethodSource("cases")
  void flipsFlip(Cases one) {
    Advice advice = Adviser.advise(one.shape());
    for (Flip flip : advice.flips()) {
      Advice then = Adviser.advise(one.shape().with(flip.figure(), flip.value()));
      assertEquals(flip.model(), then.model(), flip.words());
      assertFalse(
          then.model().equals(advice.model()) && then.how().equals(advice.how()), flip.words());
      assertFalse(then.how().startsWith("it cannot be told"), flip.words());
    }
  }

  /** Between here and there the answer is what it was, where rounding does not reach that far. */
  @ParameterizedTest
  @MethodSource("cases")
  void halfwayToAFlipTheAnswerIsTheSame(Cases one) {
    Advice advice = Adviser.advise(one.shape());
    for (Flip flip : advice.flips()) {
      double from = one.shape().of(flip.figure()).orElseThrow();
      if (isNear(flip, from)) {
        continue;
      }
      double halfway = from == 0 ? flip.value() / 2 : Math.sqrt(from * flip.value());
      Advice then = Adviser.advise(one.shape().with(flip.figure(), halfway));
      boolean same = then.model().equals(advice.model());
      assertTrue(same || then.how().startsWith("it cannot be told"), flip.words());
    }
  }

  private static boolean isNear(Flip flip, double from) {
    boolean count = flip.figure().unit() == Figure.Unit.COUNT;
    return Math.abs(Math.log(flip.value() / from)) < 0.25
        || (count && Math.abs(flip.value() - from) <= 2);
  }

  @Test
  void decidedCasesHaveSomethingThatFlipsThem() {
    for (Cases one : cases()) {
      if (!one.model().equals("?")) {
        assertFalse(Adviser.advise(one.shape()).flips().isEmpty(), one.name());
      }
    }
  }

  /** More waiting makes no work CPU-bound that was not. */
  @Test
  void moreWaitNeverTurnsIntoAdviceForTheCpu() {
    Set<String> forTheCpu =
        Set.of(
            "jvm-cpu-pool",
            "jvm-one-complex",
            "cpython-outside-lock",
            "cpython-free-threaded",
            "cpython-processes",
            "cpython-batches");
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      WorkShape shape = drawn(random);
      boolean before = true;
      for (double wait = 1e3; wait < 1e10; wait *= 3) {
        boolean now =
            decide(shape.with(Figure.WAIT, wait)).used().stream()
                .anyMatch(used -> forTheCpu.contains(used.id()));
        assertTrue(before || !now, shape + " at " + wait);
        before = now;
      }
    }
  }

  private static Rules.Decision decide(WorkShape shape) {
    return Rules.decide(new Rule.Question(shape, _ -> Map.of()));
  }

  @Test
  void aHigherDemandIsNeverMetByOneAtATimeAgain() {
    Random random = new Random(11);
    for (int i = 0; i < 200; i++) {
      WorkShape shape = drawn(random).with(Figure.WAIT, 0);
      boolean before = true;
      for (double asked = 1; asked < 1e6; asked *= 2) {
        boolean now = decide(shape.with(Figure.ASKED, asked)).used().getFirst().id().equals("need");
        assertTrue(before || !now);
        before = now;
      }
      assertFalse(before);
    }
  }

  @Test
  void oneFigureMoreNeverMakesTheAnswerUnknown() {
    for (Cases one : cases()) {
      for (Figure figure : List.of(Figure.LOCK, Figure.IPC, Figure.CALLS)) {
        if (!one.model().equals("?") && one.shape().of(figure).isEmpty()) {
          Advice more = Adviser.advise(one.shape().with(figure, figure == Figure.CALLS ? 1 : 0));
          assertTrue(more.model().isPresent() || one.model().equals("-"), one.name());
        }
      }
    }
  }

  private static WorkShape drawn(Random random) {
    WorkShape shape =
        WorkShape.of(random.nextBoolean() ? Runtime.JVM : Runtime.CPYTHON)
            .with(Figure.CPU, 1e4 * Math.pow(10, 3 * random.nextDouble()))
            .with(Figure.CORES, 1 + random.nextInt(8))
            .with(Figure.RELEASED, random.nextDouble())
            .with(Figure.IPC, 1e5 * random.nextDouble())
            .with(WorkShape.Library.values()[random.nextInt(4)])
            .with(WorkShape.Kind.values()[random.nextInt(3)]);
    return random.nextBoolean() ? shape.with(Figure.IN_FLIGHT, 1 + random.nextInt(2000)) : shape;
  }
}
