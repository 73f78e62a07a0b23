package dev.conctop.export.html.plot;

import java.util.Arrays;

/** How shares are laid on each other, so that rounding leaves neither gaps nor too much. */
public final class Stack {
  private Stack() {}

  /**
   * Heights of shares.
   *
   * @param shares each 0 or more; what is not a number is nothing
   * @param whole what a share of 1 is high
   * @return from where to where each goes: one more than shares, from 0 upwards, at most {@code
   *     whole}
   */
  public static int[] edges(double[] shares, int whole) {
    int[] edges = new int[shares.length + 1];
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += Double.isNaN(shares[i]) ? 0 : Math.max(0, shares[i]);
      edges[i + 1] = (int) Math.min(whole, Math.round(sum * whole));
    }
    return edges;
  }

  /** Shares of a sum; all 0 when it is. */
  public static double[] shares(double... amounts) {
    double sum = Arrays.stream(amounts).sum();
    return Arrays.stream(amounts).map(amount -> sum <= 0 ? 0 : amount / sum).toArray();
  }
}
