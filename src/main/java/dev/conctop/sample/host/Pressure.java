package dev.conctop.sample.host;

import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Millionths;

/**
 * Pressure stall information over the last interval: the share of time, 0 to 1, in which some (or
 * all) tasks were stalled for the resource, in whole millionths.
 */
public record Pressure(Figure cpuSome, Figure ioSome, Figure ioFull, Figure memorySome) {
  public Pressure {
    cpuSome = Millionths.near(cpuSome);
    ioSome = Millionths.near(ioSome);
    ioFull = Millionths.near(ioFull);
    memorySome = Millionths.near(memorySome);
  }

  /** No pressure figures, for one reason. */
  public static Pressure na(String reason) {
    Figure na = Figure.na(reason);
    return new Pressure(na, na, na, na);
  }
}
