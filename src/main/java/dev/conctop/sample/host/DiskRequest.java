package dev.conctop.sample.host;

/** What a disk is asked to do, as the kernel counts it. */
public enum DiskRequest {
  READ("reads"),
  WRITE("writes"),
  DISCARD("discards"),
  FLUSH("flushes");

  private static final DiskRequest[] ALL = values();

  private final String key;

  DiskRequest(String key) {
    this.key = key;
  }

  /** The word in documents. */
  public String key() {
    return key;
  }

  public static int count() {
    return ALL.length;
  }

  /**
   * One of them.
   *
   * @param index 0 to {@link #count()} - 1
   */
  public static DiskRequest at(int index) {
    return ALL[index];
  }
}
