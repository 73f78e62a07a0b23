package dev.conctop.sample.figure;

/** Where a thread's wall time goes. The parts of a budget sum to wall time. */
public enum Part {
  ON_CPU("on_cpu", "on cpu", 'c'),
  RUN_QUEUE("run_queue", "run queue", 'r'),
  DISK("disk", "disk", 'd'),
  NETWORK("network", "network", 'n'),
  LOCK("lock", "lock", 'l'),
  SLEEP("sleep", "sleep", 's'),
  IPC("ipc", "ipc", 'p'),
  IDLE("idle", "idle", '.'),
  UNKNOWN("unknown", "unknown", '?');

  private static final Part[] ALL = values();

  private final String key;
  private final String label;
  private final char letter;

  Part(String key, String label, char letter) {
    this.key = key;
    this.label = label;
    this.letter = letter;
  }

  /** The field name in JSON and on the wire. */
  public String key() {
    return key;
  }

  /** The words on the screen. */
  public String label() {
    return label;
  }

  /** One letter a state, so that colour is never the only sign. */
  public char letter() {
    return letter;
  }

  /** How many parts there are. */
  public static int count() {
    return ALL.length;
  }

  /** The part at an ordinal, without the copy that {@code values()} makes. */
  public static Part at(int ordinal) {
    return ALL[ordinal];
  }

  /** The part with this JSON name, or UNKNOWN. */
  public static Part ofKey(String key) {
    for (Part part : ALL) {
      if (part.key.equals(key)) {
        return part;
      }
    }
    return UNKNOWN;
  }
}
