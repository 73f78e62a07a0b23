package dev.conctop.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import org.junit.jupiter.api.Test;

class UnseenCpuTest {
  private static final long MS = 1_000_000;

  private final UnseenCpu unseen = new UnseenCpu();

  /** The on-CPU time of a look in which {@code seenMs} were seen, ms. */
  private long look(long totalMs, long seenMs) {
    Budget workers = new Budget();
    Budget runtime = new Budget();
    workers.add(Part.ON_CPU, seenMs * MS, Fidelity.EXACT);
    workers.addWall(100 * MS);
    unseen.look(totalMs * MS, workers, runtime);
    assertEquals(
        100 * MS + workers.nanos(Part.ON_CPU) - seenMs * MS, workers.wallNanos(), "still closes");
    return workers.nanos(Part.ON_CPU) / MS;
  }

  @Test
  void whatNobodySawIsAddedOnce() {
    assertEquals(30, look(30, 30));
    assertEquals(90, look(120, 10));
    assertEquals(0, look(120, 0));
    assertEquals(50, look(170, 50));
  }

  @Test
  void lessThanATickSaysNothingUntilItIsOne() {
    assertEquals(30, look(36, 30));
    assertEquals(18, look(48, 0));
    unseen.restart();
    assertEquals(5, look(5, 5));
  }

  @Test
  void whatWasSeenBeforeItWasChargedIsNotAddedAgain() {
    assertEquals(80, look(40, 80));
    assertEquals(0, look(80, 0));
    assertEquals(40, look(120, 0));
  }
}
