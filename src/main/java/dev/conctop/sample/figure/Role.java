package dev.conctop.sample.figure;

/**
 * What a thread is for in a subject; a thread nobody named is RUNTIME in ours, WORKER elsewhere.
 */
public enum Role {
  /** Runs tasks. */
  WORKER("worker"),
  /** A platform thread that carries virtual threads. */
  CARRIER("carrier"),
  /** An event loop. */
  LOOP("loop"),
  /** Busy on purpose beside the tasks (the convoy's spinners). */
  SPINNER("spinner"),
  /** Hands tasks out and waits for their results; not itself a worker. */
  DISPATCHER("dispatcher"),
  /** The runtime's own: collector, compiler, telemetry. */
  RUNTIME("runtime");

  private final String key;

  Role(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }

  /** Whether its time counts in the workers' budget. */
  public boolean works() {
    return this == WORKER || this == CARRIER || this == LOOP || this == SPINNER;
  }

  public static Role ofKey(String key) {
    for (Role role : values()) {
      if (role.key.equals(key)) {
        return role;
      }
    }
    return RUNTIME;
  }
}
