package dev.conctop.source.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.probe.CpuQuota;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.figure.Figure;
import dev.conctop.source.BareProbes;
import org.junit.jupiter.api.Test;

class QuotaWatchTest {
  private static final long SECOND = 1_000_000_000L;
  private CpuQuota now = quota(0.5, 100, 1000);
  private final QuotaWatch watch = new QuotaWatch(new Fake());

  private static CpuQuota quota(double cores, double throttled, double periods) {
    return new CpuQuota(
        Figure.exact(cores), Figure.exact(0), Figure.exact(throttled), Figure.exact(periods));
  }

  private final class Fake extends BareProbes {
    @Override
    public CpuQuota quota(int pid) {
      return now;
    }
  }

  @Test
  void theShareOfPeriodsIsLatelyAndSinceTheMark() {
    watch.mark(7, 0);
    now = quota(0.5, 108, 1010);
    assertTrue(watch.look(7, SECOND / 2).isEmpty());
    assertEquals(0.8, watch.look(7, SECOND).orElseThrow().throttledLately().value(), 1e-9);
    now = quota(0.5, 108, 1020);
    CpuLimit limit = watch.look(7, 2 * SECOND).orElseThrow();
    assertEquals(0, limit.throttledLately().value(), 1e-9);
    assertEquals(0.4, limit.throttledSinceMark().value(), 1e-9);
    assertTrue(limit.limited());
  }

  @Test
  void aProcessThatHasEndedKeepsItsLastFigures() {
    watch.mark(7, 0);
    now = quota(0.5, 110, 1010);
    watch.look(7, SECOND);
    now = CpuQuota.na("no such process");
    assertEquals(1, watch.look(7, 2 * SECOND).orElseThrow().throttledSinceMark().value(), 1e-9);
  }

  @Test
  void withoutAQuotaNothingIsHeldBackAndWithoutAGroupNothingIsKnown() {
    now = quota(Double.POSITIVE_INFINITY, 0, 0);
    CpuLimit free = watch.look(7, 0).orElseThrow();
    assertFalse(free.limited());
    assertEquals(0, free.throttledLately().value());
    now = CpuQuota.na("no control group");
    CpuLimit unknown = watch.look(8, 0).orElseThrow();
    assertFalse(unknown.throttledLately().known());
    assertEquals("no control group", unknown.throttledLately().reason());
  }

  @Test
  void aQuotaThatComesLaterIsFoundWithinFiveSeconds() {
    now = quota(Double.POSITIVE_INFINITY, 0, 0);
    watch.mark(7, 0);
    now = quota(0.5, 3, 4);
    assertTrue(watch.look(7, 4 * SECOND).isEmpty());
    assertTrue(watch.look(7, 5 * SECOND).orElseThrow().limited());
    assertTrue(watch.look(7, 6 * SECOND).isPresent());
  }
}
