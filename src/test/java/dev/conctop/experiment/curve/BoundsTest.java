package dev.conctop.experiment.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bounds, where they cross, and why that is not the best size. */
class BoundsTest {
  @Test
  void theLesserOfTheTwo() {
    Bounds bounds = new Bounds(10e6, 1e6, 2);
    assertEquals(100, bounds.at(1), 1e-9);
    assertEquals(1900, bounds.at(19), 1e-9);
    assertEquals(2000, bounds.at(20), 1e-9);
    assertEquals(2000, bounds.at(64), 1e-9);
    assertEquals(20, bounds.crossing(), 1e-9);
    assertEquals(10, bounds.ruleOfThumb(0.5), 1e-9);
  }

  @Test
  void withoutTheCpuTimeOnlyOneIsKnown() {
    Bounds bounds = new Bounds(10e6, Double.NaN, 2);
    assertEquals(6400, bounds.at(64), 1e-9);
    assertTrue(Double.isNaN(bounds.crossing()));
    assertTrue(Double.isNaN(bounds.ruleOfThumb(1)));
    assertThrows(IllegalArgumentException.class, () -> new Bounds(0, 1, 2));
    assertThrows(IllegalArgumentException.class, () -> new Bounds(10, -1, 2));
    assertThrows(IllegalArgumentException.class, () -> bounds.ruleOfThumb(1.5));
  }

  /** Cores, CPU and wait in ms, the rule's size, its share of the best, the size for 0.95. */
  @ParameterizedTest
  @CsvSource({
    "2, 1, 9, 20, 0.878, 24",
    "2, 1, 49, 100, 0.933, 104",
    "2, 5, 5, 4, 0.850, 6",
    "1, 1, 9, 10, 0.832, 14"
  })
  void theRuleOfThumbIsWhereTheyCrossAndShortOfTheBest(
      int cores, double cpu, double wait, int size, double share, int enough) {
    Bounds bounds = new Bounds((cpu + wait) * 1e6, cpu * 1e6, cores);
    assertEquals(size, bounds.ruleOfThumb(1), 1e-9);
    assertEquals(size, bounds.crossing(), 1e-9);
    double best = cores / cpu * 1000;
    assertEquals(share, Curves.repair(size, cores, cpu, wait) / best, 0.0006);
    assertTrue(Curves.repair(enough, cores, cpu, wait) >= 0.95 * best);
    assertTrue(Curves.repair(enough - 1, cores, cpu, wait) < 0.95 * best);
    assertTrue(Curves.repair(size, cores, cpu, wait) <= bounds.at(size));
  }
}
