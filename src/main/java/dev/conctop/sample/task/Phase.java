package dev.conctop.sample.task;

/** Where a run is. Only MEASURE counts. */
public enum Phase {
  STARTING("starting"),
  WARM_UP("warm-up"),
  MEASURE("measure"),
  /** Nothing new is started; what runs is waited for. */
  DRAIN("drain");

  private final String key;

  Phase(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }

  public static Phase ofKey(String key) {
    for (Phase phase : values()) {
      if (phase.key.equals(key)) {
        return phase;
      }
    }
    return STARTING;
  }
}
