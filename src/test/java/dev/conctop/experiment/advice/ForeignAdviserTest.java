package dev.conctop.experiment.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.ModelSpec.Runtime;
import dev.conctop.experiment.advice.ForeignAdvice.Fit;
import dev.conctop.experiment.advice.ForeignAdvice.Size;
import dev.conctop.experiment.advice.ForeignAdvice.Sized;
import dev.conctop.experiment.advice.ForeignShape.Pool;
import dev.conctop.sample.figure.Part;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody else's programs, as budgets. */
class ForeignAdviserTest {
  /** Queue and service in ms, cores used of 4; empty: not known. */
  @ParameterizedTest
  @CsvSource({
    "4,  'network=0.9 on_cpu=0.1',             50, 10, 1.0, TOO_SMALL",
    "4,  'network=0.9 on_cpu=0.1',             50, 10, 3.9, FITS",
    "4,  'network=0.9 on_cpu=0.1',             50, 10,    , CANNOT_TELL",
    "4,  'network=0.9 on_cpu=0.1',             5,  10, 1.0, FITS",
    "4,  'network=0.9 on_cpu=0.1',               ,   , 1.0, CANNOT_TELL",
    "4,  'network=0.6 on_cpu=0.1 idle=0.3',      ,   , 1.0, FITS",
    "64, 'network=0.1 idle=0.9',                 ,   , 1.0, TOO_LARGE",
    "64, 'network=0.1 idle=0.9',               50, 10, 1.0, TOO_SMALL",
    "1,  'network=0.1 idle=0.9',                 ,   , 1.0, FITS",
    "64, 'on_cpu=0.1 run_queue=0.9',             ,   , 4.0, TOO_LARGE",
    "4,  'on_cpu=0.5 run_queue=0.5',           5,  10, 2.0, FITS",
    "8,  'lock=0.8 on_cpu=0.2',                50, 10, 1.0, CANNOT_TELL",
    "8,  'unknown=0.5 on_cpu=0.5',             50, 10, 1.0, CANNOT_TELL",
    "8,  '',                                   50, 10, 1.0, CANNOT_TELL"
  })
  void poolsAreJudgedByTheirOwnTimes(
      int workers, String shares, Double queue, Double service, Double used, Size size) {
    Pool pool = new Pool("worker", workers, shares(shares), nanos(queue), nanos(service));
    Sized sized = ForeignAdviser.advise(shape("", "", used, List.of(pool))).pools().getFirst();
    assertEquals(size, sized.size(), sized.words());
    assertTrue(sized.words().startsWith("worker: " + workers + " thread"), sized.words());
    assertTrue(sized.because().length() > 10);
  }

  @Test
  void aStartIsByThePoolsOwnTimes() {
    Pool pool =
        new Pool(
            "worker",
            4,
            shares("network=0.6 disk=0.2 on_cpu=0.2"),
            OptionalDouble.empty(),
            OptionalDouble.empty());
    ForeignAdvice advice = ForeignAdviser.advise(shape("", "", 1.0, List.of(pool)));
    assertEquals(OptionalInt.of(20), advice.pools().getFirst().start());
    assertEquals("how long tasks wait for a worker of a pool", advice.missing().getFirst().what());
  }

  /** Of CPython: shares, cause, cores used, threads, connections. */
  @ParameterizedTest
  @CsvSource({
    "'on_cpu=0.5 lock=0.5',            gil, 1.0, 2,     , PROCESSES",
    "'on_cpu=1',                       '',  1.0, 1,     , PROCESSES",
    "'on_cpu=1',                       '',  1.9, 2,     , THREADS",
    "'on_cpu=1',                       '',     , 2,     , CANNOT_TELL",
    "'network=0.97 on_cpu=0.03',       '',  0.1, 8,     , THREADS",
    "'network=0.97 on_cpu=0.03',       '',  0.1, 300,   , ASYNCIO",
    "'network=0.97 on_cpu=0.03',       '',  0.1, 1, 1000, ASYNCIO",
    "'network=0.97 on_cpu=0.03',       '',  0.1, 1,   50, THREADS",
    "'network=0.97 on_cpu=0.03',       '',  0.1, 1,     , CANNOT_TELL",
    "'network=0.7 on_cpu=0.3',         '',  0.3, 8,     , CANNOT_TELL",
    "'idle=0.99 on_cpu=0.01',          '',  0.0, 8,     , CANNOT_TELL",
    "'unknown=0.6 network=0.4',        '',  0.0, 8,     , CANNOT_TELL"
  })
  void cpythonFitsWhatItsTimeSays(
      String shares, String cause, Double used, int threads, Double inFlight, Fit fit) {
    ForeignShape shape =
        new ForeignShape(
            Optional.of(Runtime.CPYTHON),
            shares(shares),
            "mixed",
            cause,
            threads,
            OptionalDouble.of(4),
            optional(used),
            optional(inFlight),
            List.of());
    ForeignAdvice.Python python = ForeignAdviser.advise(shape).python().orElseThrow();
    assertEquals(fit, python.fit(), python.because());
  }

  @Test
  void itsClassIsSaidWithItsShares() {
    ForeignAdvice advice =
        ForeignAdviser.advise(
            shape("network=0.8 on_cpu=0.15 unknown=0.05", "network", 1.0, List.of()));
    assertEquals("io-waiting (network): network 80 %, on cpu 15 %, unknown 5 %", advice.work());
    assertEquals(Optional.empty(), advice.python());
    assertTrue(advice.missing().isEmpty());
  }

  @Test
  void whatIsUnknownIsMissing() {
    ForeignAdvice advice = ForeignAdviser.advise(shape("unknown=0.9", "", 1.0, List.of()));
    assertEquals("where much of its time goes", advice.missing().getFirst().what());
  }

  @Test
  void sharesThatCannotBeAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> shape("network=0.8 on_cpu=0.8", "", 1.0, List.of()));
  }

  private static ForeignShape shape(String shares, String cause, Double used, List<Pool> pools) {
    return new ForeignShape(
        Optional.of(Runtime.JVM),
        shares(shares),
        "io-waiting",
        cause,
        20,
        OptionalDouble.of(4),
        optional(used),
        OptionalDouble.empty(),
        pools);
  }

  private static Map<Part, Double> shares(String text) {
    Map<Part, Double> shares = new EnumMap<>(Part.class);
    for (String word : text.isEmpty() ? new String[0] : text.split(" ")) {
      String[] sides = word.split("=", -1);
      shares.put(Part.ofKey(sides[0]), Double.parseDouble(sides[1]));
    }
    return shares;
  }

  private static OptionalDouble nanos(Double millis) {
    return millis == null ? OptionalDouble.empty() : OptionalDouble.of(millis * 1e6);
  }

  private static OptionalDouble optional(Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
