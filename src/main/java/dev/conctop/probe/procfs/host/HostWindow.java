package dev.conctop.probe.procfs.host;

/** Looks at the machine over the last second, oldest first; a ring that is reused. */
final class HostWindow {
  static final long LENGTH_NANOS = 1_000_000_000L;
  private static final int SLOTS = 64;

  /** One look. */
  static final class Look {
    long nanos;
    final CoreTicks cores = new CoreTicks();

    /** Time that tasks ran on each core, ns, by index; -1 when not told. */
    long[] runNanos = new long[16];

    /** Stall times, µs; -1 when not told. */
    long cpuSome;

    long ioSome;
    long ioFull;
    long memorySome;

    /** CPU time of the processes that are not other load, ticks. */
    long ourTicks;
  }

  private final Look[] looks = new Look[SLOTS];
  private int newest = -1;
  private int size;

  HostWindow() {
    for (int i = 0; i < SLOTS; i++) {
      looks[i] = new Look();
    }
  }

  /** The slot for a new look; {@link #push} makes it the newest. */
  Look next() {
    return looks[(newest + 1) % SLOTS];
  }

  void push() {
    newest = (newest + 1) % SLOTS;
    size = Math.min(SLOTS - 1, size + 1);
  }

  /** Forgets all but the newest look. */
  void restart() {
    size = Math.min(size, 1);
  }

  boolean isEmpty() {
    return size == 0;
  }

  Look newest() {
    return looks[newest];
  }

  /** The youngest look that is at least the window's length old, else the oldest there is. */
  Look start() {
    long now = newest().nanos;
    for (int age = 1; age < size; age++) {
      Look look = looks[Math.floorMod(newest - age, SLOTS)];
      if (now - look.nanos >= LENGTH_NANOS) {
        return look;
      }
    }
    return looks[Math.floorMod(newest - (size - 1), SLOTS)];
  }
}
