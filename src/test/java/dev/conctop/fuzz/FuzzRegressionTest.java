package dev.conctop.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A few thousand inputs for each target, the same ones each time; {@code make fuzz} goes on. */
class FuzzRegressionTest {
  private static final int TIMES = 3000;
  private static final long SEED = 13;

  static List<Target> targets() {
    return Targets.all();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void whateverIsReadIsReadOrRefused(Target target) {
    Fuzzer fuzzer = new Fuzzer(target, SEED);
    fuzzer.run(TIMES);
    List<String> found =
        fuzzer.findings().stream()
            .map(each -> each.what() + " " + HexFormat.of().formatHex(each.input()))
            .toList();
    assertEquals(List.of(), found);
    // Else the inputs say nothing: all would be refused at their first byte.
    assertTrue(fuzzer.outcomes() > 1, target.name());
  }
}
