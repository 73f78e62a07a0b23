package dev.conctop.tour.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.conctop.catalog.parameter.BadInput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type, and what they see. */
class UnitTest {
  @ParameterizedTest
  @CsvSource({
    "ms, 5, 5e6",
    "ms, 5ms, 5e6",
    "ms, 5 ms, 5e6",
    "ms, 200us, 2e5",
    "ms, 200µs, 2e5",
    "ms, 1s, 1e9",
    "ms, '0,2', 2e5",
    "/s, 400, 400",
    "/s, 400/s, 400",
    "/s, 2k, 2000",
    "%, 50, 0.5",
    "%, 50%, 0.5",
    "x, 4.5, 4.5",
    "cores, 2, 2",
  })
  void isRead(String unit, String typed, double figure) {
    assertEquals(figure, Unit.of(unit).read(typed), 1e-9 * figure);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "5..1", "m", "1.2.3", "%", "NaN", "1e9", "-1"})
  void isRefused(String typed) {
    for (String unit : List.of("ms", "/s", "%", "x", "cores")) {
      assertThrows(BadInput.class, () -> Unit.of(unit).read(typed), unit);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ms, 5.2e6, 5.2 ms",
    "ms, 1e9, 1 s",
    "ms, 482.4e6, 482 ms",
    "ms, 1500, 1.5 µs",
    "ms, 12, 12 ns",
    "/s, 396.2, 396/s",
    "/s, 9.97, 9.97/s",
    "%, 0.004, 0.4 %",
    "%, 0, 0 %",
    "x, 4.981, × 4.98",
    "cores, 1, 1 cores",
    "cores, 1.004, 1 cores",
  })
  void isShown(String unit, double figure, String text) {
    assertEquals(text, Unit.of(unit).text(figure));
  }

  @Test
  void anUnknownUnitIsToldWithTheNearest() {
    String message = assertThrows(BadInput.class, () -> Unit.of("msec")).getMessage();
    assertEquals("there is no unit 'msec'; did you mean 'ms'?", message);
    assertEquals("n/a", Unit.of("ms").text(Double.NaN));
  }
}
