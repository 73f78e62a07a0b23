package dev.conctop.source.look;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.figure.CauseRate;
import dev.conctop.sample.figure.Figure;
import dev.conctop.source.BareProbes;
import org.junit.jupiter.api.Test;

class OwnCostTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long TENTH = SECOND / 10;

  private double spent;
  private int asked;
  private final OwnCost cost = new OwnCost(new Fake(), 0);

  private final class Fake extends BareProbes {
    @Override
    public Figure cpu(int pid) {
      asked++;
      return Figure.exact(spent);
    }
  }

  private ObserverCost look(long now, long tookNanos, String notice) {
    return cost.looked(now - tookNanos, now, notice, CauseRate.none());
  }

  @Test
  void atFirstEveryLookTellsItsOwnCost() {
    spent = SECOND / 10.0;
    ObserverCost first = look(SECOND, 1 << 20, "");
    assertEquals(0.1, first.cpuShareOfCore().value(), 1e-6);
    assertEquals(1 << 20, first.sampleNanos());
    spent = SECOND / 5.0;
    ObserverCost next = look(SECOND + TENTH, 1 << 21, "");
    assertEquals(0.2 / 1.1, next.cpuShareOfCore().value(), 1e-6);
    assertEquals(1 << 21, next.sampleNanos());
  }

  @Test
  void afterTenSecondsCostsAreToldOnceASecondAndCountsAlways() {
    spent = SECOND;
    look(20 * SECOND, 1 << 20, "");
    int before = asked;
    spent = 3.0 * SECOND;
    cost.missed(2);
    ObserverCost soon = look(20 * SECOND + TENTH, 1 << 21, "less care");
    assertEquals(before, asked);
    assertEquals(0.05, soon.cpuShareOfCore().value(), 1e-6);
    assertEquals(1 << 20, soon.sampleNanos());
    assertEquals(2, soon.samples());
    assertEquals(2, soon.missed());
    assertEquals("less care", soon.notice());
    ObserverCost later = look(21 * SECOND, 1 << 21, "");
    assertEquals(3.0 / 21, later.cpuShareOfCore().value(), 1e-6);
    assertEquals(1 << 21, later.sampleNanos());
  }

  @Test
  void whatIsMeasuredAnewIsToldAtOnce() {
    spent = SECOND;
    look(20 * SECOND, 1 << 20, "");
    cost.mark(20 * SECOND);
    spent = 1.5 * SECOND;
    assertEquals(0.5, look(21 * SECOND, 1 << 20, "").cpuShareOfCore().value(), 1e-6);
  }
}
