package dev.conctop.experiment;

import java.util.SplittableRandom;

/**
 * In which order the arms take their turns, round by round. So many rounds as there are arms make a
 * Latin square, drawn anew each time: every arm is in every place equally often, since the place
 * has an effect of its own. The same seed gives the same order.
 */
public final class BlockOrder {
  private final int arms;
  private final long seed;

  /**
   * An order.
   *
   * @param arms 1 or more
   */
  public BlockOrder(int arms, long seed) {
    if (arms < 1) {
      throw new IllegalArgumentException("no arms");
    }
    this.arms = arms;
    this.seed = seed;
  }

  /**
   * The arms of one round, by their numbers from 0, first the one that begins.
   *
   * @param round from 0
   */
  public int[] round(int round) {
    int square = round / arms;
    SplittableRandom random = new SplittableRandom(seed + square * 0x9e3779b97f4a7c15L);
    int[] names = permutation(random);
    int[] rows = permutation(random);
    int[] columns = permutation(random);
    int row = rows[round % arms];
    int[] order = new int[arms];
    for (int place = 0; place < arms; place++) {
      order[place] = names[(row + columns[place]) % arms];
    }
    return order;
  }

  private int[] permutation(SplittableRandom random) {
    int[] all = new int[arms];
    for (int i = 0; i < arms; i++) {
      int j = random.nextInt(i + 1);
      all[i] = all[j];
      all[j] = i;
    }
    return all;
  }
}
