package dev.conctop.experiment.predict;

import dev.conctop.experiment.predict.Observed.Block;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How far a throughput may be off because demands vary from block to block, by resampled blocks.
 *
 * @param cpuPower by which power of the work the throughput changes, −1 to 0
 * @param waitPower by which power of the waits, likewise
 */
record BlockSpread(double cpuPower, double waitPower) {
  private static final int RESAMPLES = 1000;
  private static final double SIDE = 0.95;

  /**
   * Nine times of ten it is not further off than this, up or down, as a logarithm. Few resampled
   * blocks vary too little, so their spread is widened as Student's t is; and a later measurement
   * of as many blocks varies as much again. Empty with fewer than two blocks.
   */
  OptionalDouble half(List<Block> blocks, long seed) {
    int n = blocks.size();
    if (n < 2) {
      return OptionalDouble.empty();
    }
    double cpu = 0;
    double wait = 0;
    for (Block block : blocks) {
      cpu += block.cpuNanos();
      wait += block.waitNanos();
    }
    double[] logs = new double[RESAMPLES];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < RESAMPLES; i++) {
      double cpuHere = 0;
      double waitHere = 0;
      for (int j = 0; j < n; j++) {
        Block block = blocks.get(random.nextInt(n));
        cpuHere += block.cpuNanos();
        waitHere += block.waitNanos();
      }
      logs[i] = log(cpuPower, cpuHere, cpu) + log(waitPower, waitHere, wait);
    }
    Arrays.sort(logs);
    int cut = (int) (RESAMPLES * (1 - SIDE));
    double asTheyAre = (logs[RESAMPLES - 1 - cut] - logs[cut]) / 2;
    return OptionalDouble.of(asTheyAre * widening(n));
  }

  private static double log(double power, double here, double all) {
    return power == 0 || all == 0 || here == 0 ? 0 : power * Math.log(here / all);
  }

  private static double widening(int n) {
    double t = TDistribution.of(n - 1).inverseCumulativeProbability(SIDE);
    double z = NormalDistribution.of(0, 1).inverseCumulativeProbability(SIDE);
    return t / z * Math.sqrt(n / (n - 1.0)) * Math.sqrt(2);
  }
}
