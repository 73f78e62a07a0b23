package dev.conctop.export.html.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BinsTest {
  private static final long SECOND = 1_000_000_000L;

  private static Map<Integer, Double> spread(Bins bins, long from, long to) {
    Map<Integer, Double> shares = new TreeMap<>();
    bins.spread(from, to, (bin, share) -> shares.merge(bin, share, Double::sum));
    return shares;
  }

  @Test
  void columnsAreAsNarrowAsThereIsRoomFor() {
    Bins brief = Bins.over(5 * SECOND, 15 * SECOND, 240);
    assertEquals(SECOND / 10, brief.widthNanos());
    assertEquals(100, brief.count());
    Bins hour = Bins.over(0, 3600 * SECOND, 240);
    assertEquals(15 * SECOND, hour.widthNanos());
    assertEquals(240, hour.count());
    for (long seconds : new long[] {1, 7, 61, 599, 3601, 40_000, 604_800, 90_000_000}) {
      Bins bins = Bins.over(3, 3 + seconds * SECOND, 240);
      assertTrue(bins.count() <= 240, seconds + " s are " + bins.count());
      assertEquals(bins.endNanos(), bins.edge(bins.count()));
    }
  }

  @Test
  void aTimeWithoutALengthIsOneColumn() {
    assertEquals(1, Bins.over(7, 7, 240).count());
  }

  @Test
  void whatTookPlaceOverSeveralColumnsIsSharedOut() {
    Bins bins = new Bins(1000, 1450, 100);
    assertEquals(5, bins.count());
    assertEquals(Map.of(0, 0.25, 1, 0.5, 2, 0.25), spread(bins, 1050, 1250));
    assertEquals(Map.of(1, 1.0), spread(bins, 1100, 1200));
    // The last one is shorter, and what lies outside is nobody's.
    assertEquals(Map.of(4, 0.5), spread(bins, 1400, 1500));
    assertEquals(Map.of(0, 0.5), spread(bins, 950, 1050));
    assertEquals(Map.of(), spread(bins, 1600, 1700));
    assertEquals(Map.of(3, 1.0), spread(bins, 1310, 1310));
  }
}
