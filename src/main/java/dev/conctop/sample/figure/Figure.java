package dev.conctop.sample.figure;

import java.util.function.DoubleUnaryOperator;

/**
 * One number with how it was got. A figure that could not be read has no value and a reason; it is
 * never 0.
 *
 * @param value the number, NaN when fidelity is NA
 * @param fidelity how it was got
 * @param reason why it is n/a; empty otherwise
 */
public record Figure(double value, Fidelity fidelity, String reason) {
  /** Most of what thousands of processes that rest come to. */
  private static final Figure ZERO = new Figure(0, Fidelity.EXACT, "");

  public Figure {
    if (fidelity == Fidelity.NA && reason.isEmpty()) {
      throw new IllegalArgumentException("an n/a figure needs its reason");
    }
  }

  public static Figure exact(double value) {
    return Double.doubleToRawLongBits(value) == 0 ? ZERO : new Figure(value, Fidelity.EXACT, "");
  }

  public static Figure sampled(double value) {
    return new Figure(value, Fidelity.SAMPLED, "");
  }

  public static Figure estimated(double value) {
    return new Figure(value, Fidelity.ESTIMATED, "");
  }

  public static Figure na(String reason) {
    return new Figure(Double.NaN, Fidelity.NA, reason);
  }

  /** What follows from the value, got the same way; n/a stays n/a. */
  public Figure map(DoubleUnaryOperator of) {
    return known() ? new Figure(of.applyAsDouble(value), fidelity, "") : this;
  }

  /** Whether there is a value. */
  public boolean known() {
    return fidelity != Fidelity.NA;
  }
}
