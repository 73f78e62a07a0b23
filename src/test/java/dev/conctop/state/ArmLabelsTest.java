package dev.conctop.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.state.seen.ArmLabels;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ArmLabelsTest {
  private static RunSpec arm(String model, int workers, int inFlight, String... parameter) {
    Map<String, String> given =
        parameter.length == 0 ? Map.of() : Map.of(parameter[0], parameter[1]);
    return new RunRequest(
            "sleep",
            model,
            given,
            workers == 0 ? OptionalInt.empty() : OptionalInt.of(workers),
            OptionalInt.of(inFlight),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty())
        .check(2);
  }

  @Test
  void differentModelsNeedNoMore() {
    assertEquals(
        List.of("thread-pool", "event-loop"),
        ArmLabels.of(List.of(arm("thread-pool", 8, 8), arm("event-loop", 0, 8))));
  }

  @Test
  void whatArmsOfOneModelDifferInIsSaid() {
    assertEquals(
        List.of("thread-pool -j 4", "thread-pool -j 8"),
        ArmLabels.of(List.of(arm("thread-pool", 4, 8), arm("thread-pool", 8, 8))));
    assertEquals(
        List.of("thread-pool -c 8", "thread-pool -c 16"),
        ArmLabels.of(List.of(arm("thread-pool", 4, 8), arm("thread-pool", 4, 16))));
    assertEquals(
        List.of("thread-pool delay=1ms", "thread-pool delay=2ms"),
        ArmLabels.of(
            List.of(
                arm("thread-pool", 4, 8, "delay", "1ms"),
                arm("thread-pool", 4, 8, "delay", "2ms"))));
  }

  @Test
  void theSameAreNumbered() {
    assertEquals(
        List.of("thread-pool", "thread-pool (2)", "thread-pool (3)"),
        ArmLabels.of(
            List.of(arm("thread-pool", 4, 8), arm("thread-pool", 4, 8), arm("thread-pool", 4, 8))));
  }
}
