package dev.conctop.experiment.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.ParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows --over: ladders, lists, units, and what is refused. */
class RangeTest {
  private static final List<ParameterSpec> PARAMETERS =
      List.of(
          ParameterSpec.duration("delay", "50ms", "0ms", "10m", ""),
          ParameterSpec.duration("switch-interval", "5ms", "50us", "10s", ""),
          ParameterSpec.size("bytes", "4096", "1", "1g", ""),
          ParameterSpec.count("iterations", 10, 1, 1_000_000, ""),
          ParameterSpec.choice("on", "", "disk", "net"));

  private static Range read(String written) {
    return Range.read(written, PARAMETERS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "workers=1..64 | 1 2 4 8 16 32 64",
        "workers=1,2,4,8 | 1 2 4 8",
        "workers=8, 2 | 2 8",
        "workers=1..2 | 1 2",
        "in-flight=3..50 | 3 6 12 24 50",
        "workers=1..65 | 1 2 4 8 16 32 65",
        "rate=100..1000 | 100 200 400 800 1000",
        "rate=0.5..2.5 | 0.5 1 2 2.5",
        "rate=0.5,.75 | 0.5 .75",
        "switch-interval=1ms..20ms | 1ms 2ms 4ms 8ms 16ms 20ms",
        "switch-interval=500us..2ms | 500us 1ms 2ms",
        "switch-interval=1.5ms,500us | 500us 1.5ms",
        "delay=10ms..100ms | 10ms 20ms 40ms 80ms 100ms",
        "delay=0ms,1s | 0ms 1s",
        "bytes=1k..16KiB | 1KiB 2KiB 4KiB 8KiB 16KiB",
        "iterations=100..200 | 100 200",
      })
  void valuesAreReadInTheirUnit(String written, String texts) {
    assertEquals(texts, String.join(" ", read(written).texts()));
  }

  @Test
  void valuesAreInTheBaseUnit() {
    assertEquals(List.of(500e3, 1.5e6), read("switch-interval=1.5ms,500us").values());
    assertEquals(List.of(1024.0, 2048.0), read("bytes=1k..2k").values());
    assertEquals(List.of(0.5, 0.75), read("rate=0.5,.75").values());
    assertTrue(read("in-flight=1..2").countsWorkers());
    assertFalse(read("iterations=1..2").countsWorkers());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "workers | is written workers=1..64",
        "=1..2 | is written workers=1..64",
        "workers= | a value is missing",
        "workers=..4 | a value is missing",
        "workers=1.. | a value is missing",
        "workers=1,,2 | a value is missing",
        "workers=4 | two values at least",
        "workers=4..4 | the smaller value comes first",
        "workers=64..1 | the smaller value comes first",
        "workers=1,2,1 | 1 is listed twice",
        "workers=0..4 | outside 1 … 10000",
        "workers=1..20000 | outside 1 … 10000",
        "workers=1..x | 'x' is not a whole number",
        "workers=1..2..3 | '2..3' is not a whole number",
        "workers=1.5,2 | '1.5' is not a whole number",
        "rate=0..5 | outside 0 … 10000000",
        "rate=-1,5 | outside 0 … 10000000",
        "rate=NaN,5 | outside 0 … 10000000",
        "rate=few,5 | 'few' is not a number",
        "delay=10..100ms | '10' is not a duration (try 50ms, 1.5s)",
        "delay=10ms..1parsec | is not a duration",
        "delay=0ms..10ms | cannot be 0: list the values",
        "delay=1s..1h | outside 0ms … 10m",
        "bytes=1k..1x | is not a size",
        "on=disk,net | on is not a number, a duration or a size",
        "wrkers=1..2 | did you mean 'workers'?",
      })
  void whatCannotBeGoneOverIsRefusedInOneLine(String written, String part) {
    String message = assertThrows(BadInput.class, () -> read(written)).getMessage();
    assertTrue(message.startsWith("--over " + written + ": "), message);
    assertTrue(message.contains(part), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void sixtyFourValuesAreTheMost() {
    String many =
        IntStream.rangeClosed(1, 65).mapToObj(Integer::toString).collect(Collectors.joining(","));
    assertThrows(BadInput.class, () -> read("workers=" + many));
    assertEquals(64, read("workers=" + many.substring(0, many.lastIndexOf(','))).values().size());
  }

  @Test
  void betweenTwoRungsAreRoundValuesOfTheUnit() {
    Range workers = read("workers=1..64");
    assertEquals(List.of(18.0, 21.0, 24.0, 28.0), workers.between(16, 32, 4));
    assertEquals(List.of(30.0, 31.0), workers.between(29, 32, 2));
    assertEquals(List.of(3.0), workers.between(2, 4, 4));
    assertEquals(List.of(), workers.between(1, 2, 4));
    assertEquals(
        List.of("900us", "1200us"),
        Arrays.asList(
            read("switch-interval=500us..2ms").written(900e3),
            read("switch-interval=500us..2ms").written(1.2e6)));
    for (double value : read("switch-interval=500us..2ms").between(1e6, 2e6, 4)) {
      assertEquals(0, value % 10_000, value + " ns");
    }
    for (double value : read("bytes=64KiB..1m").between(65_536, 131_072, 4)) {
      assertEquals(0, value % 4096, value + " bytes");
    }
    assertEquals(List.of(), read("workers=1,64").between(1, 64, 4));
  }
}
