package dev.conctop.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.workload.cpu.Allocate;
import dev.conctop.workload.cpu.Bodies;
import dev.conctop.workload.cpu.MonteCarloPi;
import dev.conctop.workload.cpu.Simulation;
import dev.conctop.workload.cpu.SkewedChunks;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Work on the CPU whose results are known. */
class NumbersTest {
  private final FakeTask task = new FakeTask();

  @Test
  void findsPi() {
    // What CPython's subject finds with the same seeds.
    assertEquals(3.14368, 4.0 * MonteCarloPi.hits(task, 0, 100_000) / 100_000, 1e-12);
    assertEquals(3.14448, 4.0 * MonteCarloPi.hits(task, 1, 100_000) / 100_000, 1e-12);
    assertEquals(3.14156, 4.0 * MonteCarloPi.hits(task, 2, 100_000) / 100_000, 1e-12);
    assertEquals(Math.PI, 4.0 * MonteCarloPi.hits(task, 3, 10_000_000) / 10_000_000, 2e-3);
  }

  @Test
  void eachTaskHasASeedOfItsOwn() {
    MonteCarloPi workload = new MonteCarloPi();
    workload.open(new FakeSurroundings("monte-carlo-pi", Map.of("points", "10000")));
    workload.run(task);
    double first = workload.result();
    workload.run(task);
    assertNotEquals(first, workload.result());
    assertTrue(task.checkpoints >= 2 * 10_000 / 512);
  }

  @Test
  void aSimulationKeepsItsEnergyAndItsMomentum() {
    Bodies system = new Bodies(8);
    double before = system.energy();
    for (int step = 0; step < 2000; step++) {
      system.step(task);
    }
    assertEquals(before, system.energy(), Math.abs(before) * 1e-3);
    for (int axis = 0; axis < 3; axis++) {
      assertEquals(0, system.momentum(axis), 1e-12);
    }
  }

  @Test
  void aPairFallsTogether() {
    Simulation workload = new Simulation();
    workload.open(new FakeSurroundings("simulation", Map.of("bodies", "2", "steps", "1")));
    workload.run(task);
    // At rest at a distance of (3.7, 5.3, 7.1) the energy is that of the place alone.
    double square = 3.7 * 3.7 + 5.3 * 5.3 + 7.1 * 7.1 + 0.01;
    assertEquals(-1 / Math.sqrt(square), workload.result(), 1e-6);
  }

  @Test
  void oneChunkOfSoManyIsAStraggler() {
    SkewedChunks workload = new SkewedChunks();
    workload.open(
        new FakeSurroundings("skewed-chunks", Map.of("chunk", "20us", "skew", "50", "every", "4")));
    long[] checkpoints = new long[8];
    for (int i = 0; i < 8; i++) {
      FakeTask one = new FakeTask();
      workload.run(one);
      checkpoints[i] = one.checkpoints;
    }
    assertEquals(checkpoints[0], checkpoints[1]);
    assertEquals(checkpoints[0], checkpoints[6]);
    assertEquals(checkpoints[3], checkpoints[7]);
    assertTrue(checkpoints[3] >= 25 * checkpoints[0], checkpoints[3] + " " + checkpoints[0]);
  }

  @Test
  void saysWhatItAllocates() {
    Allocate workload = new Allocate();
    FakeSurroundings around =
        new FakeSurroundings("allocate", Map.of("bytes", "100000", "object", "1KiB"));
    workload.open(around);
    workload.run(task);
    workload.run(task);
    assertEquals(98, workload.result());
    assertEquals(200_000, around.gauge("bytes_allocated"));
    double share = around.gauge("gc_share");
    assertTrue(share >= 0 && share <= 1, "share " + share);
  }
}
