package dev.conctop.state.past;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.ValueCounts;
import org.junit.jupiter.api.Test;

class HeatMapTest {
  private static ValueCounts values(long... values) {
    ValueCounts.Builder builder = new ValueCounts.Builder();
    for (long value : values) {
      builder.add(value, 2);
    }
    return builder.build();
  }

  @Test
  void aValueIsCountedInTheRowThatBeginsAtOrBelowIt() {
    for (int row = 1; row < HeatMap.ROWS; row++) {
      HeatMap map = new HeatMap();
      long floor = (long) Math.ceil(HeatMap.floorNanos(row));
      map.add(values(floor - 1, floor));
      assertEquals(2, map.count(0, row - 1), "below row " + row);
      assertEquals(2, map.count(0, row), "in row " + row);
    }
  }

  @Test
  void whatIsOutsideIsCountedAtTheEnds() {
    HeatMap map = new HeatMap();
    map.add(values(0, 999, 1_000, 1_414, 1_415, Series.HIGHEST_NANOS, Long.MAX_VALUE));
    assertEquals(8, map.count(0, 0));
    assertEquals(2, map.count(0, 1));
    int all = 0;
    for (int row = 0; row < HeatMap.ROWS; row++) {
      all += map.count(0, row);
    }
    assertEquals(14, all);
  }

  @Test
  void columnsAreNewestFirstAndTheOldestGo() {
    HeatMap map = new HeatMap();
    for (int i = 0; i < HeatMap.COLUMNS; i++) {
      map.add(values(5_000));
    }
    map.add(values());
    assertEquals(HeatMap.COLUMNS, map.columns());
    assertEquals(0, map.count(0, 4));
    assertEquals(2, map.count(1, 4));
    assertEquals(2, map.count(HeatMap.COLUMNS - 1, 4));
    assertEquals(0, map.count(HeatMap.COLUMNS, 4));
  }
}
