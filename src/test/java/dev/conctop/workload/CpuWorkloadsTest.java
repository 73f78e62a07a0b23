package dev.conctop.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.workload.cpu.CpuWork;
import dev.conctop.workload.cpu.Mandelbrot;
import dev.conctop.workload.cpu.PrimeFactors;
import dev.conctop.workload.cpu.SumOfSquares;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuWorkloadsTest {
  private final FakeTask task = new FakeTask();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 10, 8191, 8192, 8193, 5_000_000})
  void sumsSquares(long n) {
    BigInteger terms = BigInteger.valueOf(n);
    BigInteger expected =
        terms
            .subtract(BigInteger.ONE)
            .multiply(terms)
            .multiply(terms.add(terms).subtract(BigInteger.ONE))
            .divide(BigInteger.valueOf(6));
    assertEquals(expected.longValue(), SumOfSquares.sum(task, n));
    assertEquals((n + SumOfSquares.CHUNK - 1) / SumOfSquares.CHUNK, task.checkpoints);
  }

  @Test
  void factorsNumbers() {
    assertEquals(List.of(2L), PrimeFactors.factors(task, 2));
    assertEquals(List.of(3L), PrimeFactors.factors(task, 3));
    assertEquals(List.of(2L, 2L, 3L, 3L, 5L, 7L), PrimeFactors.factors(task, 1260));
    assertEquals(List.of(5L, 5L, 7L, 7L), PrimeFactors.factors(task, 1225));
    assertEquals(List.of(11L, 13L, 17L), PrimeFactors.factors(task, 2431));
    assertEquals(List.of(65537L, 65537L), PrimeFactors.factors(task, 65537L * 65537L));
    assertEquals(
        List.of(7L, 7L, 73L, 127L, 337L, 92737L, 649657L),
        PrimeFactors.factors(task, Long.MAX_VALUE));
  }

  @Test
  void factorsAllSmallNumbersIntoPrimes() {
    for (long number = 2; number < 5000; number++) {
      List<Long> factors = PrimeFactors.factors(task, number);
      assertEquals(number, factors.stream().reduce(1L, (a, b) -> a * b));
      assertTrue(
          factors.stream().allMatch(f -> BigInteger.valueOf(f).isProbablePrime(30)),
          () -> factors.toString());
    }
  }

  @Test
  void findsTheClassicNumberPrime() {
    long classic = 5_000_111_000_222_021L;
    assertTrue(BigInteger.valueOf(classic).isProbablePrime(50));
    assertEquals(List.of(classic), PrimeFactors.factors(task, classic));
    assertTrue(task.checkpoints > 20_000);
  }

  @Test
  void pointsEscapeWhenTheyShould() {
    assertEquals(1000, Mandelbrot.escape(task, 0, 0, 1000));
    assertEquals(5000, Mandelbrot.escape(task, -1, 0, 5000));
    assertEquals(2500, Mandelbrot.escape(task, -2, 0, 2500));
    // c = 1 goes 0, 1, 2, 5; c = 2 goes 0, 2, 6.
    assertEquals(3, Mandelbrot.escape(task, 1, 0, 1000));
    assertEquals(2, Mandelbrot.escape(task, 2, 0, 1000));
    // Near the cusp c = 1/4 + e the count is about pi / sqrt(e) (Boll's observation).
    assertEquals(Math.PI * 1000, Mandelbrot.escape(task, 0.250001, 0, 1_000_000), 10);
  }

  @Test
  void tilesMakeUpTheSet() {
    long inside = 0;
    for (int tile = 0; tile < Mandelbrot.GRID * Mandelbrot.GRID; tile++) {
      inside += Mandelbrot.inside(task, tile, 32, 1000);
    }
    double pixel = 2.5 / Mandelbrot.GRID / 32;
    // The set's area is 1.50659 (estimated by counting pixels; Ewing and Schober).
    assertEquals(1.5066, inside * pixel * pixel, 0.03);
  }

  @Test
  void tilesAreMirroredInTheRealAxis() {
    for (int column = 0; column < Mandelbrot.GRID; column++) {
      int last = Mandelbrot.GRID * (Mandelbrot.GRID - 1);
      assertEquals(
          Mandelbrot.inside(task, column, 16, 200),
          Mandelbrot.inside(task, last + column, 16, 200));
    }
  }

  @Test
  void longPixelsAreCutIntoCheckpoints() {
    Mandelbrot.escape(task, 0, 0, 1_000_000);
    assertEquals(999, task.checkpoints);
  }

  @Test
  void keepsItsResult() throws Exception {
    SumOfSquares sum = new SumOfSquares();
    sum.open(new FakeSurroundings("sum-of-squares", Map.of("n", "4")));
    sum.run(task);
    assertEquals(14, sum.result());
    PrimeFactors factors = new PrimeFactors();
    factors.open(new FakeSurroundings("prime-factors", Map.of("number", "221")));
    factors.run(task);
    assertEquals(17, factors.result());
    Mandelbrot mandelbrot = new Mandelbrot();
    mandelbrot.open(new FakeSurroundings("mandelbrot", Map.of("tile", "8", "iterations", "50")));
    for (int i = 0; i < 100; i++) {
      mandelbrot.run(task);
    }
    assertEquals(Mandelbrot.inside(task, 99 - 64, 8, 50), mandelbrot.result());
    assertTrue(task.waits.isEmpty());
  }

  @Test
  void endsAtACheckpointThatThrows() {
    task.lastCheckpoint = 3;
    assertThrows(FakeTask.Over.class, () -> SumOfSquares.sum(task, 2_000_000_000));
    assertEquals(3, task.checkpoints);
  }

  @Test
  void burnsTheCpuTimeThatWasAsked() {
    CpuWork work = CpuWork.calibrate();
    assertTrue(work.nanosPerStep() > 0.05 && work.nanosPerStep() < 1000);
    long steps = work.stepsFor(20_000_000);
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      assertTrue(CpuWork.run(task, steps) != 0);
      best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
    }
    // CPU time, not wall time: another load on the machine does not lengthen it.
    assertEquals(20e6, best, 6e6);
  }
}
