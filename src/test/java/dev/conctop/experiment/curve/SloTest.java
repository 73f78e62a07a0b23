package dev.conctop.experiment.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.ParameterSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of the responses, and the size that holds it and is wanted. */
class SloTest {
  private static Point point(double value, double p50Millis, double... p99Millis) {
    List<Block> blocks = new ArrayList<>();
    for (double p99 : p99Millis) {
      blocks.add(new Block(value, 100, p50Millis * 1e6, p99 * 1e6, true));
    }
    return new Point(value, blocks);
  }

  @ParameterizedTest
  @CsvSource({"p99<100ms, 99, 100000000", "' p50 < 1.5s ', 50, 1500000000"})
  void isRead(String written, int percentile, long nanos) {
    assertEquals(new Slo(percentile, nanos), Slo.read(written));
  }

  @ParameterizedTest
  @CsvSource({
    "p99, is written p99<100ms",
    "p99>100ms, is written p99<100ms",
    "p99<, is written p99<100ms",
    "p90<100ms, p50 and p99 are known",
    "p99<100, is not a duration",
    "p99<0ms, no response is below 0"
  })
  void whatCannotBeReadIsOneLine(String written, String part) {
    String message = assertThrows(BadInput.class, () -> Slo.read(written)).getMessage();
    assertTrue(message.startsWith("--slo " + written + ": ") && message.contains(part), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void theSmallestThatHoldsItByMedianAndByUpperEnd() {
    Slo slo = Slo.read("p99<100ms");
    List<Point> points =
        List.of(
            point(4, 40, 150, 160, 170),
            point(8, 40, 90, 91, 92, 93, 94, 120),
            point(16, 40, 95, 96, 97),
            point(32, 40, 50, 50, 50));
    assertEquals(new Slo.Answer(16, ""), slo.answer(points, Curves.WORKERS));
    assertEquals(4, Slo.read("p50<41ms").answer(points, Curves.WORKERS).value());
  }

  @ParameterizedTest
  @CsvSource({"workers=1..64, 8", "rate=1..64, 16", "in-flight=1..64, 16", "n=1..64, 8"})
  void theLargestWhereMoreIsMoreWorkDone(String over, double wanted) {
    Range range = Range.read(over, List.of(ParameterSpec.count("n", 1, 1, 100, "")));
    List<Point> points = List.of(point(4, 1, 101), point(8, 1, 90), point(16, 1, 99));
    assertEquals(new Slo.Answer(wanted, ""), Slo.read("p99<100ms").answer(points, range));
    List<Point> more = new ArrayList<>(points);
    more.add(point(32, 1, 102));
    assertEquals(new Slo.Answer(wanted, ""), Slo.read("p99<100ms").answer(more, range));
  }

  @Test
  void noneHasAReason() {
    Slo slo = Slo.read("p99<100ms");
    Slo.Answer none =
        slo.answer(List.of(point(1, 1, 151.234), point(2, 1, 130.123)), Curves.WORKERS);
    assertTrue(Double.isNaN(none.value()));
    assertEquals("p99<100ms holds at no size measured: the least is 131ms at 2", none.reason());
    Slo.Answer unknown = slo.answer(List.of(point(1, 1, Double.NaN)), Curves.WORKERS);
    assertEquals("p99 is known at no size", unknown.reason());
  }
}
