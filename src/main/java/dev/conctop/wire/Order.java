package dev.conctop.wire;

/** One line from the observer to a subject. */
public sealed interface Order permits RunOrder, Order.Stop, Order.Set, Order.Go, Order.Rest {
  /** Measuring ends now. */
  record Stop() implements Order {}

  /**
   * A subject that rests is to work for one block.
   *
   * @param settleNanos how long before what it does counts
   * @param durationNanos how long it counts
   */
  record Go(long settleNanos, long durationNanos) implements Order {}

  /** The block under way ends now; nothing happens to a subject that rests. */
  record Rest() implements Order {}

  /**
   * Changes one knob of a run under way.
   *
   * @param knob which
   * @param value workers, tasks in flight, arrivals a second, or ns
   */
  record Set(Knob knob, double value) implements Order {}

  /** What can be changed while a run goes on. */
  enum Knob {
    WORKERS("workers"),
    IN_FLIGHT("in_flight"),
    RATE("rate"),
    SWITCH_INTERVAL("switch_interval");

    private final String key;

    Knob(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }
}
