package dev.conctop.probe.procfs;

/** Units of time of {@code /proc}. */
final class Ticks {
  /** A clock tick of {@code /proc/PID/stat} and {@code /proc/stat}: USER_HZ is 100 everywhere. */
  static final long NANOS = 10_000_000;

  static final long SECOND_NANOS = 1_000_000_000L;

  private Ticks() {}
}
