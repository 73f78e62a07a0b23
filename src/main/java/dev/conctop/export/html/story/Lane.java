package dev.conctop.export.html.story;

import dev.conctop.sample.figure.Part;

/**
 * What a thread, or threads that belong together, did over time.
 *
 * @param threads how many it stands for
 * @param works whether it is there for the work, not for the runtime
 * @param parts of each column the part that took most of it, by ordinal; -1 where it was not seen
 * @param shares of its whole time, by part; sum 1, or 0 where nothing is known
 */
public record Lane(String name, int threads, boolean works, byte[] parts, double[] shares) {
  /** Nothing is known of a column. */
  public static final byte NOTHING = -1;

  /** The share of its time that it was on a core or waited for one. */
  public double cpu() {
    return shares[Part.ON_CPU.ordinal()] + shares[Part.RUN_QUEUE.ordinal()];
  }
}
