package dev.conctop.sample.figure;

/** How a figure was got; shown beside it everywhere. */
public enum Fidelity {
  /** Read from a counter that misses nothing. */
  EXACT("exact"),
  /** Extrapolated from looks at instants; the number of looks is shown. */
  SAMPLED("sampled"),
  /** Derived from other figures by a rule that may be off. */
  ESTIMATED("estimated"),
  /** Could not be read; the reason is shown. */
  NA("n/a");

  private final String label;

  Fidelity(String label) {
    this.label = label;
  }

  /** The word shown to people and written to JSON. */
  public String label() {
    return label;
  }

  /** The weaker of two, in the order exact, sampled, estimated, n/a. */
  public Fidelity weaker(Fidelity other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
