package dev.conctop.probe.procfs.file;

/** Units of time of {@code /proc}. */
public final class Ticks {
  /** A clock tick of {@code /proc/PID/stat} and {@code /proc/stat}: USER_HZ is 100 everywhere. */
  public static final long NANOS = 10_000_000;

  public static final long SECOND_NANOS = 1_000_000_000L;

  private Ticks() {}
}
