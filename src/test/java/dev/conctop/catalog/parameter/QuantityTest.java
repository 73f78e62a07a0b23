package dev.conctop.catalog.parameter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "50ms, 50000000",
    "1.5s, 1500000000",
    "2m, 120000000000",
    "500us, 500000",
    "7ns, 7",
    "1h, 3600000000000",
    "0ms, 0",
    " 10 s , 10000000000"
  })
  void readsDurations(String text, long nanos) {
    assertEquals(nanos, Quantity.duration(text));
  }

  @ParameterizedTest
  @CsvSource({"4096, 4096", "64KiB, 65536", "1m, 1048576", "2GiB, 2147483648", "10b, 10"})
  void readsSizes(String text, long bytes) {
    assertEquals(bytes, Quantity.size(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "50", "50x", "-1s", "s", "1.2.3s", "99999999999h", "50 m s", "١s"})
  void refusesWhatIsNoDuration(String text) {
    BadInput problem = assertThrows(BadInput.class, () -> Quantity.duration(text));
    assertTrue(String.valueOf(problem.getMessage()).contains("is not a duration"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"50ms", "1m", "10s", "1500ms", "7ns", "1h"})
  void writesDurationsAsTheyAreRead(String text) {
    assertEquals(
        Quantity.duration(text),
        Quantity.duration(Quantity.formatDuration(Quantity.duration(text))));
  }

  @Test
  void writesWithTheLargestWholeUnit() {
    assertEquals("0ms", Quantity.formatDuration(0));
    assertEquals("1500ms", Quantity.formatDuration(1_500_000_000));
    assertEquals("64KiB", Quantity.formatSize(65_536));
    assertEquals("1000", Quantity.formatSize(1000));
  }

  @Test
  void theNearestNameIsNamed() {
    List<String> names = List.of("http-get", "query-server", "sum-of-squares");
    assertEquals("; did you mean 'http-get'?", Nearest.hint("htp", names));
    assertEquals("; did you mean 'sum-of-squares'?", Nearest.hint("sum", names));
    assertEquals("; did you mean 'query-server'?", Nearest.hint("qurey-server", names));
    assertEquals("; one of: " + String.join(", ", names), Nearest.hint("zzzzzz", names));
  }
}
