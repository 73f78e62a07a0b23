package dev.conctop.state.past.total;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.host.DiskRequest;
import dev.conctop.sample.host.DiskUse;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class DiskTotalsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final DiskUse.Ended NONE = DiskUse.Ended.none("no request ended");

  private final DiskTotals totals = new DiskTotals();

  private static DiskUse.Ended ended(long count, double millis) {
    return new DiskUse.Ended(count, Figure.exact(millis * 1e6));
  }

  private void look(long interval, double busy, DiskUse.Ended reads, DiskUse.Ended writes) {
    DiskUse disk =
        new DiskUse("vda", Figure.exact(busy), List.of(reads, writes, NONE, NONE), 1000, 0);
    totals.add(new DevicesSample(1, interval, List.of(disk), "", List.of(), ""));
  }

  @Test
  void aMeanCountsAsOftenAsThereWereRequests() {
    look(SECOND, 1, ended(90, 1), NONE);
    look(SECOND, 0, NONE, NONE);
    look(SECOND, 0.5, ended(9, 10), ended(1, 100));
    Histogram reads = totals.latency("vda", DiskRequest.READ).orElseThrow();
    assertEquals(99, reads.getTotalCount());
    assertEquals(1e6, reads.getValueAtPercentile(90), 1e4);
    assertEquals(10e6, reads.getMaxValue(), 1e5);
    assertEquals(100, totals.latency("vda").orElseThrow().getTotalCount());
    assertEquals(100e6, totals.latency("vda").orElseThrow().getMaxValue(), 1e6);
    DiskTotals.Whole vda = totals.disks().getFirst();
    assertEquals(0.5, vda.busy().value(), 1e-9);
    assertEquals(1000, vda.readPerSecond(), 1e-9);
    assertEquals(2, vda.looks());
  }

  @Test
  void withoutRequestsThereIsNoLatency() {
    look(SECOND, 0, NONE, NONE);
    assertTrue(totals.latency("vda").isEmpty());
    assertTrue(totals.latency("vda", DiskRequest.WRITE).isEmpty());
    assertTrue(totals.latency("vdb").isEmpty());
    assertEquals(0, totals.disks().getFirst().looks());
  }

  @Test
  void aCopyStandsStill() {
    look(SECOND, 1, ended(5, 1), NONE);
    DiskTotals copy = totals.copy();
    look(SECOND, 1, ended(5, 1), NONE);
    assertEquals(5, copy.latency("vda", DiskRequest.READ).orElseThrow().getTotalCount());
    assertEquals(10, totals.latency("vda", DiskRequest.READ).orElseThrow().getTotalCount());
  }
}
