package dev.conctop.state.past;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.HostSample;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.host.Pressure;
import java.util.List;
import org.junit.jupiter.api.Test;

class PausesTest {
  private static final long MS = 1_000_000;

  private final Pauses pauses = new Pauses();
  private long now = 7;

  private boolean after(long ms) {
    now += ms * MS;
    return pauses.before(now);
  }

  @Test
  void aLookThatComesMuchLaterThanUsualEndsAPause() {
    assertFalse(after(0));
    assertFalse(after(100));
    assertFalse(after(700));
    assertFalse(after(100));
    assertTrue(after(60_000));
    assertFalse(after(100));
    assertFalse(after(400));
  }

  @Test
  void looksThatBecomeFewerAreNoPause() {
    after(0);
    for (long interval : new long[] {500, 1000, 2000, 5000, 5000}) {
      assertFalse(after(interval));
    }
  }

  @Test
  void coresHaveAGapWhereNobodyLooked() {
    History history = new History();
    for (long nanos : new long[] {1, 100 * MS, 200 * MS, 90_000 * MS}) {
      history.add(
          new HostSample(
              nanos,
              100 * MS,
              List.of(new CoreUse(0, 0.5, 0, 0, 0, 0.5)),
              Fidelity.EXACT,
              Pressure.na("not of interest"),
              Figure.na("not of interest"),
              Figure.na("not of interest"),
              Figure.na("not of interest")));
    }
    Ring core = history.coreBusy().getFirst();
    assertEquals(0.5, core.value(0), 1e-9);
    assertTrue(Double.isNaN(core.value(1)));
    assertEquals(0.5, core.value(2), 1e-9);
  }
}
