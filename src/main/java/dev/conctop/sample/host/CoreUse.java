package dev.conctop.sample.host;

import dev.conctop.sample.figure.Millionths;

/**
 * One core's use over an interval, as shares of it: each 0 to 1, together 1, in whole millionths.
 *
 * @param core the kernel's number of the core
 */
public record CoreUse(
    int core, double user, double system, double iowait, double steal, double idle) {
  public CoreUse {
    user = Millionths.near(user);
    system = Millionths.near(system);
    iowait = Millionths.near(iowait);
    steal = Millionths.near(steal);
    idle = Millionths.near(idle);
  }

  /** Share of the interval in which the core ran something of this machine. */
  public double busy() {
    return user + system;
  }
}
