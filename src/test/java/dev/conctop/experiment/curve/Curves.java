package dev.conctop.experiment.curve;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Curves with known truth, and sweeps over them with a noise that is drawn from a seed. */
final class Curves {
  static final Range WORKERS = Range.read("workers=1..64", List.of());

  private Curves() {}

  /** Waits of 50 ms and nothing else, 32 of them in flight. */
  static double delay(double workers) {
    return Math.min(workers, 32) / 0.05;
  }

  /**
   * Machine repair, exponential: N at work on k cores, a task's CPU and wait in ms; tasks a second.
   */
  static double repair(double n, int cores, double cpuMillis, double waitMillis) {
    double chance = 1;
    double sum = 1;
    double busy = 0;
    for (int j = 1; j <= n; j++) {
      chance *= (n - j + 1) * cpuMillis / waitMillis / Math.min(j, cores);
      sum += chance;
      busy += chance * Math.min(j, cores);
    }
    return busy / sum / cpuMillis * 1000;
  }

  /** Most throughput of any size up to 64. */
  static double best(DoubleUnaryOperator curve) {
    double best = 0;
    for (int workers = 1; workers <= 64; workers++) {
      best = Math.max(best, curve.applyAsDouble(workers));
    }
    return best;
  }

  /** The smallest size with 0.95 of the best. */
  static int knee(DoubleUnaryOperator curve) {
    int knee = 1;
    while (curve.applyAsDouble(knee) < 0.95 * best(curve)) {
      knee++;
    }
    return knee;
  }

  /**
   * A whole sweep; a block's throughput is the curve's times the noise, one in ten is disturbed.
   */
  static Ladder sweep(DoubleUnaryOperator curve, double noise, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Ladder ladder = Ladder.start(WORKERS, seed);
    while (ladder.next().isPresent()) {
      double value = ladder.next().get().value();
      double usual = noise * random.nextGaussian();
      double disturbed = random.nextInt(10) == 0 ? -3 * noise * random.nextDouble() : 0;
      double throughput = curve.applyAsDouble(value) * Math.exp(usual + disturbed);
      ladder = ladder.told(block(value, throughput));
    }
    return ladder;
  }

  static Block block(double value, double throughput) {
    return new Block(value, throughput, 1e6, 2e6, true);
  }
}
