package dev.conctop.sample.figure;

/** A process id, at least 1. */
public record Pid(int value) {
  public Pid {
    if (value < 1) {
      throw new IllegalArgumentException("pid " + value + " is not positive");
    }
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
