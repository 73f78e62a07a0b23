package dev.conctop.sample.jvm;

/** What a JVM's flight recorder times, each a histogram of nanoseconds. */
public enum JvmWait {
  /** {@code LockSupport.park}: locks, conditions, queues, futures. */
  PARK("park"),
  /** To get into a {@code synchronized} block that another thread holds. */
  MONITOR("monitor"),
  /** {@code Object.wait}. */
  WAIT("wait"),
  /** {@code Thread.sleep}. */
  SLEEP("sleep"),
  /** Blocking reads and writes of sockets. */
  SOCKET("socket"),
  /** Reads and writes of files. */
  FILE("file"),
  /** All threads stopped for the collector. */
  GC_PAUSE("gc_pause"),
  /** A virtual thread that could not leave its carrier while it waited. */
  PINNED("pinned");

  private static final JvmWait[] ALL = values();

  private final String key;

  JvmWait(String key) {
    this.key = key;
  }

  /** The field name in JSON. */
  public String key() {
    return key;
  }

  /** The words on the screen. */
  public String label() {
    return key.replace('_', ' ');
  }

  public static int count() {
    return ALL.length;
  }

  public static JvmWait at(int ordinal) {
    return ALL[ordinal];
  }
}
