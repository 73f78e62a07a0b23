package dev.conctop.experiment.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.parameter.BadInput;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many subjects a sweep needs, and how many are at work. */
class SweepPlanTest {
  private static SweepPlan plan(String model, String over) {
    RunSpec spec = RunRequest.of("http-get", model, Map.of()).check(2);
    return MadeUpSweep.plan(spec, over, SweepPlan.NO_END, "");
  }

  @ParameterizedTest
  @CsvSource({
    "thread-pool, workers=1..8, 1, 4",
    "virtual-threads, workers=1..8, 1, 4",
    "gil-threads, switch-interval=1ms..8ms, 1, 4",
    "cpython-threading, workers=1..8, 1, 4",
    "cpython-subinterpreters, workers=1..8, 4, 4",
    "zmq-req-rep, workers=1..8, 4, 4",
    "celery, workers=1..8, 4, 4",
    "thread-pool, delay=1ms..8ms, 4, 4",
    "virtual-threads, in-flight=1..8, 1, 4",
  })
  void oneSubjectWhereItCanBeTurned(String model, String over, int arms, int values) {
    SweepPlan plan = plan(model, over);
    assertEquals(arms, plan.arms().size());
    assertEquals(values, plan.range().values().size());
    assertEquals(arms == 1, plan.turns());
    assertEquals(arms == 1, plan.range().ladder(), "a subject for each has no sizes between");
  }

  /** Rayon's pool keeps its size; the other one of Rust's is turned. */
  @Test
  void likewiseInRust() {
    for (String model : List.of("rust-threads", "rust-rayon")) {
      RunSpec spec = RunRequest.of("sleep", model, Map.of()).check(2);
      SweepPlan plan = MadeUpSweep.plan(spec, "workers=1..8", SweepPlan.NO_END, "");
      assertEquals(model.equals("rust-rayon") ? 4 : 1, plan.arms().size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "thread-pool, in-flight=1..64, 64, 2",
    "virtual-threads, in-flight=1..64, 64, 64",
    "event-loop, in-flight=1..64, 64, 64",
    "sequential, in-flight=1..64, 64, 1",
    "thread-per-task, in-flight=1..64, 8, 8",
    "virtual-threads, workers=1..64, 8, NaN",
    "thread-pool, delay=1ms..8ms, 1e6, NaN",
  })
  void atWorkAreThoseThatHaveSomebody(String model, String over, double value, double atWork) {
    assertEquals(atWork, plan(model, over).atWork(value));
  }

  @ParameterizedTest
  @CsvSource({"sequential", "thread-per-task", "event-loop"})
  void whatHasNoNumberOfWorkersIsRefused(String model) {
    BadInput e = assertThrows(BadInput.class, () -> plan(model, "workers=1..8"));
    assertTrue(e.getMessage().startsWith("--over workers: " + model), e.getMessage());
  }

  @Test
  void seventeenSubjectsAreTooMany() {
    String values =
        IntStream.rangeClosed(1, 17).mapToObj(i -> i + "ms").collect(Collectors.joining(","));
    BadInput e = assertThrows(BadInput.class, () -> plan("thread-pool", "delay=" + values));
    assertEquals(
        "--over delay: each of the 17 values needs a subject of its own, and 16 are the most",
        e.getMessage());
  }
}
