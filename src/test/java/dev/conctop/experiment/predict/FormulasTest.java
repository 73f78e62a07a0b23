package dev.conctop.experiment.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formulas by values that were computed elsewhere, by textbooks' tables and by their limits. */
class FormulasTest {
  private static final double MS = 1e6;

  @ParameterizedTest
  @CsvSource({"1, 100.0", "8, 791.4", "16, 1495.3", "20, 1756.1", "24, 1916.3", "32, 1997.6"})
  void machineRepairIsAsComputed(int tasks, double perSecond) {
    assertEquals(perSecond, Formulas.machineRepair(tasks, 2, MS, 9 * MS), 0.05);
  }

  /** Cores, D_c and D_w in ms; Goetz's size, its share of the best, workers for 95 % of it. */
  @ParameterizedTest
  @CsvSource({
    "2, 1, 9, 20, 0.878, 24",
    "2, 1, 49, 100, 0.933, 104",
    "2, 5, 5, 4, 0.850, 6",
    "1, 1, 9, 10, 0.832, 14"
  })
  void goetzIsNotTheBest(double cores, double cpu, double wait, int size, double share, int most) {
    assertEquals(size, Formulas.goetz(cores, cpu * MS, wait * MS));
    double best = cores * Formulas.serialBound(cpu * MS);
    double there = Formulas.machineRepair(size, cores, cpu * MS, wait * MS);
    assertEquals(share, there / best, 0.0006);
    assertEquals(most, Formulas.leastWorkers(0.95, cores, cpu * MS, wait * MS));
  }

  @Test
  void tenThousandTasksDoNotOverflow() {
    assertEquals(2000, Formulas.machineRepair(10_000, 2, MS, 9 * MS), 1e-6);
    assertEquals(10_000, Formulas.machineRepair(10_000, 20, MS, 999 * MS), 200);
  }

  @Test
  void withoutWaitsOrWorkItIsTheBound() {
    assertEquals(2000, Formulas.machineRepair(5, 2, MS, 0), 1e-9);
    assertEquals(1000, Formulas.machineRepair(1, 2, MS, 0), 1e-9);
    assertEquals(500, Formulas.machineRepair(5, 2, 0, 10 * MS), 1e-9);
    assertEquals(500, Formulas.bound(5, 2, MS, 9 * MS), 1e-9);
    assertEquals(2000, Formulas.bound(50, 2, MS, 9 * MS), 1e-9);
  }

  @Test
  void partOfACoreLiesBetweenItsNeighbours() {
    double one = Formulas.machineRepair(20, 1, MS, 9 * MS);
    double some = Formulas.machineRepair(20, 1.4, MS, 9 * MS);
    double two = Formulas.machineRepair(20, 2, MS, 9 * MS);
    assertTrue(one < some && some < two, one + " " + some + " " + two);
    assertEquals(1400, Formulas.machineRepair(500, 1.4, MS, 9 * MS), 1e-6);
  }

  @Test
  void littleSaysResponseAndQueue() {
    assertEquals(32 * MS, Formulas.response(64, 2000), 1e-3);
    assertEquals(22 * MS, Formulas.queue(64, 20, 2000), 1e-3);
    assertEquals(0, Formulas.queue(8, 20, 2000), 1e-3);
  }

  @Test
  void erlangIsThatOfTheTables() {
    // Two servers, one Erlang offered: a third waits. Ten servers, eight Erlang: 0.409.
    assertEquals(MS / 3, Formulas.erlangWait(2, 1000, MS), 1);
    assertEquals(0.409 * MS / 2, Formulas.erlangWait(10, 8000, MS), 200);
    assertEquals(Formulas.oneServerWait(700, MS, 2 * MS * MS), Formulas.erlangWait(1, 700, MS), 1);
    assertEquals(Double.POSITIVE_INFINITY, Formulas.erlangWait(2, 2000, MS));
  }

  @Test
  void fixedServiceWaitsHalfAsLong() {
    double fixed = Formulas.oneServerWait(500, MS, MS * MS);
    assertEquals(0.5 * MS, fixed, 1);
    assertEquals(2 * fixed, Formulas.oneServerWait(500, MS, 2 * MS * MS), 1);
    assertEquals(Double.POSITIVE_INFINITY, Formulas.oneServerWait(1000, MS, MS * MS));
  }

  @Test
  void theInterpreterIsWaitedForUntilItIsAskedForOrGivenUp() {
    assertEquals(40 * MS, Formulas.interpreterWait(10, 0.8, 5 * MS, 100 * MS, 1e4 * MS * MS), 1);
    assertEquals(4 * MS, Formulas.interpreterWait(10, 0.8, 5 * MS, MS, MS * MS), 1);
  }

  @Test
  void whatIsNoDemandIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> Formulas.machineRepair(1, 2, Double.NaN, MS));
    assertThrows(IllegalArgumentException.class, () -> Formulas.machineRepair(1, 2, -1, MS));
    assertThrows(IllegalArgumentException.class, () -> Formulas.machineRepair(0, 2, MS, MS));
    assertThrows(IllegalArgumentException.class, () -> Formulas.machineRepair(1, 0, MS, MS));
    assertThrows(IllegalArgumentException.class, () -> Formulas.machineRepair(1, 2, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> Formulas.leastWorkers(1, 2, MS, MS));
  }
}
