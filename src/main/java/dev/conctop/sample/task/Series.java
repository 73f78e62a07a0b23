package dev.conctop.sample.task;

/** The latencies a subject may report, each a histogram of nanoseconds. */
public enum Series {
  /** Intended start to done. */
  RESPONSE("response"),
  /** Intended start to start. */
  QUEUE("queue"),
  /** Start to done. */
  SERVICE("service"),
  /** How late a timer of the event loop fires. */
  LOOP_LAG("loop_lag"),
  /** How long a thread waited for an interpreter lock. */
  GIL_WAIT("gil_wait"),
  /** One echo round trip of the convoy. */
  ROUND_TRIP("round_trip");

  /** Values are kept from 1 ns to 1 h with 3 significant digits; what lies outside is clipped. */
  public static final long HIGHEST_NANOS = 3_600_000_000_000L;

  public static final int DIGITS = 3;

  private final String key;

  Series(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }
}
