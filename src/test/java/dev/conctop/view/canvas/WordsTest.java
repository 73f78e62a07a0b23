package dev.conctop.view.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 ns",
    "999, 999 ns",
    "1000, 1.0 µs",
    "9949, 9.9 µs",
    "9960, 10 µs",
    "999499, 999 µs",
    "999999, 1.0 ms",
    "206000000, 206 ms",
    "1300000000, 1.3 s",
    "59000000000, 59 s",
    "599000000000, 599 s",
    "600000000000, 10 min",
    "3600000000000, 60 min",
    "NaN, n/a"
  })
  void durations(double nanos, String written) {
    assertEquals(written, new Words().duration(nanos).toString());
  }

  @Test
  void aDurationUpToAnHourFitsItsColumn() {
    for (double nanos = 1; nanos <= 3.6e12; nanos *= 1.0007) {
      String written = new Words().duration(nanos).toString();
      assertTrue(written.length() <= Words.DURATION, written);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 %",
    "0.0001, 0 %",
    "0.004, <1 %",
    "0.005, 1 %",
    "0.124, 12 %",
    "0.9951, 100 %",
    "1, 100 %",
    "NaN, n/a"
  })
  void percents(double share, String written) {
    assertEquals(written, new Words().percent(share).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "999, 999",
    "1000, 1 000",
    "12345, 12 345",
    "9999999, 9 999 999",
    "12345678, 12.3 M",
    "98765432100, 98.8 G",
    "-12345, -12 345",
    "-100, -100"
  })
  void counts(long count, String written) {
    assertEquals(written, new Words().count(count).toString());
  }

  @ParameterizedTest
  @CsvSource({"0, 0/s", "3.42, 3.4/s", "9.96, 10/s", "310, 310/s", "18940, 18 940/s", "NaN, n/a"})
  void rates(double perSecond, String written) {
    assertEquals(written, new Words().rate(perSecond).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "65536, 64 KiB",
    "1610612736, 1.5 GiB",
    "123731968, 118 MiB",
    "NaN, n/a"
  })
  void bytes(double bytes, String written) {
    assertEquals(written, new Words().bytes(bytes).toString());
  }

  @ParameterizedTest
  @CsvSource({"0, 00:00", "12, 00:12", "3599, 59:59", "3723, 1:02:03"})
  void clocks(long seconds, String written) {
    assertEquals(written, new Words().clock(seconds * 1_000_000_000L).toString());
  }

  @ParameterizedTest
  @CsvSource({"50000000, 50 ms", "1000000000, 1 s", "200, 200 ns", "120000000000, 2 min"})
  void ticksOfAnAxisHaveNoIdleDecimals(double nanos, String written) {
    assertEquals(written, new Words().tick(nanos).toString());
  }
}
