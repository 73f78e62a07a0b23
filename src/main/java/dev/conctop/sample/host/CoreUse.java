package dev.conctop.sample.host;

/**
 * One core's use over an interval, as shares of it: each 0 to 1, together 1.
 *
 * @param core the kernel's number of the core
 */
public record CoreUse(
    int core, double user, double system, double iowait, double steal, double idle) {
  /** Share of the interval in which the core ran something of this machine. */
  public double busy() {
    return user + system;
  }
}
