package dev.conctop.sample.host;

import dev.conctop.sample.figure.Figure;

/**
 * Pressure stall information over the last interval: the share of time, 0 to 1, in which some (or
 * all) tasks were stalled for the resource.
 */
public record Pressure(Figure cpuSome, Figure ioSome, Figure ioFull, Figure memorySome) {
  /** No pressure figures, for one reason. */
  public static Pressure na(String reason) {
    Figure na = Figure.na(reason);
    return new Pressure(na, na, na, na);
  }
}
